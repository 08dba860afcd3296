"""Old numbers: judged by number and topic; unsure cases are asked; transitional citations pass."""

from __future__ import annotations

import json
from datetime import date

import pytest

from corpus.norm import Norm
from corpus.recht.nachfolge import load_nachfolge
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.recht.veraltet import find_heutige, judge_citation
from tests.hilfen import need_shared

FAELLE = [
    # norm, Umgebung, Urteil, Nachfolger
    (
        "§ 17 SGB IX",
        "Leistungen werden als Persönliches Budget nach § 17 SGB IX ausgeführt",
        "veraltet",
        ["§ 29 SGB IX", "§ 28 SGB IX"],
    ),
    ("§ 17 SGB IX", "beauftragt einen Sachverständigen mit der Begutachtung", "in_ordnung", []),
    ("§ 17 SGB IX", "Begutachtung zum Persönlichen Budget", "unsicher", ["§ 29 SGB IX", "§ 28 SGB IX"]),
    ("§ 17 SGB IX", "Näheres regelt § 17 SGB IX.", "ohne_anhalt", ["§ 29 SGB IX", "§ 28 SGB IX"]),
    ("§ 17 Abs. 6 SGB IX", "Modellvorhaben", "unsicher", []),
    ("§ 29 SGB IX", "Persönliches Budget", "in_ordnung", []),
    ("§ 29 SGB IX", "Förderung der Selbsthilfe", "veraltet", ["§ 45 SGB IX"]),
    ("§ 132 SGB IX", "abweichende Zielvereinbarung", "in_ordnung", []),
    ("§ 132 SGB IX", "Integrationsprojekte im Sinne des § 132", "veraltet", ["§ 215 SGB IX"]),
    ("§ 84 SGB IX", "Betriebliches Eingliederungsmanagement", "veraltet", ["§ 167 SGB IX"]),
    ("§ 22 SGB IX", "gemeinsame Servicestelle", "veraltet", ["§ 12 SGB IX", "§ 32 SGB IX"]),
    ("§ 75 SGB XII", "Vergütung der Eingliederungshilfe", "veraltet", ["§ 123 SGB IX", "§ 124 SGB IX"]),
    ("§ 75 SGB XII", "Vergütung der Hilfe zur Pflege", "ohne_anhalt", ["§ 123 SGB IX", "§ 124 SGB IX"]),
    ("§ 79 SGB XII", "Rahmenvertrag der stationären Pflege", "veraltet", ["§ 80 SGB XII"]),
    ("§ 53 SGB XII", "irgendein Text", "veraltet", ["§ 99 SGB IX"]),
    ("§ 53 SGB XII in der am 31. Dezember 2019 geltenden Fassung", "irgendein Text", "in_ordnung", []),
    ("§ 17 Abs. 2 SGB IX a. F.", "Persönliches Budget", "in_ordnung", []),
    ("§ 4 BudgetV", "Zielvereinbarung", "veraltet", ["§ 29 Abs. 4 SGB IX"]),
    ("§ 14 SGB IX", "Zuständigkeitsklärung", "in_ordnung", []),
    ("§ 676a BGB", "Bankgeschäftstag im Sinne des § 676a BGB", "veraltet", ["§ 675n Abs. 1 Satz 4 BGB"]),
    ("§ 56 SGB X", "Schriftform", "in_ordnung", []),
]


@pytest.mark.parametrize(("text", "umgebung", "urteil", "nachfolger"), FAELLE)
def test_number_and_topic(text: str, umgebung: str, urteil: str, nachfolger: list[str]) -> None:
    befund = judge_citation(Norm.parse(text), date(2024, 6, 1), umgebung, load_mitgeliefert())
    assert befund.urteil == urteil, befund.begruendung
    assert [n.norm for n in befund.nachfolger] == nachfolger
    assert bool(befund.frage) == (urteil == "unsicher")


