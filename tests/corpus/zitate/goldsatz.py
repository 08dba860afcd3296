"""Labelled sentences of our own: text with the spans of its citations and the norms they name.

One sentence a line, `⟦span⟧` or `⟦span|norm; norm @ law⟧`: without norms the span is its own canonical form, `@ law` is
appended to each norm, a law named alone is the key of the law. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from corpus.norm.gesetzesnamen import stem_name
from corpus.zitate import find

ORDNER = Path(__file__).parent / "gold"
GOLD = ("vertraege", "rahmenvertraege", "bescheide", "landesgesetze", "listen", "nachlese")
_MARKE = re.compile(r"⟦([^⟦⟧|]+)(?:\|([^⟦⟧@]+)(?:@([^⟦⟧]+))?)?⟧")


class Goldsatz(NamedTuple):
    """A sentence and its gold: `spannen` are (start, end), `normen` canonical forms by where their citation begins."""

    text: str
    spannen: frozenset[tuple[int, int]]
    normen: frozenset[tuple[int, str]]


def load_goldsaetze(name: str) -> list[Goldsatz]:
    """Return the sentences of one file."""
    zeilen = (ORDNER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_read(zeile) for zeile in zeilen if zeile and not zeile.startswith("#")]


def _read(zeile: str) -> Goldsatz:
    text, spannen, normen, pos = "", set(), set(), 0
    for marke in _MARKE.finditer(zeile):
        text += zeile[pos : marke.start()]
        start = len(text)
        text += marke[1]
        spannen.add((start, len(text)))
        gesetz = f" {marke[3].strip()}" if marke[3] else ""
        normen |= {(start, stem_name(norm.strip() + gesetz)) for norm in (marke[2] or marke[1]).split(";")}
        pos = marke.end()
    return Goldsatz(text + zeile[pos:], frozenset(spannen), frozenset(normen))


def find_gold(text: str) -> Goldsatz:
    """Return what the scanner says about a sentence, in the form of the gold; decisions and commentaries apart."""
    zitate = [z for z in find(text) if z.art not in {"urteil", "literatur"}]
    normen = {(z.start, stem_name(n)) for z in zitate for n in ([t.kanonisch for t in z.teile] or [z.gesetz])}
    return Goldsatz(text, frozenset((z.start, z.end) for z in zitate), frozenset(normen))


class Mass(NamedTuple):
    """How well an answer fits the gold: counts of right, surplus and missing."""

    treffer: int
    zuviel: int
    verpasst: int

    @property
    def praezision(self) -> float:
        """Return right of all found."""
        return self.treffer / (self.treffer + self.zuviel)

    @property
    def ausbeute(self) -> float:
        """Return right of all that are there."""
        return self.treffer / (self.treffer + self.verpasst)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.treffer / (2 * self.treffer + self.zuviel + self.verpasst)


def measure_gold(saetze: list[Goldsatz]) -> tuple[Mass, Mass]:
    """Return the measure over exact spans and the one over norms."""
    paare = [(satz, find_gold(satz.text)) for satz in saetze]
    spannen = [(soll.spannen, ist.spannen) for soll, ist in paare]
    normen = [(soll.normen, ist.normen) for soll, ist in paare]
    return _count(spannen), _count(normen)


def _count(paare: list[tuple[frozenset, frozenset]]) -> Mass:  # type: ignore[type-arg]
    return Mass(
        sum(len(soll & ist) for soll, ist in paare),
        sum(len(ist - soll) for soll, ist in paare),
        sum(len(soll - ist) for soll, ist in paare),
    )
