"""What must stay on one page: the last texts before the signature places with these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..query import query
from ..tree import Abschnitt, Block, Dokument, Tabelle, Textblock, Unterschriften

TEXTE = 2
"""So many texts before the places stay with them: the closing formula and the last words of the contract itself."""


def bound_blocks(dokument: Dokument) -> frozenset[str]:
    """Return the ids of the text blocks and tables that stand last before signature places, headings not counted.

    A signature page without a word of the contract would let the text be exchanged; headings keep with their next
    paragraph anyhow, so binding the texts before them closes the chain.
    """
    bloecke = list(_flat(dokument.abschnitte))
    haftend: set[str] = set()
    for n, block in enumerate(bloecke):
        if isinstance(block, Unterschriften):
            haftend.update(_last_texts(bloecke[:n]))
    return frozenset(haftend)


def _flat(bloecke: Iterable[Block]) -> Iterator[Block]:
    for block in bloecke:
        if isinstance(block, Abschnitt):
            yield from _flat(block.bloecke)
        else:
            yield block


def _last_texts(bloecke: list[Block]) -> list[str]:
    texte: list[str] = []
    for block in reversed(bloecke):
        texte[:0] = [b.id for b in query(block, Textblock, Tabelle)]
        if len(texte) >= TEXTE:
            break
    return texte[-TEXTE:]
