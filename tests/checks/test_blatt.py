"""The plain sheet lays a report out as the library for terminals does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.report.blatt import Farbblatt, Schlichtblatt, open_blatt
from checks.report.darstellung import Darstellung

ZEICHEN = st.sampled_from("aaabbbéß-–„“…→− \u00a0\u202f   .,§€�")
TEXTE = st.text(ZEICHEN, max_size=240)
STUECKE = st.lists(st.tuples(TEXTE, st.sampled_from(["", "bold red", "dim"])), min_size=1, max_size=4)
ABSAETZE = st.lists(st.tuples(STUECKE, st.sampled_from([0, 2, 11]), st.booleans()), max_size=4)
ZEILEN = st.lists(
    st.tuples(st.text("abcü ", min_size=1, max_size=12), st.integers(0, 10**9).map(str), st.just("")), max_size=5
)


@given(ABSAETZE, st.integers(40, 120))
@settings(max_examples=300, deadline=None)
def test_both_sheets_fold_alike(absaetze: list[tuple[list[tuple[str, str]], int, bool]], breite: int) -> None:
    einfach, farbig = Schlichtblatt(breite), Farbblatt(breite, False)
    for stuecke, einzug, ist_gefaltet in absaetze:
        for blatt in (einfach, farbig):
            blatt.add(*stuecke, einzug=einzug if ist_gefaltet else 0, ist_gefaltet=ist_gefaltet)
    assert einfach.text() == farbig.text()


@given(ZEILEN)
@settings(deadline=None)
def test_both_sheets_set_the_table_alike(zeilen: list[tuple[str, str, str]]) -> None:
    einfach, farbig = Schlichtblatt(100), Farbblatt(100, False)
    for blatt in (einfach, farbig):
        blatt.add_table(("Zusammenfassung", "Anzahl"), zeilen)
    assert einfach.text() == farbig.text()


@pytest.mark.parametrize("text", ["漢字", "e\u0301", "👍", "\u0e01\u0e33"])
def test_characters_of_other_widths_are_measured_by_the_library(text: str) -> None:
    assert isinstance(open_blatt(Darstellung(), ["a", text]), Farbblatt)
    assert isinstance(open_blatt(Darstellung(), ["a", "ä – „b“"]), Schlichtblatt)


def test_colours_come_from_the_library() -> None:
    blatt = open_blatt(Darstellung(ist_farbig=True), ["a"])
    blatt.add(("a", "bold red"))
    assert blatt.text() == "\x1b[1;31ma\x1b[0m\n"
