"""A passage of the document: what it says, where it stands, and which piece of the tree its words come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from generator.tree import Begriff, Betont, Fussnote, Inline, Umbruch

from .glaettung import glaetten

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

    def stuecke(self) -> list[Textstueck]:
        """Return the pieces of the text in order; made when a finding asks for them, which few passages ever see."""
        fertig: list[Textstueck] = []
        roh, von = "", 0
        for inline in iter_leaves(self.inhalt):
            roh += printed(inline)
            # The whole beginning is smoothed, because a combining sign may reach over the border.
            bis = len(glaetten(roh))
            fertig.append(Textstueck(von, bis, inline))
            von = bis
        return fertig

    def spanne(self, von: int, bis: int) -> Spanne:
        """Return a stretch of this passage."""
        return Spanne(self, von, bis)

    def spanne_of(self, inline: Inline, von: int = 0, bis: int | None = None) -> Spanne:
        """Return the stretch of an inline of this passage, or the part of it between two offsets of its smoothed text."""
        for stueck in self.stuecke():
            if stueck.inline is inline:
                return Spanne(self, stueck.von + von, stueck.bis if bis is None else stueck.von + bis)
        raise LookupError("the inline is none of this passage")


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
        return next(
            (s for s in self.stelle.stuecke() if s.von <= self.von and self.bis <= s.bis and s.von < s.bis), None
        )


def printed(inline: Inline) -> str:
    """Return what an inline that holds no others adds to the text of its passage."""
    if isinstance(inline, Begriff):
        return f"„{inline.text}“"
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
