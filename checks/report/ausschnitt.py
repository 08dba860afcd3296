"""The line of a file that a finding points at, and the marks below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.position import Position
from corpus.druckbar import mask_line

RAND: Final = 20
"""So many characters before the place stay visible where a line is cut."""
_MINDESTENS: Final = 20


def show_place(zeilen: Sequence[str], ort: Position, breite: int) -> Iterator[str]:
    """Yield the line and the carets below it, at most so many columns wide; nothing where the file has no such line.

    Columns of a terminal are meant: a character that takes two gets two carets, one that joins the one before none.
    """
    # The beginning of a file without an end stands for the whole of it.
    if not 1 <= ort.zeile <= len(zeilen) or (ort.zeile, ort.spalte, ort.bis_zeile) == (1, 1, 0):
        return
    zeile = mask_line(zeilen[ort.zeile - 1]).replace("\t", " ")
    nummer = f"{ort.zeile} | "
    ab, bis = _span(ort, len(zeile))
    beginn = max(0, ab - RAND) if _width(zeile) + len(nummer) > breite else 0
    sichtbar, ab, bis = zeile[beginn:], ab - beginn, bis - beginn
    if beginn:
        sichtbar, ab, bis = f"…{sichtbar}", ab + 1, bis + 1
    sichtbar = _cut(sichtbar, max(breite - len(nummer), _MINDESTENS))
    bis = min(bis, len(sichtbar))
    marken = "^" * max(_width(sichtbar[ab:bis]), 1)
    yield f"{nummer}{sichtbar}".rstrip()
    yield f"{' ' * (len(nummer) - 2)}| {' ' * _width(sichtbar[:ab])}{marken}"


def _span(ort: Position, laenge: int) -> tuple[int, int]:
    """Return where the marked piece of the first line begins and ends, from 0."""
    ab = min(max(ort.spalte - 1, 0), laenge)
    if ort.bis_zeile > ort.zeile:
        return ab, laenge
    return ab, min(max(ort.bis_spalte - 1, ab + 1), max(laenge, ab + 1))


def _width(text: str) -> int:
    return sum(_columns(z) for z in text)


def _columns(zeichen: str) -> int:
    if unicodedata.combining(zeichen) or unicodedata.category(zeichen) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(zeichen) in ("W", "F") else 1


def _cut(text: str, breite: int) -> str:
    if _width(text) <= breite:
        return text
    belegt = 0
    for stelle, zeichen in enumerate(text):
        belegt += _columns(zeichen)
        if belegt >= breite:
            return f"{text[:stelle]}…"
    return text
