"""Asking and changing the tree: everything is found in reading order, and what does not change is shared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings

from generator.query import query, query_with_parents, rewrite
from generator.tree import (
    INLINES,
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Diagramm,
    Dokument,
    Eintrag,
    Feld,
    Kategorie,
    Messpunkt,
    Punkt,
    Reihe,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Verweis,
    Zeile,
    Zelle,
)
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import baum

ALLE = (
    *INLINES,
    Textblock,
    Punkt,
    Aufzaehlung,
    Absatz,
    Zelle,
    Zeile,
    Spalte,
    Tabelle,
    Messpunkt,
    Reihe,
    Kategorie,
    Diagramm,
    Unterschrift,
    Unterschriften,
    Abschnitt,
    Eintrag,
)


def _all(knoten: Any) -> list[Any]:
    """Return every node by looking at every attribute: slow, and surely complete."""
    if isinstance(knoten, tuple):
        return [n for k in knoten for n in _all(k)]
    if not is_dataclass(knoten):
        return []
    return [knoten, *(n for f in fields(knoten) for n in _all(getattr(knoten, f.name)))]


@settings(max_examples=40, deadline=None)
@given(dokumente())
def test_everything_is_found_in_reading_order(dokument: Dokument) -> None:
    erwartet = [k for k in _all(dokument) if isinstance(k, ALLE)]
    assert list(map(id, query(dokument, *ALLE))) == list(map(id, erwartet))
    assert [id(k) for _, k in query_with_parents(dokument, *ALLE)] == list(map(id, erwartet))


@pytest.mark.parametrize("art", [Feld, Verweis, Zeile, Spalte, Unterschrift, Abschnitt, Eintrag, Dokument])
def test_one_kind(art: type) -> None:
    assert query(baum(), art) == [k for k in _all(baum()) if isinstance(k, art)]


def test_a_tuple_of_inlines_can_be_asked() -> None:
    assert query((Text("a"), Betont((Feld("p", "t", "w"),))), Feld) == [Feld("p", "t", "w")]


def test_parents_lead_to_the_node() -> None:
    for eltern, feld in query_with_parents(baum(), Feld):
        assert isinstance(eltern[0], Dokument)
        for aussen, innen in zip(eltern, (*eltern[1:], feld), strict=True):
            assert any(innen is k for k in _all(aussen))


def test_deep_emphasis_is_walked() -> None:
    inline: Any = Feld("p", "t", "w")
    for _ in range(5_000):
        inline = Betont((inline,))
    assert len(query((inline,), Feld)) == 1


def test_nothing_changed_is_the_same_tree() -> None:
    dokument = baum()
    assert rewrite(dokument, lambda knoten, _: knoten, *ALLE) is dokument


def test_only_the_way_to_a_change_is_copied() -> None:
    dokument = baum()
    (ziel, *_) = query(dokument.abschnitte[2], Feld)
    neu = rewrite(dokument, lambda f, _: replace(f, text="neu") if f is ziel else f, Feld)
    assert [a is b for a, b in zip(dokument.abschnitte, neu.abschnitte, strict=True)].count(False) == 1
    assert sum(f.text == "neu" for f in query(neu, Feld)) == 1
    assert neu.rubrum is dokument.rubrum


def test_change_sees_the_nodes_around() -> None:
    gesehen: list[tuple[str, ...]] = []
    rewrite(baum(), lambda f, eltern: gesehen.append(tuple(type(e).__name__ for e in eltern)) or f, Feld)
    assert gesehen == [tuple(type(e).__name__ for e in eltern) for eltern, _ in query_with_parents(baum(), Feld)]
