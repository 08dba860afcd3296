"""Captions of tables and charts: the number is a live sequence, so that the reading program counts as the tree does."""

from __future__ import annotations

import re

from ...tree import Diagramm, Tabelle
from ..xmltext import escape
from .inlines import chars, content
from .lauf import OdtLauf

_LABEL = re.compile("((Tabelle|Abbildung)\u00a0)([0-9]+)")


def caption(block: Tabelle | Diagramm, lauf: OdtLauf) -> str:
    """Return the caption in the bookmark of its block; its style keeps it with what follows."""
    anfang, ende = lauf.mark(block.id)
    treffer = _LABEL.fullmatch(block.nummer)
    label = escape(block.nummer)
    if treffer:
        label = treffer[1] + lauf.sequence(treffer[2], treffer[3], f"{block.id}.0")
    trenner = chars(": ") if block.nummer and block.titel else ""
    return f'<text:p text:style-name="Caption">{anfang}{label}{trenner}{content(block.titel, lauf)}{ende}</text:p>'
