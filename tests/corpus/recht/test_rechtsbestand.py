"""The questions of a lawyer to the shipped index: every case is a line of data."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.norm import Norm
from corpus.recht.auskunft import Auskunft
from corpus.recht.rechtsbestand import load_mitgeliefert

URTEILE = [
    # norm, stichtag, status, wahrscheinlich, Teil der Begründung
    ("§ 29 Abs. 4 Satz 2 Nr. 4 SGB IX", "2024-06-01", "geltend", None, "01.01.2018"),
    ("§ 29 Abs. 4 Satz 2 Nr. 5 SGB IX", "2024-06-01", "nicht_vorhanden", None, "fehlt Nummer 5"),
    ("§ 29 Abs. 5 SGB IX", "2024-06-01", "nicht_vorhanden", None, "fehlt Absatz 5"),
    ("§ 29 Abs. 1 Satz 7 SGB IX", "2024-06-01", "nicht_vorhanden", None, "fehlt Satz 7"),
    ("§ 999 SGB V", "2024-01-01", "nicht_vorhanden", None, "§ 999"),
    ("§ 132 Abs. 3 SGB IX", "2018-01-01", "geltend", None, ""),
    ("§ 132 Abs. 3 SGB IX", "2018-10-01", "unbekannt", "geltend", "Text vor und nach der Lücke gleich"),
    ("§ 124 Abs. 2 SGB IX", "2018-10-01", "unbekannt", "geltend", "Text vor und nach der Lücke verschieden"),
    ("§ 12a BGG", "2017-01-01", "unbekannt", "noch_nicht_in_kraft", "weder davor noch danach"),
    ("§ 12a BGG", "2018-10-01", "unbekannt", None, "Lücke"),
    ("§ 651 BGB", "2019-09-01", "aufgehoben", None, "zwischen 11.01.2013 und 16.01.2018"),
    ("§ 138 Abs. 1 SGB XIV", "2023-01-01", "noch_nicht_in_kraft", None, "01.01.2024"),
    ("§ 132g SGB V", "2015-10-01", "unbekannt", None, "Lücke"),
    ("§ 64b Abs. 1 SGB V", "2015-05-01", "unbekannt", "geltend", "Text vor und nach der Lücke gleich"),
    ("§ 132 SGB IX", "2026-11-22", "unbekannt", "geltend", "19.08.2026"),
    ("§ 56 SGB X", "2010-01-01", "unbekannt", None, "vor dem Bestand"),
    ("§ 99 SGB IX", "2019-06-30", "noch_nicht_in_kraft", None, "01.01.2020"),
    ("§ 99 SGB IX", "2020-01-01", "geltend", None, "01.01.2020"),
    ("§ 94 Abs. 1 SGB IX", "2019-07-01", "geltend", None, ""),
    ("§ 94 Abs. 3 SGB IX", "2019-07-01", "noch_nicht_in_kraft", None, "01.01.2020"),
    ("§ 53 SGB XII", "2019-12-31", "geltend", None, ""),
    ("§ 53 SGB XII", "2020-01-01", "aufgehoben", None, "01.01.2020"),
    ("§ 126 Abs. 5 BGB", "2024-01-01", "noch_nicht_in_kraft", None, "31.12.2025"),
    ("§ 126 Abs. 5 BGB", "2025-12-28", "unbekannt", None, "zwischen 25.12.2025 und 31.12.2025"),
    ("§ 126 Abs. 4 BGB", "2025-12-28", "geltend", None, ""),
    ("§ 126 Abs. 5 BGB", "2026-01-10", "geltend", None, ""),
    ("§ 4 BudgetV", "2004-06-30", "noch_nicht_in_kraft", None, "01.07.2004"),
    ("§ 4 Abs. 1 BudgetV", "2004-07-01", "geltend", None, "01.07.2004"),
    ("§ 4 BudgetV", "2017-12-31", "geltend", None, ""),
    ("§ 4 BudgetV", "2018-01-01", "aufgehoben", None, "31.12.2017"),
    ("§ 14 BVG", "2024-01-01", "aufgehoben", None, "SGB XIV"),
    ("§ 17 Abs. 2 SGB IX", "2013-01-01", "geltend", None, ""),
    ("§ 17 Abs. 2 SGB IX a. F.", "2024-01-01", "geltend", None, "alte Fassung"),
    ("§ 53 Abs. 1 SGB XII in der am 31. Dezember 2019 geltenden Fassung", "2024-12-31", "geltend", None, ""),
    ("§ 5 TVöD", "2024-01-01", "unbekannt", None, "nicht im Bestand"),
    # Absent from the sources for some days, never from the law.
    ("§ 17b KHG", "2020-07-08", "geltend", None, "Lücke"),
    ("§ 2 KHG", "2022-01-02", "geltend", None, ""),
    ("§ 22 SGB IX a. F.", "2024-01-01", "geltend", None, "bis 31.12.2017 geltende Gesetz"),
]

NACHFOLGER = [
    ("§ 4 BudgetV", "2024-01-01", ["§ 29 Abs. 4 SGB IX"]),
    ("§ 53 Abs. 1 SGB XII", "2024-01-01", ["§ 99 SGB IX"]),
    ("§ 22 SGB IX in der am 31. Dezember 2017 geltenden Fassung", "2024-01-01", []),
    ("§ 29 Abs. 4 Satz 2 Nr. 5 SGB IX", "2024-01-01", []),
    # Dropped from the law of 2018, so what took the place of the law of 2001 is no answer.
    ("§ 22 Abs. 5 SGB IX", "2025-01-01", []),
    ("§ 17 Abs. 2 SGB IX a. F.", "2024-01-01", ["§ 29 SGB IX"]),
]

AENDERUNGEN = [
    # norm, von, bis, status, Änderungen
    (
        "§ 123 SGB IX", "2018-01-01", "2026-08-19", "geaendert",
        ["mit Wirkung vom 01.01.2022 (beobachtet): Absatz 3 geändert", "zwischen 24.03.2023 und 21.06.2023: Absatz 3 geändert"],
    ),
    ("§ 123 Abs. 2 SGB IX", "2018-01-01", "2026-08-19", "unveraendert", []),
    ("§ 64b SGB V", "2019-07-01", "2024-01-01", "geaendert", ["zwischen 28.03.2020 und 05.04.2020: Absatz 2 geändert"]),
    (
        "§ 126 BGB", "2024-01-01", "2026-03-01", "geaendert",
        ["zwischen 25.12.2025 und 31.12.2025: Absatz 4 neu, Absatz 4 ist jetzt Absatz 5"],
    ),
    ("§ 132 SGB IX", "2024-01-01", "2026-11-01", "unbekannt", []),
    ("§ 132 SGB IX", "2018-10-01", "2024-01-01", "unbekannt", []),
    ("§ 128 SGB IX", "2018-01-01", "2026-08-19", "geaendert", ["mit Wirkung vom 01.01.2020: Absatz 1 geändert"]),
    ("§ 94 SGB IX", "2019-07-01", "2020-06-30", "geaendert", ["mit Wirkung vom 01.01.2020: " + ", ".join(f"Absatz {n} in Kraft getreten" for n in "2345")]),
    ("§ 94 Abs. 3 SGB IX", "2019-07-01", "2020-06-30", "geaendert", ["mit Wirkung vom 01.01.2020: Absatz 3 in Kraft getreten"]),
    ("§ 94 Abs. 1 SGB IX", "2019-07-01", "2020-06-30", "unveraendert", []),
    ("§ 124 Abs. 1 SGB IX", "2018-01-01", "2026-08-19", "unveraendert", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tag", "status", "wahrscheinlich", "grund"), URTEILE)
def test_urteil(text: str, tag: str, status: str, wahrscheinlich: str | None, grund: str) -> None:
    urteil = load_mitgeliefert().urteile(Norm.parse(text), date.fromisoformat(tag))
    assert (urteil.status, urteil.wahrscheinlich) == (status, wahrscheinlich), urteil.begruendung
    assert grund in urteil.begruendung
    assert urteil.begruendung.endswith(".")


@pytest.mark.parametrize(("text", "tag", "erwartet"), NACHFOLGER)
def test_nachfolger(text: str, tag: str, erwartet: list[str]) -> None:
    urteil = load_mitgeliefert().urteile(Norm.parse(text), date.fromisoformat(tag))
    assert [n.norm for n in urteil.nachfolger] == erwartet
    assert all(n.grundlage for n in urteil.nachfolger)


def changes(text: str, von: str, bis: str) -> Auskunft:
    return load_mitgeliefert().geaendert(Norm.parse(text), date.fromisoformat(von), date.fromisoformat(bis))


@pytest.mark.parametrize(("text", "von", "bis", "status", "aenderungen"), AENDERUNGEN)
def test_geaendert(text: str, von: str, bis: str, status: str, aenderungen: list[str]) -> None:
    auskunft = changes(text, von, bis)
    assert auskunft.status == status
    assert [str(a) for a in auskunft.aenderungen] == aenderungen


@pytest.mark.parametrize("paragraf", [125, 126, 127, 129, 130, 131, 132, 133])
def test_vertragsrecht_unveraendert_seit_2018(paragraf: int) -> None:
    """The gap of 2018/2019 is named even where nothing changed."""
    auskunft = changes(f"§ {paragraf} SGB IX", "2018-01-01", "2026-08-19")
    assert auskunft.status == "unveraendert"
    assert "Text vor und nach der Lücke gleich" in auskunft.vorbehalt


def test_persoenliches_budget_has_three_texts() -> None:
    geschichte = load_mitgeliefert().geschichte(Norm.parse("§ 29 SGB IX"))
    neu = [a for a in geschichte if a.ab.sicher_ab >= date(2018, 1, 1)]
    assert [a.ab.datum for a in neu] == [date(2018, 1, 1), date(2024, 1, 1), date(2025, 1, 1)]
    assert [str(x) for x in neu[1].aenderungen] == ["Absatz 1 geändert", "Absatz 3 geändert"]


@pytest.mark.parametrize(
    ("norm", "erster"),
    [("§ 999 SGB IX", None), ("§ 9999 BGB", None), ("§ 6 BudgetV", None), ("§ 241 SGB IX", date(2018, 1, 1))],
)
def test_history_of_a_number_that_a_text_does_not_have(norm: str, erster: date | None) -> None:
    geschichte = load_mitgeliefert().geschichte(Norm.parse(norm))
    assert (geschichte[0].ab.sicher_ab if geschichte else None) == erster


def test_history_knows_no_end_where_the_source_has_a_hole() -> None:
    geschichte = load_mitgeliefert().geschichte(Norm.parse("§ 17b KHG"))
    assert all(a.fassung is not None for a in geschichte)


@pytest.mark.parametrize(
    ("norm", "tag"),
    [
        ("§ 17 SGB IX", date(2025, 1, 1)),
        ("§ 17 SGB IX in der am 31. Dezember 2017 geltenden Fassung", date(2017, 12, 31)),
        ("§ 17 SGB IX a. F.", date(2013, 1, 11)),
        ("§ 999 SGB IX a. F.", None),
    ],
)
def test_the_day_whose_text_is_meant(norm: str, tag: date | None) -> None:
    assert load_mitgeliefert().day_of(Norm.parse(norm), date(2025, 1, 1)) == tag


def test_history_has_no_holes() -> None:
    """Every stretch ends where the next begins, the old SGB IX on the last day of 2017."""
    geschichte = load_mitgeliefert().geschichte(Norm.parse("§ 29 SGB IX"))
    assert [a.bis.datum if a.bis else None for a in geschichte] == [
        date(2018, 1, 1),
        date(2024, 1, 1),
        date(2025, 1, 1),
        None,
    ]


def test_modellvorhaben_has_two_texts() -> None:
    """The limit of the Modellvorhaben went from eight to fifteen years in Absatz 2."""
    geschichte = load_mitgeliefert().geschichte(Norm.parse("§ 64b SGB V"))
    assert [[x.absatz for x in a.aenderungen] for a in geschichte[1:]] == [["2"]]


@pytest.mark.parametrize(
    ("tag", "titel"),
    [
        ("2013-01-01", "Ausführung von Leistungen, Persönliches Budget"),
        ("2024-01-01", "Begutachtung"),
        ("2025-06-01", "Begutachtung"),
    ],
)
def test_heading_tells_number_collision(tag: str, titel: str) -> None:
    assert load_mitgeliefert().ueberschrift(Norm.parse("§ 17 SGB IX"), date.fromisoformat(tag)) == titel
