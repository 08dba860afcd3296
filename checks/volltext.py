"""Running text for patterns: smoothed, joined into one string with a way back to the passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from .baum import Stelle

# Typographic look-alikes that must not hide a word from a pattern: spaces become a space, hyphens a hyphen, the invisible go.
_LEER = "\u00a0\u202f\u2009\u2007\u2002\u2003\n\t\r"
_STRICH = "\u2010\u2011\u2012"
_UNSICHTBAR = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GLATT = str.maketrans(dict.fromkeys(_LEER, " ") | dict.fromkeys(_STRICH, "-") | dict.fromkeys(_UNSICHTBAR))

# Not the no-break space, which every passage has, but combining accents: text that is not in NFC.
_SELTEN = re.compile(f"[{_LEER[1:]}{_STRICH}{_UNSICHTBAR}\u0300-\u036f]")
_GLEICHLANG = str.maketrans(dict.fromkeys(_LEER.replace("\n", ""), " ") | dict.fromkeys(_STRICH, "-"))


@lru_cache(maxsize=16384)
def glaetten(text: str) -> str:
    """Return `text` with every kind of space as a space and without soft hyphens, in NFC, so that patterns see plain words.

    Remembered, because most passages are the same in every contract.
    """
    if "\u00a0" in text:
        text = text.replace("\u00a0", " ")
    if (not text.isascii() and _SELTEN.search(text) is not None) or "\n" in text or "\t" in text or "\r" in text:
        text = normalize("NFC", text.translate(_GLATT))
    return text


def lower(text: str) -> str:
    """Return `text` in lower case with the same offsets; a letter whose lower case is longer stays as it is."""
    klein = text.lower()
    if len(klein) == len(text):
        return klein
    return "".join(k if len(k := zeichen.lower()) == 1 else zeichen for zeichen in text)


def glaetten_gleichlang(text: str) -> str:
    """Return `text` with look-alikes of blanks and hyphens made plain, every character in its place."""
    return text.translate(_GLEICHLANG)


class Volltext:
    """Passages as one string (a line each), so that a pattern runs once per document instead of once per paragraph."""

    def __init__(self, stuecke: Sequence[tuple[str, Stelle]]) -> None:
        self._stuecke = stuecke
        self.text = "\n".join([text for text, _ in stuecke])

    @cached_property
    def klein(self) -> str:
        """Return the text in lower case with the same offsets."""
        return lower(self.text)

    @cached_property
    def anfaenge(self) -> list[int]:
        """Return the offset at which each passage begins."""
        return list(accumulate((len(text) + 1 for text, _ in self._stuecke), initial=0))

    def stelle(self, ort: int) -> Stelle:
        """Return the passage that an offset lies in."""
        return self._stuecke[bisect_right(self.anfaenge, ort) - 1][1]

    def grenzen(self, ort: int) -> tuple[int, int]:
        """Return start and end offset of the passage around an offset."""
        nummer = bisect_right(self.anfaenge, ort) - 1
        return self.anfaenge[nummer], self.anfaenge[nummer + 1] - 1

    def find_all(self, stueck: str) -> Iterator[int]:
        """Yield the offsets of a lower-case piece of text."""
        ort = self.klein.find(stueck)
        while ort >= 0:
            yield ort
            ort = self.klein.find(stueck, ort + len(stueck))
