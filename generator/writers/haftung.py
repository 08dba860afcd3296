"""Which blocks must stay on the page of what follows them: the last text before the signature places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..tree import Abschnitt, Block, Dokument, Tabelle, Textblock, Unterschriften, walk


def bound_blocks(dokument: Dokument) -> frozenset[str]:
    """Return the ids of text blocks and tables that stand last before signature places, headings between not counted.

    A signature page without a word of the contract would let the text be exchanged; headings keep with their next
    paragraph anyhow, so binding the text before them closes the chain.
    """
    bloecke = [*dokument.rubrum, *_flat(dokument.abschnitte)]
    haftend = set()
    for n, block in enumerate(bloecke):
        if isinstance(block, Unterschriften):
            haftend.add(next((i for b in reversed(bloecke[:n]) if (i := _last_text(b))), ""))
    return frozenset(haftend)


def _flat(bloecke: Iterable[Block]) -> Iterator[Block]:
    for block in bloecke:
        if isinstance(block, Abschnitt):
            yield from _flat(block.bloecke)
        else:
            yield block


def _last_text(block: Block) -> str:
    texte = [b.id for b in walk(block) if isinstance(b, (Textblock, Tabelle))]
    return texte[-1] if texte else ""
