"""German formats against DIN 5008, value by value; and the errors for values of the wrong kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.modell.partei import Anschrift, Kurzbezeichnung, Partei
from generator.formate import FORMATE, canonical, default_format
from generator.zahlformate import FormatFehler

D = Decimal
TAG = date(2025, 1, 1)


def partei(wort: str, genus: Any, genitiv: str | None = None) -> Partei:
    return Partei(
        partei="p", rolle="leistungstraeger", kurzbezeichnung=Kurzbezeichnung(wort=wort, genus=genus, genitiv=genitiv), name="N", rechtsform="R",
        anschrift=Anschrift(strasse="Weg 1", plz="06667", ort="Ort"), vertreten_durch="V",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wert", "text"),
    [
        ("betrag", D("4626372.89"), "4.626.372,89~Euro"),
        ("betrag", D("0.00"), "0,00~Euro"),
        ("betragszahl", D("-7926.59"), "−7.926,59"),
        (
            "worte",
            D("4626372.89"),
            "vier Millionen sechshundertsechsundzwanzigtausenddreihundertzweiundsiebzig Euro und neunundachtzig Cent",
        ),
        ("worte", D("1.01"), "ein Euro und ein Cent"),
        ("worte", D("1000000.00"), "eine Million Euro"),
        ("worte", D("0.00"), "null Euro"),
        ("worte", 36, "sechsunddreißig"),
        ("datum", TAG, "1.~Januar 2025"),
        ("datum", date(2025, 3, 31), "31.~März 2025"),
        ("datumzahl", TAG, "01.01.2025"),
        ("prozent", D("0.0320"), "3,20~%"),
        ("prozent", D("0.025"), "2,50~%"),
        ("prozent", D("0.00125"), "0,125~%"),
        ("prozent", D("1.0"), "100,00~%"),
        ("prozent", D("-0.0125"), "\u22121,25~%"),
        ("dezimal", D("-3.10"), "\u22123,10"),
        ("dezimal", -5, "\u22125"),
        ("zahl", -15299, "\u221215\u202f299"),
        ("betragszahl", D("-1250.50"), "\u22121.250,50"),
        ("dezimal", D("3.10"), "3,10"),
        ("dezimal", D("74"), "74"),
        ("zahl", 731, "731"),
        ("zahl", 15299, "15\u202f299"),
        ("zahlwort", 12, "zwölf"),
        ("wochen", 6, "sechs Wochen"),
        ("wochen", 1, "einer Woche"),
        ("monate", 6, "sechs Monate"),
        ("monate", 1, "einen Monat"),
        ("monaten", 3, "drei Monaten"),
        ("monaten", 1, "einem Monat"),
        ("jahre", 5, "fünf Jahre"),
        ("jahre", 1, "ein Jahr"),
        ("mal", 4, "viermal"),
        ("mal", 1, "einmal"),
        ("jahr", 2025, "2025"),
        ("jahr", TAG, "2025"),
        ("monat", 3, "März"),
        ("janein", True, "ja"),
        ("text", "nach § 5 Abs. 2", "nach §~5 Abs.~2"),
        ("gross", "über alles", "Über alles"),
        ("liste", ("a",), "a"),
        ("liste", ("a", "b", "c"), "a, b und c"),
        ("liste", (), ""),
        ("kurz", partei("Land", "neutrum"), "Land"),
        ("der", partei("Land", "neutrum"), "das Land"),
        ("Des", partei("Land", "neutrum", "Landes"), "Des Landes"),
        ("des", partei("Budgetnehmer", "maskulinum"), "des Budgetnehmers"),
        ("des", partei("Stiftung", "femininum"), "der Stiftung"),
        ("des", partei("Landkreis", "maskulinum"), "des Landkreises"),
        ("Des", partei("Ausschuss", "maskulinum"), "Des Ausschusses"),
        ("des", partei("Haus", "neutrum"), "des Hauses"),
        ("des", partei("Verhältnis", "neutrum"), "des Verhältnisses"),
        ("des", partei("Stift", "neutrum"), "des Stifts"),
        ("des", partei("Netz", "neutrum"), "des Netzes"),
        (
            "des",
            partei("Träger der Sozialhilfe", "maskulinum", "Trägers der Sozialhilfe"),
            "des Trägers der Sozialhilfe",
        ),
        ("dem", partei("Stiftung", "femininum"), "der Stiftung"),
        ("Den", partei("Budgetnehmer", "maskulinum"), "Den Budgetnehmer"),
        ("adresse", Anschrift(strasse="Weg 1", plz="06667", ort="Ort"), "Weg 1, 06667 Ort"),
    ],
)
def test_format(name: str, wert: Any, text: str) -> None:
    assert FORMATE[name](wert) == text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("name", "wert"),
    [("betrag", 5), ("betrag", "5.00"), ("betrag", None), ("datum", "2025-01-01"), ("zahl", True), ("zahl", D("1.00")), ("monat", 13), ("text", 5),
     ("der", "Land"), ("liste", "abc"), ("janein", 1), ("prozent", 3)],
)  # fmt: skip
def test_wrong_kind(name: str, wert: Any) -> None:
    with pytest.raises(FormatFehler):
        FORMATE[name](wert)


@pytest.mark.parametrize(
    ("wort", "genus"),
    [("Träger der Sozialhilfe", "maskulinum"), ("Fiskus", "maskulinum"), ("Beauftragte", "maskulinum"),
     ("Präsident", "maskulinum"), ("Kosmos", "maskulinum")],
)  # fmt: skip
def test_a_genitive_that_the_ending_does_not_tell_is_asked_for(wort: str, genus: str) -> None:
    with pytest.raises(FormatFehler, match="Ergänzen Sie ihn bei der Kurzbezeichnung"):
        FORMATE["des"](partei(wort, genus))


def test_defaults() -> None:
    assert [default_format(w) for w in (True, 1, D("1.00"), TAG, "t")] == ["janein", "zahl", "betrag", "datum", "text"]
    with pytest.raises(FormatFehler):
        default_format({})
    with pytest.raises(FormatFehler):
        default_format(None)


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_amounts_read_back(wert: Decimal) -> None:
    text = FORMATE["betragszahl"](wert)
    assert D(text.replace(".", "").replace(",", ".").replace("−", "-")) == wert
    assert D(canonical(wert)) == wert
