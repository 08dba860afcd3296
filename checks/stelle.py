"""A passage of the document: what it says, where it stands, and which piece of the tree its words come from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from generator.tree import Aenderungsmarke, Begriff, Betont, Fussnote, Inline, Umbruch, plain

from .glaettung import ends_of_pieces

Bereich: TypeAlias = Literal["rubrum", "praeambel", "paragraf", "ohne_nummer", "anlage"]
Sorte: TypeAlias = Literal["text", "ueberschrift", "zelle", "titel", "unterschrift"]


class Textstueck(NamedTuple):
    """An inline of a passage (never one that holds others) and its stretch of the passage's smoothed text."""

    von: int
    bis: int
    inline: Inline


@dataclass(slots=True)
class Stelle:
    """One passage: the inlines of a paragraph, heading, caption or cell, its smoothed text and where it stands.

    `anker` is the id of its block, `abschnitt` and `bereich` are id and kind of the section around it. `einleitung` is the text
    of the sentence that opens the list the passage belongs to, for list items only.
    """

    anker: str
    abschnitt: str
    bereich: Bereich
    sorte: Sorte
    inhalt: tuple[Inline, ...]
    text: str = ""
    einleitung: str = ""
    rolle: str = "text"

    _stuecke: tuple[Textstueck, ...] | None = field(default=None, init=False, repr=False, compare=False)
    _nach_inline: dict[int, Textstueck] | None = field(default=None, init=False, repr=False, compare=False)

    def stuecke(self) -> tuple[Textstueck, ...]:
        """Return the pieces of the text in order; made when a finding first asks for them, which few passages ever see."""
        if self._stuecke is None:
            inlines = tuple(iter_leaves(self.inhalt))
            enden = ends_of_pieces(map(printed, inlines))
            self._stuecke = tuple(map(Textstueck, (0, *enden), enden, inlines))
        return self._stuecke

    def spanne(self, von: int, bis: int) -> Spanne:
        """Return a stretch of this passage."""
        return Spanne(self, von, bis)

    def spanne_of(self, inline: Inline, von: int = 0, bis: int | None = None) -> Spanne:
        """Return the stretch of an inline of this passage, or the part of it between two offsets of its smoothed text."""
        if self._nach_inline is None:
            # An inline that stands twice in a passage is found where it stands first.
            self._nach_inline = {id(stueck.inline): stueck for stueck in reversed(self.stuecke())}
        stueck = self._nach_inline.get(id(inline))
        if stueck is None:
            raise LookupError("the inline is none of this passage")
        return Spanne(self, stueck.von + von, stueck.bis if bis is None else stueck.von + bis)


class Spanne(NamedTuple):
    """Words of a passage, by their offsets in its smoothed text."""

    stelle: Stelle
    von: int
    bis: int

    @property
    def text(self) -> str:
        """Return the words."""
        return self.stelle.text[self.von : self.bis]

    def stueck(self) -> Textstueck | None:
        """Return the piece that holds all the words, None when they reach over several."""
        stuecke = self.stelle.stuecke()
        # Pieces lie side by side: only the first that ends behind the words can hold them.
        nummer = bisect_left(stuecke, self.bis, key=attrgetter("bis"))
        return next((s for s in stuecke[nummer : nummer + 1] if s.von <= self.von and s.von < s.bis), None)


def printed(inline: Inline) -> str:
    """Return what an inline that holds no others adds to the text of its passage."""
    if isinstance(inline, Begriff):
        return f"„{inline.text}“"
    if isinstance(inline, Aenderungsmarke):
        # Quoted from versions that were checked themselves: one piece.
        return plain((inline,))
    if isinstance(inline, (Umbruch, Betont, Fussnote)):
        return " "
    return inline.text


def iter_leaves(inhalt: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield the inlines that hold no others, in reading order."""
    for inline in inhalt:
        if isinstance(inline, (Betont, Fussnote)):
            yield from iter_leaves(inline.inhalt)
        else:
            yield inline
