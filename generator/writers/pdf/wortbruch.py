"""Where a word that no hyphenation divides may end a line: a file number, an address, a figure in a narrow column.

The place is a piece of its own (`["w"]`), which the template draws as nothing: no character is added to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..spalten import break_width

Stueck = str | list[Any]
BRUCH: list[Any] = ["w"]
_NACH_ZEICHEN = re.compile("(?<=[-/._@:,+=&?#\u00a0\u202f])")
SILBEN = 40
"""A word of letters alone that is longer than this is none that can be hyphenated."""


def divide(stuecke: list[Stueck], platz: float) -> list[Stueck]:
    """Return the pieces with places to end a line in every word that is wider than `platz` mean characters."""
    if not any(isinstance(s, str) and len(s) > platz and break_width(s) > platz for s in stuecke):
        return stuecke
    aus: list[Stueck] = []
    for stueck in stuecke:
        aus.extend(_divide_text(stueck, platz) if isinstance(stueck, str) else [stueck])
    return aus


def _divide_text(text: str, platz: float) -> Iterator[Stueck]:
    offen = ""
    for n, wort in enumerate(text.split(" ")):
        offen += f" {wort}" if n else wort
        if break_width(wort) <= platz or (wort.isalpha() and len(wort) <= SILBEN):
            continue
        teile = list(_pieces(wort, platz))
        yield offen[: len(offen) - len(wort)] + teile[0]
        for teil in teile[1:-1]:
            yield BRUCH
            yield teil
        yield BRUCH
        offen = teile[-1] if len(teile) > 1 else ""
    if offen:
        yield offen


def _pieces(wort: str, platz: float) -> Iterator[str]:
    """Behind a sign first; what is still too wide, anywhere."""
    for teil in _NACH_ZEICHEN.split(wort):
        if break_width(teil) <= platz or (teil.isalpha() and len(teil) <= SILBEN):
            yield teil
        else:
            yield from teil
