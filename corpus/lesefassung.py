"""A text as the scanner reads it, with the way back: composed letters, no invisible characters, no marks of emphasis.

Files of other programs hold “ä” as two characters, soft hyphens inside words, thin spaces, and Markdown's asterisks around a §.
A citation found in the smooth text has its place in the text as it stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .regex import compile_later

_UNSICHTBAR = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_BREIT = "\u1680\u2000-\u200a\u202f\u205f\u3000"
# One class over all that is to be done, because most texts hold nothing of it and are looked through once.
_SELTEN = compile_later(f"[{_UNSICHTBAR}{_BREIT}\u0300-\u036f]")
_KANDIDAT = compile_later(f"[{_UNSICHTBAR}*_`]")
# What is taken out: soft hyphens, joiners, direction and other marks that print nothing; asterisks, underscores and
# backticks that touch a word on one side only (in `a*b` and `5 * 3` they are text).
_WEG = compile_later(
    f"[{_UNSICHTBAR}]"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])"
    r"|(?<![\w`])`{1,2}(?=[^\s`])|(?<=[^\s`])`{1,2}(?![\w`])"
)
# Blanks of all widths; each is one character, as the space it becomes.
_BREITEN = dict.fromkeys((0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
# The marks that belong to the letter before them: only these can be composed with it.
_MARKEN = compile_later("[\u0300-\u036f]{1,8}")


class Textstrecke(NamedTuple):
    """A stretch: where it begins in the smooth text, its length there, where it begins and ends in the text as it stands."""

    ab: int
    laenge: int
    von: int
    bis: int


@dataclass(frozen=True, slots=True)
class Lesefassung:
    """The smooth text; `strecken` lead back to the text as it stands, empty where every character has its place."""

    text: str
    strecken: Sequence[Textstrecke] = ()

    def span(self, start: int, ende: int) -> tuple[int, int]:
        """Return where a piece of the smooth text, which is not empty, begins and ends in the text as it stands."""
        if not self.strecken:
            return start, ende
        erstes, letztes = self._strecke(start), self._strecke(ende - 1)
        ist_am_ende = ende == letztes.ab + letztes.laenge
        return erstes.von + start - erstes.ab, letztes.bis if ist_am_ende else letztes.von + ende - letztes.ab

    def _strecke(self, ort: int) -> Textstrecke:
        return self.strecken[bisect_right(self.strecken, ort, key=lambda s: s.ab) - 1]


def smooth(text: str) -> Lesefassung:
    """Return the smooth form of a text; time is linear in its length."""
    ist_markiert = any(zeichen in text for zeichen in "*_`")
    ist_selten = not text.isascii() and _SELTEN.search(text) is not None
    if not ist_markiert and not ist_selten:
        return Lesefassung(text)
    breit = text.translate(_BREITEN) if ist_selten else text
    teile: list[str] = []
    strecken: list[Textstrecke] = []
    ab = 0
    for von, bis, teil in _pieces(breit):
        strecken.append(Textstrecke(ab, len(teil), von, bis))
        teile.append(teil)
        ab += len(teil)
    return Lesefassung("".join(teile), strecken)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is kept, as begin, end and smooth text; a letter with its marks is a piece of its own."""
    for start, ende in _kept(text):
        pos = start
        for marken in _MARKEN.finditer(text, start, ende):
            buchstabe = marken.start() - 1
            if buchstabe < pos:
                continue
            if buchstabe > pos:
                yield pos, buchstabe, text[pos:buchstabe]
            pos = marken.end()
            yield buchstabe, pos, unicodedata.normalize("NFC", text[buchstabe:pos])
        if ende > pos:
            yield pos, ende, text[pos:ende]


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between what is taken out."""
    pos = 0
    for kandidat in _KANDIDAT.finditer(text):
        if kandidat.start() >= pos and (fund := _WEG.match(text, kandidat.start())) is not None:
            yield pos, fund.start()
            pos = fund.end()
    yield pos, len(text)
