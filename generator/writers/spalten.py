"""Column widths for Word and OpenDocument, which break a word without hyphen where a column is too narrow for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ..tree import Feld, Tabelle, Text, Zelle, plain

TEXTBREITE_MM = 160
HOECHSTENS = 30
"""No word makes a column wider than this share (of 100); longer words are hyphenated or broken."""
BEQUEM = 22
"""Columns down to this share give room when no column has any to spare."""
_ZEICHEN_MM = 1.9
_ZEICHEN_FETT_MM = 2.05
_BREIT = "mwMW"
_RAND_MM = 3.6
"""Mean width of a letter at 9.5 pt in the sans-serif face, letters half as wide again, and the padding of a cell."""


def column_shares(tabelle: Tabelle) -> list[float]:
    """Return the shares of the columns (they add up to 1), those too narrow for a word widened.

    The room comes first from columns wider than their longest text, then from any that stay comfortable.
    """
    summe = sum(s.breite for s in tabelle.spalten)
    anteile = [100 * s.breite / summe if summe else 100 / len(tabelle.spalten) for s in tabelle.spalten]
    schmal = [n for n, a in enumerate(anteile) if a < HOECHSTENS]
    bedarf = _measure(tabelle, schmal, _word_length)
    fehlt = {n: soll - anteile[n] for n in schmal if (soll := min(bedarf[n], HOECHSTENS)) > anteile[n]}
    if fehlt:
        geber = [n for n in range(len(anteile)) if n not in fehlt]
        offen = sum(fehlt.values())
        rest = _give(anteile, _measure(tabelle, geber, _text_length), offen)
        rest = _give(anteile, {n: max(bedarf.get(n, 0.0), BEQUEM) for n in geber}, rest)
        for n, mehr in fehlt.items():
            anteile[n] += mehr * (1 - rest / offen)
    return [a / 100 for a in anteile]


def _give(anteile: list[float], mindestens: dict[int, float], gesucht: float) -> float:
    """Take room from columns above their minimum in proportion to what they can spare; return what is still missing."""
    frei = {n: max(0.0, anteile[n] - unten) for n, unten in mindestens.items()}
    vorrat = sum(frei.values())
    genommen = min(vorrat, gesucht)
    if genommen > 0:
        for n, uebrig in frei.items():
            anteile[n] -= genommen * uebrig / vorrat
    return gesucht - genommen


def _measure(tabelle: Tabelle, spalten: list[int], messen: Callable[[str, float], float]) -> dict[int, float]:
    """Return the share that the longest piece of each column needs; rows with a cell over several columns are left out."""
    anzahl = len(tabelle.spalten)
    bedarf = dict.fromkeys(spalten, 0.0)
    for zeilen, breite in ((tabelle.kopf, _ZEICHEN_FETT_MM), ((*tabelle.rumpf, *tabelle.fuss), _ZEICHEN_MM)):
        ganze = [zeile.zellen for zeile in zeilen if len(zeile.zellen) == anzahl]
        for n in spalten:
            laenge = 0.0
            for zellen in ganze:
                laenge = max(laenge, messen(cell_text(zellen[n]), laenge))
            bedarf[n] = max(bedarf[n], laenge * breite)
    return {n: 100 * (b + _RAND_MM) / TEXTBREITE_MM for n, b in bedarf.items()}


def cell_text(zelle: Zelle) -> str:
    """Return the text of a cell; most hold a single piece."""
    inhalt = zelle.inhalt
    if len(inhalt) == 1 and isinstance(inhalt[0], (Text, Feld)):
        return inhalt[0].text
    return plain(inhalt)


def _word_length(text: str, bisher: float) -> float:
    """Return the length of the longest word in letters; texts that cannot beat `bisher` are not looked into."""
    return _longest_word(text) if len(text) * 1.5 > bisher else 0.0


@lru_cache(maxsize=4096)
def _longest_word(text: str) -> float:
    """Headings and names of groups are the same in table after table."""
    wort = max(text.replace("-", "- ").replace("/", "/ ").split(" "), key=len)
    return len(wort) + sum(map(wort.count, _BREIT)) / 2


def _text_length(text: str, bisher: float) -> float:
    return float(len(text))
