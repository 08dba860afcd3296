"""Column widths: they add up, wide columns keep theirs, narrow ones hold their longest word where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.tree import Spalte, Tabelle, Text, Zeile, Zelle
from generator.writers.spalten import Tabellenmass, is_form_row, measure_table


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
    assert measure_table(_tabelle([10, 90], ["x" * 200, "a"], ["", ""])).anteile[0] == pytest.approx(0.3)


def test_header_over_several_columns_is_not_measured() -> None:
    kopf = Zeile("k", (Zelle((Text("x" * 40),), spanne=2), Zelle((Text("a"),))))
    tabelle = Tabelle("t", (), (Spalte(10), Spalte(10), Spalte(80)), (kopf,), ())
    assert measure_table(tabelle).anteile == pytest.approx([0.1, 0.1, 0.8])


@given(st.lists(st.tuples(st.integers(0, 100), st.text("ab -/", max_size=40)), min_size=1, max_size=9))
def test_shares_always_add_up_and_none_is_negative(spalten: list[tuple[int, str]]) -> None:
    anteile = measure_table(_tabelle([b for b, _ in spalten], [t for _, t in spalten], [""] * len(spalten))).anteile
    assert min(anteile) >= 0
    assert sum(anteile) == pytest.approx(1)


def _amounts(anzahl: int, betrag: str) -> Tabellenmass:
    return measure_table(_tabelle([100 // anzahl] * anzahl, ["Betrag"] * anzahl, [betrag] * anzahl))


@pytest.mark.parametrize(
    ("anzahl", "betrag", "stufe"),
    [
        (4, "4.750.291,54", 0),
        (7, "4.750.291,54", 1),
        (8, "4.750.291,54", 2),
        (9, "4.750.291,54", 3),
        (12, "−4.750.291,54", 4),
    ],
)
def test_type_becomes_smaller_before_figures_run_into_each_other(anzahl: int, betrag: str, stufe: int) -> None:
    assert _amounts(anzahl, betrag).stufe == stufe


def test_words_that_can_be_hyphenated_make_no_type_smaller() -> None:
    assert measure_table(_tabelle([20] * 5, ["Leistungserbringerverzeichnis:"] * 5, ["a"] * 5)).stufe == 0


@pytest.mark.parametrize(
    "wort", ["4711/2022-08-15/03", "eine.sehr.lange.adresse@beispiel.example", "DE02 1203 0000 0000 2020 51"]
)
def test_a_word_that_cannot_be_hyphenated_gets_its_room(wort: str) -> None:
    mass = measure_table(_tabelle([10, 30, 60], ["Nr.", "Name", "Text"], [wort.replace(" ", "\u00a0"), "a", "x " * 99]))
    assert mass.anteile[0] * 160 > len(wort) * 1.7
    assert sum(mass.anteile) == pytest.approx(1)


@pytest.mark.parametrize(
    ("breite", "zeichen", "teilbar"), [(90, 900, False), (90, 5000, True), (10, 900, True), (10, 100, False)]
)
def test_a_row_that_a_page_might_not_hold_may_be_divided(breite: int, zeichen: int, teilbar: bool) -> None:
    mass = measure_table(_tabelle([breite, 100 - breite], ["a", "b"], ["xx " * (zeichen // 3), "1"]))
    assert (1 in mass.teilbar) is teilbar
    assert not (mass.ist_klein and teilbar)


@pytest.mark.parametrize(
    ("texte", "erwartet"), [(["K1", "Zahl", ""], True), (["", "", ""], False), (["a", "b"], False), (["a", " "], True)]
)
def test_a_row_to_be_filled_in_has_an_empty_cell_beside_text(texte: list[str], erwartet: bool) -> None:
    assert is_form_row(Zeile("z", tuple(Zelle((Text(t),)) for t in texte))) is erwartet


def test_nobody_writes_in_a_row_of_totals() -> None:
    assert not is_form_row(Zeile("z", (Zelle((Text("Summe"),)), Zelle(())), ist_summe=True))
