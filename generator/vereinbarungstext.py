"""The text of a clause as people agreed on it, and its checksum: numbers of places and references do not count, their targets do.

A clause that only got another number because one before it came or went is the same clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from .kanon import normalise
from .query import query, rewrite
from .tree import Absatz, Abschnitt, Aufzaehlung, Dokument, Punkt, Tabelle, Text, Textblock, Verweis, plain
from .vergleich.gegenlage import Knoten, children, own_text


def find_clause(dokument: Dokument, kennung: str) -> Knoten | None:
    """Return the section, Absatz, paragraph, item, list or table with this id."""
    knoten = query(dokument, Abschnitt, Absatz, Textblock, Aufzaehlung) + query(dokument, Punkt, Tabelle)
    return next((k for k in knoten if k.id == kennung), None)


def hash_clause(knoten: Knoten) -> str:
    """Return the SHA-256 of the text of a clause and of all below it."""
    return sha256("\n".join(_lines(knoten)).encode()).hexdigest()


def _lines(knoten: Knoten) -> Iterator[str]:
    inhalt = rewrite(own_text(knoten), lambda v, _: Text(f"→{v.ziel}.{v.satz}"), Verweis)
    text = normalise(plain(inhalt, fussnoten=True))
    if text:
        yield text
    for kind in children(knoten):
        yield from _lines(kind)
