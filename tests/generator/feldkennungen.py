"""Ids for the fields of a sample document, as `assemble` would give them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from generator.query import rewrite
from generator.tree import Feld, Kategorie, Messpunkt, Reihe

T = TypeVar("T")


def with_ids(knoten: T) -> T:
    """Return a tree in which every field without an id has one; equal fields at different places get different ids."""
    nummern = count(1)

    def name(feld: Feld, eltern: list[Any]) -> Feld:
        # What a chart shows are the fields of its table once more.
        ist_wiederholt = any(isinstance(e, (Messpunkt, Kategorie, Reihe)) for e in eltern)
        return feld if ist_wiederholt else replace(feld, id=feld.id or f"feld_{next(nummern)}")

    return rewrite(knoten, name, Feld)
