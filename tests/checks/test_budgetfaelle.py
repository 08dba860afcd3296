"""The cases on the Persönliches Budget: how many there are per family and rule, and that each says by hand why it must come out so."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.checks.faelle import load_budgetfaelle

MINDESTENS_JE_REGEL = {
    "BG-04": 20, "FL-07": 12, "FL-08": 6, "FL-09": 10, "FL-10": 9, "FL-11": 30, "FL-12": 8, "RK-18": 9, "RK-19": 6,
    "RK-20": 5, "RK-26": 4, "TD-05": 22, "VOL-12": 5, "VOL-13": 9, "VOL-16": 10, "ZB-13": 11, "ZB-14": 9, "ZI-07": 18, "ZI-08": 9,
}  # fmt: skip
"""Cases in `budgetfall.yaml` alone; RK-21 on cases is RK-26."""
MINDESTENS_JE_FAMILIE = 20
THEMEN = (
    "Gutschein", "ausgezahlt", "Ostermontag", "Buß- und Bettag", "Reformationstag", "Mariä Himmelfahrt", "Friedensfest", "29. Februar",
    "Kassenwechsel", "Ein Träger geht", "Aufgabenbereiche", "länger als der Bescheid", "Ausland", "lektronisch", "ohne richtige Belehrung",
    "Samstag", "Sonntag",
)  # fmt: skip
"""What the cases must be about; a piece of a name each."""


def test_no_family_has_fewer_than_twenty() -> None:
    anzahl: Counter[str] = Counter()
    for code in MINDESTENS_JE_REGEL:
        anzahl[code.partition("-")[0]] += sum(len(faelle) for faelle in load_budgetfaelle(code).values())
    assert set(anzahl) == {"BG", "FL", "RK", "TD", "VOL", "ZB", "ZI"}
    assert min(anzahl.values()) >= MINDESTENS_JE_FAMILIE, anzahl


@pytest.mark.parametrize("code", MINDESTENS_JE_REGEL)
def test_a_rule_keeps_its_cases_good_bad_and_boundary(code: str) -> None:
    faelle = load_budgetfaelle(code)
    assert all(faelle[art] for art in ("gut", "schlecht", "grenze"))
    assert sum(len(f) for f in faelle.values()) >= MINDESTENS_JE_REGEL[code]


@pytest.mark.parametrize("code", MINDESTENS_JE_REGEL)
def test_every_case_says_how_it_was_reckoned(code: str) -> None:
    for faelle in load_budgetfaelle(code).values():
        assert all(len(f["warum"]) >= 15 and f["warum"].endswith((".", ")")) for f in faelle), code


@pytest.mark.parametrize("thema", THEMEN)
def test_every_subject_has_a_case(thema: str) -> None:
    namen = [f["name"] for c in MINDESTENS_JE_REGEL for faelle in load_budgetfaelle(c).values() for f in faelle]
    assert any(thema in name for name in namen)
