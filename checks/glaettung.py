"""Plain text for patterns: typographic look-alikes smoothed, lower case with the same offsets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

from corpus.regex import compile_later

# Typographic look-alikes that must not hide a word from a pattern: spaces become a space, hyphens a hyphen, the invisible go.
_LEER = "\u00a0\u202f\u2009\u2007\u2002\u2003\n\t\r"
_STRICH = "\u2010\u2011\u2012"
_UNSICHTBAR = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GLATT = str.maketrans(dict.fromkeys(_LEER, " ") | dict.fromkeys(_STRICH, "-") | dict.fromkeys(_UNSICHTBAR))

# Not the no-break space, which every passage has, but combining accents: text that is not in NFC.
_SELTEN = compile_later(f"[{_LEER[1:]}{_STRICH}{_UNSICHTBAR}\u0300-\u036f]")
_GLEICHLANG = str.maketrans(dict.fromkeys(_LEER.replace("\n", ""), " ") | dict.fromkeys(_STRICH, "-"))
_FOLGE_MAX = 32
"""Characters of one combining sequence; Unicode's stream-safe text has no longer ones."""


GEMERKT = 4096
"""Passages whose reading a rule remembers: those of the clause texts of all kinds are about as many; what is more would only
keep the words of contracts that were checked long ago, in every run longer."""


@lru_cache(maxsize=2 * GEMERKT)
def glaetten(text: str) -> str:
    """Return `text` with every kind of space as a space and without soft hyphens, in NFC, so that patterns see plain words.

    Remembered, because most passages are the same in every contract.
    """
    if "\u00a0" in text:
        text = text.replace("\u00a0", " ")
    return _compose(text) if _is_rare(text) else text


def _is_rare(text: str) -> bool:
    return (not text.isascii() and _SELTEN.search(text) is not None) or "\n" in text or "\t" in text or "\r" in text


def _compose(text: str) -> str:
    return normalize("NFC", text.translate(_GLATT))


def ends_of_pieces(stuecke: Iterable[str]) -> list[int]:
    """Return where each of the pieces that make up a text ends in the smoothed text.

    A combining sign may reach over a border, so what stands in front of a border is smoothed together with what follows it,
    back to the last sign that begins anew and never further than a combining sequence is long.
    """
    stuecke = list(stuecke)
    smooth = _compose if _is_rare("".join(stuecke)) else str
    enden: list[int] = []
    fertig, rest = 0, ""
    for stueck in stuecke:
        rest += stueck
        enden.append(fertig + len(smooth(rest)))
        schnitt = _beginning(rest)
        fertig += len(smooth(rest[:schnitt]))
        rest = rest[schnitt:]
    return enden


def _beginning(text: str) -> int:
    """Return the offset of the last sign of a text that never melts into the one in front of it."""
    for ort in range(len(text) - 1, max(len(text) - _FOLGE_MAX, 0) - 1, -1):
        if category(text[ort])[0] not in "MC" and not "\u1160" <= text[ort] <= "\u11ff":
            return ort
    return len(text) if len(text) > _FOLGE_MAX else 0


def lower(text: str) -> str:
    """Return `text` in lower case with the same offsets; a letter whose lower case is longer stays as it is."""
    klein = text.lower()
    if len(klein) == len(text):
        return klein
    return "".join(k if len(k := zeichen.lower()) == 1 else zeichen for zeichen in text)


def glaetten_gleichlang(text: str) -> str:
    """Return `text` with look-alikes of blanks and hyphens made plain, every character in its place."""
    return text.translate(_GLEICHLANG)


_PUNKT = compile_later(
    r"\.(?:(?<=\d\.)(?=\w)|(?:(?<=\b\d\.)|(?<=\b\d\d\.))(?= \w)"
    r"|(?:(?<=\babs\.)|(?<=\bnr\.)|(?<=\bff\.)|(?<=\bbzw\.)|(?<=\bggf\.)|(?<=\b[abdhirsuz]\.))(?= ?\w))"
)


def mute_punkte(klein: str) -> str:
    """Return a lower-case text of the same length whose dots inside a sentence (“31. Dezember”, “12.000”, “Abs. 2”) are “·”.

    Patterns stop at a dot because it ends a sentence; these end none.
    """
    return _PUNKT.sub("·", klein)
