"""Tables as plain text: aligned columns, cells of a table that is too wide wrapped inside their column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

TRENNER = " | "
BREITE_MAX = 120
SPALTE_MIN = 16


@dataclass(frozen=True, slots=True)
class Textzelle:
    """A cell: its first column, how many it spans, its text on one line, its alignment."""

    spalte: int
    spanne: int
    text: str
    ausrichtung: str


def format_table(gruppen: list[list[list[Textzelle]]], anzahl: int) -> Iterator[str]:
    """Yield the lines of a table of `anzahl` columns; `gruppen` are head, body and foot, a rule stands before each but the first.

    A table stays within 120 characters unless single words are longer; words are never broken.
    """
    breiten = _widths([z for gruppe in gruppen for zeile in gruppe for z in zeile], anzahl)
    linie = "-" * _span_width(breiten)
    for nummer, zeilen in enumerate(gruppen):
        if zeilen and nummer:
            yield linie
        for zeile in zeilen:
            yield from _row(zeile, breiten)


def _widths(zellen: list[Textzelle], anzahl: int) -> list[int]:
    """Return the width of each column in characters; a text over several columns widens the last of them."""
    breiten, woerter = [1] * anzahl, [1] * anzahl
    for zelle in sorted(zellen, key=lambda z: z.spanne):
        davor = _span_width(breiten[zelle.spalte : zelle.spalte + zelle.spanne - 1]) + len(TRENNER) * (zelle.spanne > 1)
        letzte = min(zelle.spalte + zelle.spanne, anzahl) - 1
        breiten[letzte] = max(breiten[letzte], len(zelle.text) - davor)
        if zelle.spanne == 1:
            woerter[letzte] = max(woerter[letzte], *(len(w) for w in zelle.text.split(" ")))
    grenze = max(breiten)
    while grenze > SPALTE_MIN and _span_width([min(b, grenze) for b in breiten]) > BREITE_MAX:
        grenze -= 1
    return [max(min(b, grenze), min(b, w)) for b, w in zip(breiten, woerter, strict=True)]


def _span_width(breiten: list[int]) -> int:
    return sum(breiten) + len(TRENNER) * max(len(breiten) - 1, 0)


def _row(zeile: list[Textzelle], breiten: list[int]) -> Iterator[str]:
    spalten = []
    for zelle in zeile:
        breite = _span_width(breiten[zelle.spalte : zelle.spalte + zelle.spanne])
        umbrochen = textwrap.wrap(zelle.text, max(breite, 1), break_long_words=False, break_on_hyphens=False)
        spalten.append((breite, zelle.ausrichtung, umbrochen or [""]))
    for stuecke in zip_longest(*(texte for _, _, texte in spalten), fillvalue=""):
        yield TRENNER.join(_padded(t, b, a) for t, (b, a, _) in zip(stuecke, spalten, strict=True))


def _padded(text: str, breite: int, ausrichtung: str) -> str:
    if ausrichtung == "rechts":
        return text.rjust(breite)
    return text.center(breite) if ausrichtung == "mittig" else text.ljust(breite)
