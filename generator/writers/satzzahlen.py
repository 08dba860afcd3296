"""Numbers of Sätze in the formats that are worked on: where a Satz is cited, the Sätze of its text carry raised numbers.

A word processor counts §§, Absätze and items again, but no Sätze. So the numbers stand in the text, as in the statutes of
some Länder, as fields that count on; a reference repeats the number of its Satz. A Satz that is put in between has no
number until somebody gives it one: the reference still names the Satz that is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..query import query
from ..satzstellen import split_inlines
from ..tree import Dokument, Inline, Textblock, Verweis


@dataclass(frozen=True, slots=True)
class Satzzahl:
    """The raised number before a Satz of the text block `block`."""

    block: str
    nummer: int


Satzinhalt: TypeAlias = tuple[Inline | Satzzahl, ...]


def cited_texts(dokument: Dokument) -> frozenset[str]:
    """Return the ids of the text blocks of which a Satz is cited."""
    marken = (m.partition(".") for v in query(dokument, Verweis) if v.satz for _, m in v.teile)
    return frozenset(block for block, punkt, zahl in marken if punkt and zahl != "0")


def with_numbers(block: Textblock) -> Satzinhalt:
    """Return the inlines of a cited text with the number of each Satz before it."""
    saetze = enumerate(split_inlines(block.inhalt), 1)
    return tuple(inline for n, satz in saetze for inline in (Satzzahl(block.id, n), *satz))
