"""What both versions have one after the other, and which of their marks mean the same, whatever the format of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from ..gegenlage import Paar, node_id
from .reihung import Glied, merge_order

B = TypeVar("B")
KNOTEN = "_k_"
"""How bookmarks of nodes begin."""
VORHER = "_v"
"""How bookmarks of a place begin that text left."""
NAME_MAX = 40
"""Word keeps so many characters of a bookmark's name."""
is_number_name: Final = re.compile(r"_v*n_").match
"""Tells the name of a bookmark around a printed number, now or of before: a reference shows all that is in one."""


class Schritt(NamedTuple):
    """One step through both versions: a pair of places, one of them None for what only one version has there.

    `davor` are the places in the new version of what is not tracked and stands before it.
    """

    alt: int | None
    neu: int | None
    davor: tuple[int, ...] = ()


def walk_together(
    alt: Sequence[Glied], neu: Sequence[B], glied: Callable[[B], Glied | None], gezogen: frozenset[str]
) -> Iterator[Schritt]:
    """Yield the steps in the merged order; of the new version `glied` gives None for what is not tracked."""
    gezaehlt: list[int] = []
    glieder: list[Glied] = []
    for n, block in enumerate(neu):
        eines = glied(block)
        if eines is not None:
            gezaehlt.append(n)
            glieder.append(eines)
    geschrieben = 0
    for i, j in merge_order(alt, glieder, gezogen):
        if j is None:
            yield Schritt(i, None)
            continue
        ort = gezaehlt[j]
        yield Schritt(i, ort, tuple(range(geschrieben, ort)))
        geschrieben = ort + 1
    if geschrieben < len(neu):
        yield Schritt(None, None, tuple(range(geschrieben, len(neu))))


def changed_names(paar: Paar, ist_gezogen: bool = False) -> tuple[dict[str, str], frozenset[str]]:
    """Return the bookmarks of nodes whose id changed, old to new, and the (new) bookmarks of all that moved."""
    namen: dict[str, str] = {}
    gezogen: set[str] = set()
    for kind in paar.kinder:
        zieht = ist_gezogen or bool(kind.zug)
        if kind.alt is not None and kind.neu is not None:
            alt, neu = (f"{KNOTEN}{node_id(k)}" for k in (kind.alt, kind.neu))
            if alt != neu:
                namen[alt] = neu
        if zieht:
            gezogen.add(f"{KNOTEN}{node_id(kind.knoten)}")
        innen, innen_gezogen = changed_names(kind, zieht)
        namen.update(innen)
        gezogen |= innen_gezogen
    return namen, frozenset(gezogen)


def former_name(name: str) -> str:
    """Return the name under which a place that text left stays known to the references of before."""
    return f"{VORHER}{name[1:]}"[:NAME_MAX]
