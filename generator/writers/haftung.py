"""Which blocks must stay on the page of what follows them: the last text before the signature places."""

from __future__ import annotations

from ..tree import Dokument, Tabelle, Textblock, Unterschriften, walk_dokument


def bound_blocks(dokument: Dokument) -> frozenset[str]:
    """Return the ids of text blocks and tables that stand last before signature places, headings between not counted.

    A signature page without a word of the contract would let the text be exchanged; headings keep with their next
    paragraph anyhow, so binding the text before them closes the chain.
    """
    haftend: set[str] = set()
    letzter = ""
    for block in walk_dokument(dokument):
        if isinstance(block, (Textblock, Tabelle)):
            letzter = block.id
        elif isinstance(block, Unterschriften) and letzter:
            haftend.add(letzter)
    return frozenset(haftend)
