"""General checks on lists of the data: used twice, leading nowhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def find_doppelte(schluessel: Iterable[K]) -> Iterator[tuple[int, int, K]]:
    """Yield for every repeated key its index, the index of its first use, and the key."""
    erste: dict[K, int] = {}
    for index, wert in enumerate(schluessel):
        if wert in erste:
            yield index, erste[wert], wert
        else:
            erste[wert] = index


def find_unbekannte(schluessel: Iterable[K], bekannte: Iterable[K]) -> Iterator[tuple[int, K]]:
    """Yield index and key of everything that is not among the known ones."""
    menge = set(bekannte)
    for index, wert in enumerate(schluessel):
        if wert not in menge:
            yield index, wert
