"""Ids for the fields of a sample document, as `assemble` would give them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TypeVar

from generator.query import rewrite
from generator.tree import Feld

T = TypeVar("T")


def with_ids(knoten: T) -> T:
    """Return a tree in which every field without an id has one; equal fields at different places get different ids."""
    nummern = count(1)
    return rewrite(knoten, lambda feld, _: replace(feld, id=feld.id or f"feld_{next(nummern)}"), Feld)
