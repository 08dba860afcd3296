"""A case of a Persönliches Budget: every figure and day of the verified example, the two laws side by side, days of the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.arten import find_art
from contracts.arten.persoenliches_budget import PersoenlichesBudget
from contracts.bausteine.auswahl import list_dokumente
from contracts.modell.teilbudget import Budgetleistung
from contracts.rechnen.budgetfristen import announced_on, end_of_widerspruch, first_bankday, last_day_of
from contracts.rechnen.budgetrechnung import Rechtswerte, compute_leistung
from contracts.rechnen.zeitraum import end_of_frist
from corpus.recht.budgetrecht import find_budgetrecht, load_katalog, name_traeger
from corpus.recht.parameter import ParameterFehler, load_parameter
from tests.hilfen import need_shared
from tests.vertraege import BUDGETFALL, daten

ALTER_FALL = "PB-BEISPIEL-2005"


def fall(kennung: str = BUDGETFALL, **weg: Any) -> PersoenlichesBudget:
    return PersoenlichesBudget.model_validate({**daten(kennung), **weg})


def test_every_figure_and_day_of_the_verified_example() -> None:
    soll = yaml.safe_load(
        need_shared("domain", "beispiele", "ex4_persoenliches_budget.yaml").read_text(encoding="utf-8")
    )
    f = fall()
    verfahren = soll["verfahren"]
    fristen = {x.schluessel: x.ende for x in f.fristen}
    for teil, erwartet in zip(f.berechnet.teilbudgets, soll["teilbudgets"], strict=True):
        assert teil.summe == Decimal(erwartet["summe"])
        assert teil.teilbudget.vergleichskosten == Decimal(erwartet["vergleichskosten"])
        for rechnung, position in zip(teil.leistungen, erwartet["positionen"], strict=True):
            assert rechnung.monatlich == Decimal(position["monatlich"])
            assert rechnung.brutto == Decimal(position.get("brutto", position["monatlich"]))
            assert rechnung.zuzahlung == Decimal(position.get("zuzahlung", "0.00"))
    gesamt = soll["gesamtbudget"]
    assert (f.berechnet.geld, f.berechnet.gutscheine) == (Decimal(gesamt["geld"]), Decimal(gesamt["gutscheine"]))
    assert (f.berechnet.gesamt, f.berechnet.vergleichskosten) == (
        Decimal(gesamt["gesamt"]),
        Decimal(gesamt["vergleichskosten"]),
    )
    assert fristen["zustaendigkeit"] == verfahren["zustaendigkeit_geklaert"]["frist"]
    assert fristen["stellungnahme_KK"] == verfahren["stellungnahmen"]["frist"]
    assert fristen["teilbudgets"] == verfahren["teilbudgets_festgestellt"]["frist"]
    assert fristen["entscheidung"] == verfahren["entscheidungsfrist"]["ende"]
    assert f.bekannt_am == verfahren["bescheid"]["bekanntgabe_fiktion"]
    assert (
        f.widerspruch_bis
        == fristen["widerspruch"]
        == verfahren["bescheid"]["widerspruchsfrist_ende"]
        == date(2026, 4, 7)
    )
    assert f.erste_zahlung == soll["erste_zahlung"]["datum"] == date(2026, 3, 2)
    assert f.gebunden_bis == soll["bindung"]["bis"]
    assert f.zielpruefung_ab == soll["erste_zielueberpruefung"]
    assert f.wiederholung_bis == soll["wiederholung_bedarfsermittlung_bis"] == date(2028, 2, 29)


UNTERSCHIEDE = {
    # what: today, 2005 – and why
    "recht.zustaendiger": ("leistender Träger", "Beauftragter"),  # § 29 Abs. 3 SGB IX; § 17 Abs. 4 SGB IX a. F.
    "recht.einstufung": ("Pflegegrad", "Pflegestufe"),  # since 2017 the grades of § 15 SGB XI
    "recht.hat_rechtsanspruch": (True, False),  # trial until the end of 2007
    "recht.inhalte": (
        ("ziele", "nachweis", "qualitaet", "hoehe"),
        ("ziele", "nachweis", "qualitaet"),
    ),  # § 29 Abs. 4; § 4 BudgetV
    "leistende_art": ("Träger der Eingliederungshilfe", "Träger der Sozialhilfe"),  # since 2020
    "bekanntgabe_tag": (4, 3),  # § 37 Abs. 2 SGB X since 2025
    "bekannt_am": (date(2026, 3, 3), date(2005, 2, 28)),
    "widerspruch_bis": (date(2026, 4, 7), date(2005, 3, 29)),  # Good Friday; Easter Monday
    "wiederholung_bis": (date(2028, 2, 29), date(2007, 2, 28)),
}


@pytest.mark.parametrize("pfad", UNTERSCHIEDE)
def test_what_differs_between_the_two_laws(pfad: str) -> None:
    for f, soll in zip((fall(), fall(ALTER_FALL)), UNTERSCHIEDE[pfad], strict=True):
        wert: Any = f
        for name in pfad.split("."):
            wert = getattr(wert, name)
        assert wert == soll


def test_a_document_exists_when_its_event_has_come() -> None:
    art = find_art("persoenliches_budget")
    assert art is not None

    def names(f: PersoenlichesBudget) -> list[str]:
        return [d.name for d in list_dokumente(f, art)]

    alle = names(fall(ALTER_FALL))
    assert {"weiterleitung", "kuendigung", "aufhebung", "rueckforderung", "widerspruchsbescheid", "bescheid"} <= set(
        alle
    )
    assert not {"weiterleitung", "kuendigung", "aufhebung"} & set(names(fall()))
    nur_antrag = dict.fromkeys(("bescheid", "zielvereinbarung", "konferenz", "gesamtbudget"), None)
    assert names(fall(**nur_antrag, teilbudgets=[], stellungnahmen=[])) == ["vertrag", "antragsprotokoll"]
    assert "bescheid" not in names(fall(zielvereinbarung=None))


def test_the_pflegekasse_alone_needs_no_agreement() -> None:
    art = find_art("persoenliches_budget")
    assert art is not None
    voll = daten()
    pk = [t for t in voll_of("teilbudgets") if t["traeger"] == "PK"]
    allein = fall(
        traeger=[t for t in voll_of("traeger") if t["id"] == "PK"], teilbudgets=pk, stellungnahmen=[], einwilligungen=[], konferenz=None,
        leitung={"traeger": "PK", "grund": "erstangegangen", "geklaert_am": "2026-01-14"}, gesamtbudget=None, zielvereinbarung=None,
    )  # fmt: skip
    assert voll and allein.ist_pflegekasse_allein and allein.hat_bescheid
    assert not fall(ALTER_FALL).ist_pflegekasse_allein


def test_payment_in_another_rhythm() -> None:
    monatlich, selten = fall(), fall(zahlweise="vierteljaehrlich")
    assert monatlich.wird_monatlich_gezahlt and not selten.wird_monatlich_gezahlt
    assert (selten.zahlmonate, selten.zahlbetrag) == (3, monatlich.zahlbetrag * 3)


def test_the_minutes_name_who_stayed_away() -> None:
    assert {t.schluessel: bool(t.vermerk) for t in fall().konferenzteilnahmen} == {
        "EGH": False, "KK": True, "PK": False, "IA": False,
    }  # fmt: skip


def voll_of(name: str) -> list[dict[str, Any]]:
    return list(daten(BUDGETFALL)[name])


@pytest.mark.parametrize(
    ("beginn", "monate", "ende"),
    [
        ("2026-03-01", 24, "2028-02-29"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2028-02-29", 48, "2032-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-15", 6, "2026-07-14"),
    ],
)
def test_a_period_that_begins_with_a_day(beginn: str, monate: int, ende: str) -> None:
    assert last_day_of(date.fromisoformat(beginn), monate) == date.fromisoformat(ende)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_period_from_a_day_ends_before_one_from_an_event(tag: date, monate: int) -> None:
    assert 0 <= (end_of_frist(tag, monate) - last_day_of(tag, monate)).days <= 1


@pytest.mark.parametrize(
    ("aufgegeben", "land", "ausland", "richtig", "bis"),
    [
        ("2026-02-27", "HB", False, True, "2026-04-07"),  # Good Friday, Easter Monday
        ("2005-02-25", "HB", False, True, "2005-03-29"),  # third day; Easter Monday
        ("2024-12-30", "HB", False, True, "2025-02-03"),  # the last letters of the third day: 2 January
        ("2024-11-29", "BY", False, True, "2025-01-02"),  # New Year
        ("2024-12-03", "BY", False, True, "2025-01-07"),  # Epiphany is a holiday of Bavaria …
        ("2024-12-03", "HB", False, True, "2025-01-06"),  # … and not of Bremen
        ("2025-09-26", "HB", False, True, "2025-10-30"),
        ("2026-02-27", "HB", False, False, "2027-03-03"),  # a year without a right instruction
    ],
)
def test_the_last_day_of_the_objection(aufgegeben: str, land: str, ausland: bool, richtig: bool, bis: str) -> None:
    bekannt = announced_on(date.fromisoformat(aufgegeben))
    assert end_of_widerspruch(bekannt, land, ausland, richtig) == date.fromisoformat(bis)


def test_payment_on_the_first_bankday() -> None:
    assert first_bankday(2026, 3, "HB") == date(2026, 3, 2)
    assert first_bankday(2026, 1, "BY") == date(2026, 1, 2)
    assert first_bankday(2026, 5, "HB") == date(2026, 5, 4)


def leistung(**rechnung: Any) -> Budgetleistung:
    return Budgetleistung.model_validate(
        {"id": "L", "katalog": "fahrkosten", "bezeichnung": "Fahrten", "form": "geld", "rechnung": rechnung}
    )


@pytest.mark.parametrize(
    ("rechnung", "brutto", "zuzahlung"),
    [
        ({"art": "kilometer", "kilometer": 200}, "40.00", "0.00"),
        (
            {"art": "monatsbetrag", "betrag": "80.00", "zuzahlung": {"art": "je_tag", "tage_je_monat": 4}},
            "80.00",
            "20.00",
        ),
        (
            {"art": "monatsbetrag", "betrag": "800.00", "zuzahlung": {"art": "je_tag", "tage_je_monat": 4}},
            "800.00",
            "40.00",
        ),
        (
            {"art": "monatsbetrag", "betrag": "12.00", "zuzahlung": {"art": "je_tag", "tage_je_monat": 4}},
            "12.00",
            "12.00",
        ),
        ({"art": "monatsbetrag", "betrag": "250.00", "zuzahlung": {"art": "hilfsmittel"}}, "250.00", "10.00"),
        ({"art": "jahresbetrag", "betrag": "100.00"}, "8.33", "0.00"),
    ],
)
def test_ways_of_computing(rechnung: dict[str, Any], brutto: str, zuzahlung: str) -> None:
    ergebnis = compute_leistung(leistung(**rechnung), "", Rechtswerte(date(2026, 3, 1)))
    assert (ergebnis.brutto, ergebnis.zuzahlung) == (Decimal(brutto), Decimal(zuzahlung))
    assert ergebnis.monatlich == ergebnis.brutto - ergebnis.zuzahlung


@given(st.decimals("0.01", "200", places=2), st.decimals("0", "168", places=2))
def test_hours_of_a_week_cost_fifty_two_twelfths(satz: Decimal, stunden: Decimal) -> None:
    ergebnis = compute_leistung(
        leistung(art="stunden_je_woche", satz=f"{satz:f}", stunden=f"{stunden:f}"), "", Rechtswerte(date(2026, 3, 1))
    )
    assert abs(ergebnis.brutto * 12 - satz * stunden * 52) <= Decimal("0.06")


def test_no_amount_for_a_day_that_nobody_has_proven() -> None:
    with pytest.raises(ParameterFehler, match=r"pflegegeld \(Stufe I\).*01.03.2005 kein Wert"):
        Rechtswerte(date(2005, 3, 1)).find("pflegegeld", "Stufe I")
    ohne = fall(ALTER_FALL, eigene_werte=[])
    assert len(ohne.unberechenbares) == 5
    assert not fall(ALTER_FALL).unberechenbares
    with pytest.raises(ParameterFehler, match="nichts bekannt"):
        find_budgetrecht(date(2004, 6, 30))


def test_the_catalogue_names_amounts_that_exist_and_norms_for_every_day() -> None:
    for eintrag in load_katalog().values():
        assert all(name in load_parameter() for name in eintrag.parameter), eintrag.schluessel
        assert eintrag.ist_budgetfaehig == (not eintrag.warum_nicht) == bool(eintrag.rechnung)
        assert all(
            eintrag.norm_at(tag) for tag in (date(2004, 7, 1), date(2017, 12, 31), date(2018, 1, 1), date(2026, 1, 1))
        )
    arten = [e.traegerart for e in load_katalog().values() if e.ist_budgetfaehig]
    assert arten.count("krankenkasse") == 10 and arten.count("pflegekasse") == 4
    assert name_traeger("kriegsopferversorgung", date(2026, 1, 1)) == "Träger der Sozialen Entschädigung"
