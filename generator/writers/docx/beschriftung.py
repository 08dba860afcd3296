"""Captions of tables and charts: the number is a live field, so that Word counts as the tree does."""

from __future__ import annotations

import re

from ...tree import Diagramm, Tabelle
from .inlines import field, text_run, write_runs
from .lauf import DocxLauf

_LABEL = re.compile("((Tabelle|Abbildung)\u00a0)([0-9]+)")


def write_caption(block: Tabelle | Diagramm, lauf: DocxLauf) -> None:
    """Write the caption in the bookmark of its block; its style keeps it with what follows."""
    treffer = _LABEL.fullmatch(block.nummer)
    label = text_run(block.nummer)
    if treffer:
        zahl = lauf.wrap_zahl(f"{block.id}.0", field(f"SEQ {treffer[2]} \\* ARABIC", treffer[3]))
        label = text_run(treffer[1]) + zahl
    trenner = text_run(": ") if block.nummer and block.titel else ""
    lauf.xml.append('<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>')
    ende = lauf.begin(block.id)
    lauf.xml += (label, trenner)
    write_runs(block.titel, lauf)
    lauf.xml += (ende, "</w:p>")
