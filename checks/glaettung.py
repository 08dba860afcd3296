"""Plain text for patterns: typographic look-alikes smoothed, lower case with the same offsets, borders of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

# Typographic look-alikes that must not hide a word from a pattern: spaces become a space, hyphens a hyphen, the invisible go.
_LEER = "\u00a0\u202f\u2009\u2007\u2002\u2003\n\t\r"
_STRICH = "\u2010\u2011\u2012"
_UNSICHTBAR = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GLATT = str.maketrans(dict.fromkeys(_LEER, " ") | dict.fromkeys(_STRICH, "-") | dict.fromkeys(_UNSICHTBAR))

# Not the no-break space, which every passage has, but combining accents: text that is not in NFC.
_SELTEN = re.compile(f"[{_LEER[1:]}{_STRICH}{_UNSICHTBAR}\u0300-\u036f]")
_GLEICHLANG = str.maketrans(dict.fromkeys(_LEER.replace("\n", ""), " ") | dict.fromkeys(_STRICH, "-"))
_SATZENDE = re.compile(r"([.!?][“\"»)]?)\s+(?=[\"„»(]?[A-ZÄÖÜ§\d])")
_KEIN_ENDE = re.compile(
    r"(?:\b[A-Za-zÄÖÜäöü]|\b(?:Abs|Nr|Nrn|Art|bzw|vgl|ggf|Buchst|Anm|ff|evtl|ca|Az|Dr|Prof|Str|usw))\.$"
)
_ORDNUNG = re.compile(
    r"\b\d{1,2}\. (?=Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Werktag|Kalendertag|Tag|Monat|Woche|Quartal|Halbjahr|Jahr|Kapitel|Teil)"
)


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


def iter_saetze(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of a smoothed passage; neither “Abs. 2” nor “31. Dezember” ends one."""
    anfang = 0
    ordnungen = {treffer.end() for treffer in _ORDNUNG.finditer(text)}
    for treffer in _SATZENDE.finditer(text):
        if treffer.end() in ordnungen or _KEIN_ENDE.search(
            text, max(anfang, treffer.start() - 12), treffer.start() + 1
        ):
            continue
        yield anfang, treffer.end(1)
        anfang = treffer.end()
    if text[anfang:].strip():
        yield anfang, len(text)


def glaetten_gleichlang(text: str) -> str:
    """Return `text` with look-alikes of blanks and hyphens made plain, every character in its place."""
    return text.translate(_GLEICHLANG)
