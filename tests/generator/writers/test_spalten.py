"""Column widths: they add up, wide columns keep theirs, narrow ones hold their longest word where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.tree import Spalte, Tabelle, Text, Zeile, Zelle
from generator.writers.spalten import HOECHSTENS, measure_table


def _tabelle(breiten: list[int], kopf: list[str], rumpf: list[str]) -> Tabelle:
    def zeile(kennung: str, texte: list[str]) -> Zeile:
        return Zeile(kennung, tuple(Zelle((Text(t),)) for t in texte))

    spalten = tuple(Spalte(b) for b in breiten)
    return Tabelle("t", (Text("T"),), spalten, (zeile("k", kopf),), (zeile("r", rumpf),))


@pytest.mark.parametrize(
    ("breiten", "kopf", "erwartet"),
    [
        ([50, 50], ["Nummer", "Ergebnis"], [0.5, 0.5]),
        ([20, 80], ["Nummer", "Ergebnis"], [0.2, 0.8]),
        ([5, 95], ["Nr", "Ergebnis"], [0.05, 0.95]),
        ([10, 10, 80], ["", "", ""], [0.1, 0.1, 0.8]),
    ],
)
def test_enough_room_changes_nothing(breiten: list[int], kopf: list[str], erwartet: list[float]) -> None:
    assert measure_table(_tabelle(breiten, kopf, [""] * len(kopf))).anteile == pytest.approx(erwartet)


def test_narrow_column_takes_what_its_longest_word_needs_from_an_empty_one() -> None:
    schmal, mittel, breit = measure_table(
        _tabelle([5, 20, 75], ["Nummer", "Wert", "Text"], ["1", "2", "x" * 60])
    ).anteile
    assert 0.1 < schmal < 0.13
    assert mittel < 0.2
    assert breit == pytest.approx(0.75, abs=0.01)


def test_room_comes_from_columns_that_have_some_to_spare() -> None:
    schmal, leer, voll = measure_table(_tabelle([6, 40, 54], ["Nummer", "Wert", "Text"], ["1", "2", "x " * 60])).anteile
    assert schmal > 0.1
    assert leer < 0.37
    assert voll == pytest.approx(0.54)


def test_no_word_takes_more_than_the_limit() -> None:
    assert measure_table(_tabelle([10, 90], ["x" * 200, "a"], ["", ""])).anteile[0] == pytest.approx(HOECHSTENS / 100)


def test_header_over_several_columns_is_not_measured() -> None:
    kopf = Zeile("k", (Zelle((Text("x" * 40),), spanne=2), Zelle((Text("a"),))))
    tabelle = Tabelle("t", (), (Spalte(10), Spalte(10), Spalte(80)), (kopf,), ())
    assert measure_table(tabelle).anteile == pytest.approx([0.1, 0.1, 0.8])


@given(st.lists(st.tuples(st.integers(0, 100), st.text("ab -/", max_size=40)), min_size=1, max_size=9))
def test_shares_always_add_up_and_none_is_negative(spalten: list[tuple[int, str]]) -> None:
    anteile = measure_table(_tabelle([b for b, _ in spalten], [t for _, t in spalten], [""] * len(spalten))).anteile
    assert min(anteile) >= 0
    assert sum(anteile) == pytest.approx(1)
