"""Plain text: golden files, and every canonical line is found in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from generator.kanon import normalise, posten
from generator.tree import Dokument
from generator.writers.plain import write_plain
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
    gedruckt = _bare(write_plain(dokument).decode("utf-8"))
    assert [p for p in posten(dokument) if _bare(p.text) not in gedruckt] == []
