"""The ways of the goals on one scale: which goals share it, and what share of the way an intermediate value is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from contracts.modell.ziel import Ziel
from contracts.modell.zielweg import compare_ways
from tests.vertraege import daten


def _goal(kennung: str, einheit: str, von: str, bis: str, *werte: tuple[str, str]) -> Ziel:
    (vorlage,) = (z for z in daten()["ziele"] if z["id"] == "Z1")
    indikator: dict[str, Any] = {
        **vorlage["indikator"],
        "einheit": einheit,
        "ausgangswert": von,
        "zielwert": bis,
        "zwischenwerte": [{"am": am, "wert": wert} for am, wert in werte],
    }
    return Ziel.model_validate({**vorlage, "id": kennung, "indikator": indikator})


def test_goals_of_one_unit_share_a_scale() -> None:
    wege = compare_ways([_goal("A", "Prozent", "1", "2"), _goal("B", "Prozent", "3", "4")])
    assert (wege.ist_eine_skala, wege.einheit, wege.hat_schritte) == (True, "Prozent", False)
    assert [z.id for z in wege.ziele] == ["A", "B"]


@pytest.mark.parametrize(
    "ziele",
    [
        [_goal("A", "Prozent", "1", "2"), _goal("B", "Kalendertage", "3", "4")],
        # Numbers of different things are no common scale.
        [_goal("A", "Anzahl", "1", "2"), _goal("B", "Anzahl", "3", "4")],
        [_goal("A", "Prozent", "1", "2")],
        [],
    ],
)
def test_other_goals_do_not(ziele: list[Ziel]) -> None:
    wege = compare_ways(ziele)
    assert (wege.ist_eine_skala, wege.einheit, wege.schritte) == (False, "", ())


@pytest.mark.parametrize(
    ("von", "bis", "wert", "anteil"),
    [
        ("74", "50", "62", "0.5000"),
        ("0", "90", "60", "0.6667"),
        ("0", "3", "1", "0.3333"),
        ("0", "80000", "4", "0.0001"),
        ("10", "20", "5", "-0.5000"),
        ("10", "20", "30", "2.0000"),
        ("10", "20", "20", "1.0000"),
    ],
)
def test_a_step_is_a_share_of_the_way(von: str, bis: str, wert: str, anteil: str) -> None:
    a, b = _goal("A", "Anzahl", von, bis, ("2025-12-31", wert)), _goal("B", "Prozent", "0", "1", ("2025-06-30", "1"))
    wege = compare_ways([a, b])
    assert wege.hat_schritte
    assert (wege.schritte[0].beginn, wege.schritte[0].zwischen, wege.schritte[0].ende) == (0, Decimal(anteil), 1)


def test_the_first_step_counts_and_a_goal_without_a_way_has_none() -> None:
    zwei = _goal("A", "Anzahl", "0", "8", ("2026-12-31", "7"), ("2025-12-31", "4"))
    steht = _goal("B", "Prozent", "5", "5", ("2025-12-31", "5"))
    wege = compare_ways([zwei, steht])
    assert [(s.ziel.id, s.zwischenwert.am.year, s.zwischen) for s in wege.schritte] == [("A", 2025, Decimal("0.5"))]
    assert not wege.hat_schritte
