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
