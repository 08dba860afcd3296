"""Plain text for patterns: typographic look-alikes smoothed, lower case with the same offsets."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from corpus.regex import compile_later

# Typographic look-alikes that must not hide a word from a pattern: spaces become a space, hyphens a hyphen, the invisible go.
_LEER = "\u00a0\u202f\u2009\u2007\u2002\u2003\n\t\r"
_STRICH = "\u2010\u2011\u2012"
_UNSICHTBAR = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GLATT = str.maketrans(dict.fromkeys(_LEER, " ") | dict.fromkeys(_STRICH, "-") | dict.fromkeys(_UNSICHTBAR))

# Not the no-break space, which every passage has, but combining accents: text that is not in NFC.
_SELTEN = compile_later(f"[{_LEER[1:]}{_STRICH}{_UNSICHTBAR}\u0300-\u036f]")
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
