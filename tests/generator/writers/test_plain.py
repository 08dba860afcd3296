"""Plain text: golden files, and every canonical line is found in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from generator.kanon import normalise, posten
from generator.tree import Dokument
from generator.writers.plain import write_plain
from generator.writers.texttabelle import Textzelle, format_table
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import Schema, baum
from tests.generator.golden import check_golden


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_golden(schema: Schema) -> None:
    check_golden(f"beispielbaum_{schema}.txt", write_plain(baum(schema)))


def test_table_columns_stand_below_each_other() -> None:
    zeilen = write_plain(baum()).decode("utf-8").splitlines()
    start = next(i for i, z in enumerate(zeilen) if z.startswith("Zeitraum"))
    tabelle = [z for z in zeilen[start : start + 6] if "|" in z]
    assert len(tabelle) == 4
    assert len({tuple(i for i, c in enumerate(z) if c == "|") for z in tabelle}) == 1


def _bare(text: str) -> str:
    """Characters without white space, and without the signs footnote marks are made of."""
    return "".join(z for z in normalise(text) if z not in " []" and not z.isdecimal())


@settings(max_examples=40, deadline=None)
@given(dokumente())
def test_every_text_is_there(dokument: Dokument) -> None:
    text = write_plain(dokument).decode("utf-8")
    gedruckt = _bare(text)
    fehlend = [p for p in posten(dokument) if _bare(p.text) not in gedruckt]
    # A wrapped cell stands on several lines: its words are still there.
    assert [p for p in fehlend if p.art != "zelle" or not all(_bare(w) in gedruckt for w in p.text.split())] == []


def test_wide_tables_are_wrapped_between_words() -> None:
    lang = "Ein langer Satz, der für eine Spalte zu breit ist und deshalb umbrochen wird. " * 3
    zeile = [Textzelle(0, 1, lang.strip(), "links"), Textzelle(1, 1, "1.234,50\u00a0Euro", "rechts")]
    kopf = [Textzelle(0, 2, "Kopf", "mittig")]
    zeilen = list(format_table([[kopf], [zeile], []], 2))
    assert max(len(z) for z in zeilen) <= 120
    assert {z.index("|") for z in zeilen[2:]} == {zeilen[2].index("|")}
    assert zeilen[2].endswith("1.234,50\u00a0Euro")
    assert " ".join(z.split(" | ")[0].strip() for z in zeilen[2:]) == lang.strip()


def test_a_long_word_is_never_broken() -> None:
    wort = "x" * 200
    zeilen = list(format_table([[], [[Textzelle(0, 1, f"a {wort}", "links"), Textzelle(1, 1, "b", "links")]], []], 2))
    assert any(wort in z for z in zeilen)
