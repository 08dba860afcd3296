"""A text as the scanner reads it, with the way back: composed letters, no invisible characters, no marks of emphasis.

Files of other programs hold “ä” as two characters, soft hyphens inside words, thin spaces, and Markdown's asterisks around a §.
A citation found in the smooth text has its place in the text as it stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .regex import compile_later

# What is taken out: soft hyphens, joiners, direction and other marks that print nothing; asterisks, underscores and
# backticks that touch a word on one side only (in `a*b` and `5 * 3` they are text).
_WEG = compile_later(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])"
    r"|(?<![\w`])`{1,2}(?=[^\s`])|(?<=[^\s`])`{1,2}(?![\w`])"
)
# Blanks of all widths; each is one character, as the space it becomes.
_BREITEN = dict.fromkeys((0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
# A letter and the marks that belong to it: only these can be composed.
_ZERLEGT = compile_later("[^\u0300-\u036f][\u0300-\u036f]{1,8}")


@dataclass(frozen=True, slots=True)
class Lesefassung:
    """The smooth text; `orte` are the places of its characters in the text as it stands, empty where both are the same length."""

    text: str
    orte: Sequence[int] = ()

    def span(self, start: int, ende: int) -> tuple[int, int]:
        """Return where a piece of the smooth text begins and ends in the text as it stands."""
        if not self.orte:
            return start, ende
        return self.orte[start], self.orte[ende - 1] + 1 if ende > start else self.orte[start]


def smooth(text: str) -> Lesefassung:
    """Return the smooth form of a text; time is linear in its length."""
    if text.isascii() and not any(z in text for z in "*_`"):
        return Lesefassung(text)
    breit = text.translate(_BREITEN)
    if _WEG.search(breit) is None and _ZERLEGT.search(breit) is None:
        return Lesefassung(breit)
    stuecke: list[str] = []
    orte: list[int] = []
    for start, ende in _kept(breit):
        _compose(breit, start, ende, stuecke, orte)
    return Lesefassung("".join(stuecke), orte)


def _kept(text: str) -> list[tuple[int, int]]:
    """Return the spans between what is taken out."""
    spannen, pos = [], 0
    for fund in _WEG.finditer(text):
        spannen.append((pos, fund.start()))
        pos = fund.end()
    return [*spannen, (pos, len(text))]


def _compose(text: str, start: int, ende: int, stuecke: list[str], orte: list[int]) -> None:
    """Add a span; a letter with its marks becomes one character where there is one, at the place of the letter."""
    pos = start
    for fund in _ZERLEGT.finditer(text, start, ende):
        stuecke.append(text[pos : fund.start()])
        orte += range(pos, fund.start())
        fertig = unicodedata.normalize("NFC", fund[0])
        stuecke.append(fertig)
        # What was composed ends where its last mark ends: `span` adds one to the place of the last character.
        orte += [*range(fund.start(), fund.start() + len(fertig) - 1), fund.end() - 1]
        pos = fund.end()
    stuecke.append(text[pos:ende])
    orte += range(pos, ende)
