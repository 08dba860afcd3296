"""The bookmarks of a compared paragraph, whatever the format of the file: none holds what went behind the piece that it ends with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Protocol, Self, TypeVar

from lxml import etree

from ..worte import Wortlauf, Zeichen


class Traeger(Zeichen, Protocol):
    """A piece of a paragraph; `davor` are the bookmark ends and beginnings that stand before it."""

    @property
    def davor(self) -> tuple[etree._Element, ...]: ...
    def _replace(self, *, davor: tuple[etree._Element, ...]) -> Self: ...


A = TypeVar("A", bound=Traeger)


def end_before_gone(
    laeufe: Sequence[Wortlauf[A]], ende: str
) -> Iterator[tuple[tuple[etree._Element, ...], Wortlauf[A]]]:
    """Yield each run of a comparison with the bookmark ends that must stand before it; `ende` is the tag of an end.

    An end is told by the piece behind it. What went between the two would lie in the bookmark, and a reference to a number shows all
    that is in one.
    """
    rest = list(laeufe)
    for n, lauf in enumerate(rest):
        folgt = next((m for m in range(n + 1, len(rest)) if rest[m].neu), None)
        if lauf.art != "geloescht" or folgt is None:
            yield (), lauf
            continue
        erstes, *weitere = rest[folgt].neu
        enden = tuple(takewhile(lambda m: m.tag == ende, erstes.davor))
        rest[folgt] = Wortlauf(
            rest[folgt].art, rest[folgt].alt, (erstes._replace(davor=erstes.davor[len(enden) :]), *weitere)
        )
        yield enden, lauf
