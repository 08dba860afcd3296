"""Larger type: the sizes that a style sheet of the layout states, multiplied; the sheet stays the one place that names them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal


def enlarge(stile: str, grad: re.Pattern[str], ausser: str, faktor: float, stellen: int) -> str:
    """Return a style sheet with every size times `faktor`, rounded to `stellen` decimals; a line that holds `ausser` keeps its own.

    The lines left out are the styles of cells: the widths of tables are measured for them.
    """
    if faktor == 1:
        return stile

    def larger(treffer: re.Match[str]) -> str:
        return str((Decimal(treffer[0]) * Decimal(str(faktor))).quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP))

    return "".join(z if ausser in z else grad.sub(larger, z) for z in stile.splitlines(keepends=True))


def replace_once(text: str, alt: str, neu: str) -> str:
    """Return a text with its one `alt` replaced. Raises ValueError where it does not stand there exactly once: a mistake of ours."""
    if text.count(alt) != 1:
        raise ValueError(f"not exactly once: {alt}")
    return text.replace(alt, neu)


def replace_styles(stile: str, ersatz: str) -> str:
    """Return a style sheet in which every line of `ersatz` stands for the one line that defines the same style.

    A line defines a style where its first tag is the same. Raises ValueError where no or more than one line does: a mistake of ours.
    """
    neu = {_first_tag(zeile): zeile for zeile in ersatz.splitlines()}
    zeilen = stile.splitlines()
    if sorted(tag for zeile in zeilen if (tag := _first_tag(zeile)) in neu) != sorted(neu):
        raise ValueError(f"not exactly once each: {', '.join(neu)}")
    return "\n".join(neu.get(_first_tag(zeile), zeile) for zeile in zeilen) + "\n"


def _first_tag(zeile: str) -> str:
    return zeile.partition(">")[0].strip()
