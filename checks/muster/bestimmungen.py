"""Definitions in running text: which word a passage defines, without the mark-up of the clause language.

“Im Folgenden „X“ genannt”, “unter „X“ verstehen die Parteien …”, “„X“ ist …”; of terms that the contract knows also without
quotation marks (“als Leistungsfall gilt …”). A sentence that only refers to a definition (“„X“ ist in § 2 bestimmt”) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from corpus.gedaechtnis import Klarschrift, gemerkt
from corpus.saetze import split_saetze

from ..dokumentindex import Teilindex
from ..glaettung import GEMERKT, lower, mute_punkte
from ..paketdaten import load_daten
from ..stelle import Stelle
from .wortformen import fold_begriff, pattern_of, piece_of

SATZ_MAX = 1200
_WORT = "<wort>"
_ZITAT = r"„([^“„\n]{2,60})“"


@dataclass(frozen=True, slots=True)
class Bestimmung:
    """A word that a passage defines, with its offsets in the passage, quotation marks left out."""

    wort: str
    von: int
    bis: int


_SCHRIFT = Klarschrift(lambda: (Bestimmung,))


@gemerkt("bestimmungen", GEMERKT, _SCHRIFT)
def find_bestimmungen(text: str) -> tuple[Bestimmung, ...]:
    """Return the quoted words that a passage defines, in reading order, each place once."""
    if "„" not in text:
        return ()
    klein = mute_punkte(lower(text))
    if not _anzeichen().search(klein):
        return ()
    muster = [_fill(m, _ZITAT) for m in load_daten("bestimmungen")["frei"]]
    orte = {span for von, bis in _saetze(text, klein) for span in _spans(muster, klein, von, bis)}
    return tuple(Bestimmung(text[von:bis], von, bis) for von, bis in sorted(orte))


def list_bestimmungen(teil: Teilindex) -> tuple[tuple[Stelle, tuple[Bestimmung, ...]], ...]:
    """Return the passages of a part of a document that define quoted words, and these."""
    return tuple([(s, gefunden) for s in teil.stellen if (gefunden := find_bestimmungen(s.text))])


@lru_cache(maxsize=4096)
def _may_define(text: str) -> bool:
    """Tell whether a passage has what every definition has; asked first, for most have not."""
    return _anzeichen().search(mute_punkte(lower(text))) is not None


def find_bekannte(text: str, begriffe: tuple[str, ...], art: str = "bekannt") -> tuple[Bestimmung, ...]:
    """Return which of some terms a passage defines without quotation marks, each once; named as they are given."""
    return _find_bekannte(text, begriffe, art) if _may_define(text) else ()


@gemerkt("bekannte", GEMERKT, _SCHRIFT)
def _find_bekannte(text: str, begriffe: tuple[str, ...], art: str) -> tuple[Bestimmung, ...]:
    klein = mute_punkte(lower(text))
    if not any(stueck in klein for _, stueck in _pieces(begriffe)):
        return ()
    orte: dict[str, tuple[int, int]] = {}
    for von, bis in _saetze(text, klein):
        satz = klein[von:bis]
        if not _anzeichen().search(satz):
            continue
        for begriff in [b for b, stueck in _pieces(begriffe) if stueck in satz and b not in orte]:
            formen = pattern_of(begriff)
            if formen.search(satz):
                muster = [_fill(m, f"({formen.pattern})") for m in _possible(art, satz)]
                orte.update((begriff, span) for span in islice(_spans(muster, klein, von, bis), 1))
    return tuple(Bestimmung(begriff, *orte[begriff]) for begriff in begriffe if begriff in orte)


@lru_cache(maxsize=64)
def _pieces(begriffe: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the terms, each with a piece that all its forms contain: looked for first, as a pattern costs to compile."""
    return tuple((begriff, piece_of(begriff)) for begriff in begriffe if fold_begriff(begriff))


def _saetze(text: str, klein: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that may define something."""
    verweis = _verweis()
    for von, bis in split_saetze(text):
        ende = min(bis, von + SATZ_MAX)
        if not verweis.search(klein, von, ende):
            yield von, ende


def _spans(muster: Iterable[re.Pattern[str]], klein: str, von: int, bis: int) -> Iterator[tuple[int, int]]:
    satz = klein[von:bis]
    for eines in muster:
        for treffer in eines.finditer(satz):
            yield von + treffer.start(1), von + treffer.end(1)


def _possible(art: str, satz: str) -> list[str]:
    """Return the patterns of a kind that may match in a sentence, whatever the word."""
    return [m for m, vorn, hinten in _haelften(art) if vorn.search(satz) and hinten.search(satz)]


@cache
def _haelften(art: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Return the patterns of a kind, each with what stands before its word and behind it: few sentences have both.

    They are compiled once, a pattern with its word for each word.
    """
    muster = [(m, *m.split(_WORT)) for m in load_daten("bestimmungen")[art]]
    return tuple((m, re.compile(vorn), re.compile(hinten)) for m, vorn, hinten in muster)


@lru_cache(maxsize=512)
def _fill(muster: str, wort: str) -> re.Pattern[str]:
    return re.compile(muster.replace(_WORT, wort))


@cache
def _anzeichen() -> re.Pattern[str]:
    """Return what every definition has besides its word; looked for first, which is cheap."""
    return re.compile(load_daten("bestimmungen")["anzeichen"])


@cache
def _verweis() -> re.Pattern[str]:
    return re.compile(load_daten("bestimmungen")["verweis"])
