"""The pieces of a Synopse: what of a unit has a row of its own.

The smallest piece is what is read by itself: a heading, a paragraph with its label, a row of a table, a signature place. What came,
went or moved as a whole (an Absatz with its list) is one piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..tree import Absatz, Punkt, Textblock, Zeile
from .aenderungssatz import follows_numbering
from .gegenlage import Knoten, Paar, children, label, own_text

Zeilenart: TypeAlias = Literal[
    "kopf", "wert", "eingefuegt", "geloescht", "verschoben", "nummer", "verweis", "geaendert"
]


@dataclass(frozen=True, slots=True)
class Synopsenstueck:
    """A piece with its own row: the pairs whose words it prints, the one that names it first; `ist_ganz` with all below them."""

    paare: tuple[Paar, ...]
    art: Zeilenart
    ist_ganz: bool = False

    @property
    def paar(self) -> Paar:
        """The pair that names the piece."""
        return self.paare[0]

    @property
    def alt(self) -> Knoten | None:
        """The old node."""
        return self.paar.alt

    @property
    def neu(self) -> Knoten | None:
        """The new node."""
        return self.paar.neu

    @property
    def hat_worte(self) -> bool:
        """Words of it changed."""
        return any(p.hat_andere_worte for p in self.paare)


def cut_pieces(paar: Paar) -> Iterator[Synopsenstueck]:
    """Yield the pieces of a pair that differ, in the order of reading."""
    if paar.zug == "weg":
        return
    if (paar.ist_neu or paar.ist_weg) and not _holds_moved(paar):
        yield Synopsenstueck((paar,), "eingefuegt" if paar.ist_neu else "geloescht", ist_ganz=True)
        return
    if paar.zug == "her" and not _differs_below(paar):
        yield Synopsenstueck((paar,), "verschoben", ist_ganz=True)
        return
    stueck, rest = _own(paar)
    if stueck is not None:
        yield stueck
    for kind in rest:
        yield from cut_pieces(kind)


def _own(paar: Paar) -> tuple[Synopsenstueck | None, Sequence[Paar]]:
    """Return the piece that a node prints itself, if it differs, and the pairs below it that are pieces of their own.

    An Absatz and an item print their label with their first text, a row all its cells.
    """
    paare: tuple[Paar, ...] = (paar,)
    rest: Sequence[Paar] = paar.kinder
    if isinstance(paar.knoten, Zeile):
        paare, rest = (paar, *(k for k in paar.kinder if k.zug != "weg")), ()
    elif isinstance(paar.knoten, (Absatz, Punkt)) and rest and _opens(rest[0], paar):
        paare, rest = (paar, rest[0]), rest[1:]
    art = _what(paare)
    return (Synopsenstueck(paare, art) if art else None), rest


def _opens(erstes: Paar, aussen: Paar) -> bool:
    """Tell whether a text opens the node around it in each version that has that node, and did not come from elsewhere."""
    if not isinstance(erstes.knoten, Textblock) or erstes.zug:
        return False
    return all(
        (innen is None) == (knoten is None) and (knoten is None or children(knoten)[:1] == (innen,))
        for innen, knoten in ((erstes.alt, aussen.alt), (erstes.neu, aussen.neu))
    )


def _what(paare: tuple[Paar, ...]) -> Zeilenart | None:
    """Return what became of a piece, the first that holds; None for nothing."""
    erstes = paare[0]
    if erstes.zug == "her":
        return "verschoben"
    if erstes.ist_neu or erstes.ist_weg:
        return ("eingefuegt" if erstes.ist_neu else "geloescht") if _prints(paare) else None
    if any(p.ist_neu or p.ist_weg or p.zug for p in paare[1:]):
        return "geaendert"
    anders = [p for p in paare if p.hat_andere_worte]
    if anders:
        return "verweis" if all(follows_numbering(p.text) for p in anders) else "geaendert"
    return "nummer" if any(p.hat_andere_nummer for p in paare) else None


def _prints(paare: tuple[Paar, ...]) -> bool:
    return any(label(p.knoten) or own_text(p.knoten) for p in paare)


def _holds_moved(paar: Paar) -> bool:
    return any(k.zug or _holds_moved(k) for k in paar.kinder)


def _differs_below(paar: Paar) -> bool:
    """Tell whether anything but its place and its own label differs in a pair."""
    eigen = paar.hat_andere_worte or paar.ist_neu or paar.ist_weg
    return eigen or any(k.zug or k.hat_andere_nummer or _differs_below(k) for k in paar.kinder)
