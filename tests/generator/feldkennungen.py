"""Ids for the fields of a sample document, as `assemble` would give them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from generator.tree import Feld

T = TypeVar("T")


def with_ids(knoten: T) -> T:
    """Return a tree in which every field without an id has one; equal fields at different places get different ids."""
    return _Zaehler().give(knoten)  # type: ignore[no-any-return]


class _Zaehler:
    def __init__(self) -> None:
        self._anzahl = 0

    def give(self, knoten: Any) -> Any:
        if isinstance(knoten, tuple):
            return tuple(self.give(k) for k in knoten)
        if isinstance(knoten, Feld):
            self._anzahl += 1
            return knoten if knoten.id else replace(knoten, id=f"feld_{self._anzahl}")
        if not is_dataclass(knoten):
            return knoten
        return type(knoten)(*(self.give(getattr(knoten, f.name)) for f in fields(knoten)))
