"""Finding a term in its inflected forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from corpus.regex import compile_later
from generator.tree import Begriff

from ..dokumentindex import Dokumentindex, Teilindex
from ..glaettung import glaetten
from ..stelle import Spanne, Stelle

_UMLAUT = {"a": "[aä]", "o": "[oö]", "u": "[uü]"}
_ENDUNG = compile_later(r"(?:en|er|es|em|e|n|s)$")


def fold_begriff(wort: str) -> str:
    """Return a term for comparison: smoothed, lower case, without hyphens."""
    return " ".join(glaetten(wort).casefold().replace("-", "").split())


def piece_of(begriff: str) -> str:
    """Return a lower-case piece that every form of a term contains."""
    return max((forms_of_word(wort)[0] for wort in fold_begriff(begriff).split()), key=len)


@lru_cache(maxsize=512)
def pattern_of(begriff: str) -> re.Pattern[str]:
    """Return a pattern of the inflected forms of a term."""
    formen = [forms_of_word(wort)[1] for wort in fold_begriff(begriff).split()]
    return re.compile(r"\b" + r"[\s-]*".join(formen) + r"\b")


def forms_of_word(wort: str) -> tuple[str, str]:
    """Return a fixed piece and a pattern of a word with endings, and with umlaut in its last syllable (Fall, Fälle)."""
    stamm = _ENDUNG.sub("", wort) if len(wort) > 5 else wort
    vokal = max(stamm.rfind(v) for v in "aou")
    if stamm[vokal - 1 : vokal + 1] == "au":
        vokal -= 1
    if vokal > 0 and vokal >= len(stamm) - 4:
        vorn, hinten = stamm[:vokal], stamm[vokal + 1 :]
        return max(vorn, hinten, key=len), f"{re.escape(vorn)}{_UMLAUT[stamm[vokal]]}{re.escape(hinten)}\\w{{0,3}}"
    return stamm, f"{re.escape(stamm)}\\w{{0,3}}"


def uses_of(baum: Dokumentindex, begriff: str, ausser: Stelle | None = None) -> Iterator[Spanne]:
    """Yield where passages use a term in one of its forms, in reading order, each passage once and one of them not at all.

    A term of nothing but hyphens has no forms.
    """
    if not fold_begriff(begriff):
        return
    stueck = piece_of(begriff)
    for stelle, klein in chain.from_iterable(baum.read_each(_passages_with, stueck)):
        # A pattern costs to compile; most terms stand nowhere but where they are defined.
        treffer = pattern_of(begriff).search(klein) if stelle is not ausser else None
        if treffer:
            yield stelle.spanne(*treffer.span())


def _passages_with(teil: Teilindex, stueck: str) -> tuple[tuple[Stelle, str], ...]:
    """Return the passages that contain a piece, and their text in lower case."""
    fliesstext, gefunden = teil.fliesstext, []
    ort = fliesstext.klein.find(stueck)
    while ort >= 0:
        anfang, ende = fliesstext.grenzen(ort)
        gefunden.append((fliesstext.stelle(ort), fliesstext.klein[anfang:ende]))
        ort = fliesstext.klein.find(stueck, ende)
    return tuple(gefunden)


def span_of_begriff(stelle: Stelle, begriff: Begriff) -> Spanne:
    """Return the words of a definition in its passage, without the quotation marks they are printed in."""
    return stelle.spanne_of(begriff, 1, 1 + len(glaetten(begriff.text)))