def test_a_document_of_its_time_is_right() -> None:
    norm = Norm.parse("§ 17 SGB IX")
    befund = judge_citation(
        norm, date(2024, 6, 1), "Persönliches Budget", load_mitgeliefert(), rechtsstand=date(2004, 7, 1)
    )
    assert befund.urteil == "in_ordnung"


@pytest.mark.parametrize(
    ("text", "urteil", "nachfolger"),
    [
        ("§ 17 SGB IX", "veraltet", ["§ 29 SGB IX", "§ 28 SGB IX"]),
        ("§ 17 Abs. 1 SGB IX", "veraltet", ["§ 28 SGB IX"]),
        ("§ 17 Abs. 2 Satz 6 SGB IX", "veraltet", ["§ 29 SGB IX"]),
        ("§ 17 Abs. 6 SGB IX", "veraltet", []),
        ("§ 159 Abs. 5 SGB IX", "veraltet", ["§ 29 Abs. 1 SGB IX"]),
        ("§ 14 SGB IX", "in_ordnung", []),
        ("§ 10 SGB IX", "veraltet", ["§ 14 SGB IX", "§ 15 SGB IX", *(f"§ {n} SGB IX" for n in range(19, 24))]),
        ("§ 68 SGB IX", "veraltet", ["§ 151 SGB IX"]),
        ("§ 154 SGB IX", "veraltet", ["§ 237 SGB IX"]),
        ("§ 44 SGB IX", "veraltet", ["§ 64 SGB IX"]),
        ("§ 66 SGB IX", "veraltet", ["§ 88 SGB IX"]),
        ("§ 54 SGB XII", "veraltet", ["§ 90 SGB IX", "§ 102 SGB IX", "§ 113 SGB IX"]),
        ("§ 14 BVG", "veraltet", ["§ 1 SGB XIV"]),
        ("§ 56 SGB X", "in_ordnung", []),
    ],
)
def test_what_became_of_the_norms_of_2004(text: str, urteil: str, nachfolger: list[str]) -> None:
    befund = find_heutige(Norm.parse(text), date(2004, 6, 28), date(2026, 8, 1), load_mitgeliefert())
    assert (befund.urteil, [n.norm for n in befund.nachfolger]) == (urteil, nachfolger)


def test_shift_by_83_of_the_schwerbehindertenrecht() -> None:
    tafel = load_nachfolge()
    ohne = {"152"}
    for alt in range(68, 155):
        if str(alt) in ohne:
            continue
        (eintrag,) = tafel[("SGB IX", str(alt))]
        assert [n.norm for n in eintrag.nachfolger] == [f"§ {alt + 83} SGB IX"]


def test_every_successor_exists_today() -> None:
    """A named successor is law on the last day the index shows, and every row says on what it rests."""
    for eintraege in load_nachfolge().values():
        for e in eintraege:
            assert e.grundlage
            assert e.sicherheit in {"gesetz", "hoch", "mittel", "gering", "sachgebiet", "keine"}
            assert (e.sicherheit == "keine") == (not e.nachfolger)
            for n in e.nachfolger:
                assert load_mitgeliefert().urteile(Norm.parse(n.norm), date(2026, 8, 19)).status == "geltend", n.norm


@pytest.mark.langsam
def test_transitional_citations_of_the_statutes_pass() -> None:
    """What the law itself cites "in der am … geltenden Fassung" is never called outdated."""
    import re

    pfad = need_shared("gesetze", "fassungen", "transition_references.json")
    gezaehlt = 0
    for *_, satz in json.loads(pfad.read_text(encoding="utf-8")):
        for treffer in re.finditer(r"§ (\d+[a-z]?) in der am (\d+)\. Dezember (\d{4}) geltenden Fassung", satz):
            norm = Norm("SGB IX", treffer[1], fassung=f"{treffer[3]}-12-{treffer[2]}")
            assert judge_citation(norm, date(2024, 6, 1), satz, load_mitgeliefert()).urteil == "in_ordnung"
            gezaehlt += 1
    assert gezaehlt >= 10
