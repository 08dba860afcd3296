"""How many lines the names below two signature places take in Word and OpenDocument, so that the lines to sign on are level."""

from __future__ import annotations

from ..tree import Unterschrift, plain
from ..unterschriftenraster import Reihe
from .seitenmass import PLATZ, TEXT, lines


def empty_lines(reihe: Reihe) -> tuple[int, int]:
    """Return how many empty lines each place of a row needs below its own; a name too long for its line takes two.

    Cells stand on their last lines: with as many lines below both, the lines to sign on are at one height.
    """
    eigene = [_count(feld) for feld in reihe]
    hoechste = max(1, *eigene)
    links, rechts = (hoechste - anzahl for anzahl in eigene)
    return links, rechts


def _count(feld: Unterschrift | None) -> int:
    return sum(lines(plain(zeile), TEXT.grad, PLATZ) for zeile in feld.zeilen) if feld is not None else 0
