"""The measures of tables for Word and OpenDocument, which break a word without hyphen where a column is too narrow for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ..tree import Feld, Tabelle, Text, Zeile, plain

TEXTBREITE_MM = 160
HOECHSTENS = 30
"""No word makes a column wider than this share (of 100); longer words are hyphenated or broken."""
BEQUEM = 22
"""Columns down to this share give room when no column has any to spare."""
ZEILEN, ZEICHEN = 12, 2400
"""Tables up to so many rows and characters fit on half a page and are not divided."""
_ZEICHEN_MM = 1.9
_ZEICHEN_FETT_MM = 2.05
_BREIT = "mwMW"
_RAND_MM = 3.6
"""Mean width of a letter at 9.5 pt in the sans-serif face, letters half as wide again, and the padding of a cell."""


Zeilen: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tabellenmass:
    """Shares of the columns (they add up to 1), and whether the table is kept on one page."""

    anteile: tuple[float, ...]
    ist_klein: bool


def measure_table(tabelle: Tabelle) -> Tabellenmass:
    """Return the shares of the columns, those too narrow for a word widened, and whether the table is small."""
    breiten = tuple([s.breite for s in tabelle.spalten])
    return _measure_texts(breiten, _texts(tabelle.kopf), _texts((*tabelle.rumpf, *tabelle.fuss)))


def _texts(zeilen: tuple[Zeile, ...]) -> Zeilen:
    """Most cells hold a single piece."""
    return tuple(
        [
            tuple(
                [
                    inhalt[0].text
                    if len(inhalt := zelle.inhalt) == 1 and isinstance(inhalt[0], (Text, Feld))
                    else plain(inhalt)
                    for zelle in zeile.zellen
                ]
            )
            for zeile in zeilen
        ]
    )


@lru_cache(maxsize=512)
def _measure_texts(breiten: tuple[int, ...], kopf: Zeilen, rumpf: Zeilen) -> Tabellenmass:
    """Two formats of one contract measure the same tables, and many contracts share most of them."""
    zeilen = (*kopf, *rumpf)
    ist_klein = len(zeilen) <= ZEILEN and sum(len(text) for zeile in zeilen for text in zeile) <= ZEICHEN
    return Tabellenmass(_shares(breiten, kopf, rumpf), ist_klein)


def _shares(breiten: tuple[int, ...], kopf: Zeilen, rumpf: Zeilen) -> tuple[float, ...]:
    """The room comes first from columns wider than their longest text, then from any that stay comfortable."""
    summe = sum(breiten)
    anteile = [100 * b / summe if summe else 100 / len(breiten) for b in breiten]
    schmal = [n for n, a in enumerate(anteile) if a < HOECHSTENS]
    bedarf = _need(kopf, rumpf, len(anteile), schmal, _longest_word)
    fehlt = {n: soll - anteile[n] for n in schmal if (soll := min(bedarf[n], HOECHSTENS)) > anteile[n]}
    if fehlt:
        geber = [n for n in range(len(anteile)) if n not in fehlt]
        offen = sum(fehlt.values())
        rest = _give(anteile, _need(kopf, rumpf, len(anteile), geber, len), offen)
        rest = _give(anteile, {n: max(bedarf.get(n, 0.0), BEQUEM) for n in geber}, rest)
        for n, mehr in fehlt.items():
            anteile[n] += mehr * (1 - rest / offen)
    return tuple([a / 100 for a in anteile])


def _give(anteile: list[float], mindestens: dict[int, float], gesucht: float) -> float:
    """Take room from columns above their minimum in proportion to what they can spare; return what is still missing."""
    frei = {n: max(0.0, anteile[n] - unten) for n, unten in mindestens.items()}
    vorrat = sum(frei.values())
    genommen = min(vorrat, gesucht)
    if genommen > 0:
        for n, uebrig in frei.items():
            anteile[n] -= genommen * uebrig / vorrat
    return gesucht - genommen


def _need(
    kopf: Zeilen, rumpf: Zeilen, anzahl: int, spalten: list[int], messen: Callable[[str], float]
) -> dict[int, float]:
    """Return the share that the longest piece of each column needs; rows with a cell over several columns are left out."""
    bedarf = dict.fromkeys(spalten, 0.0)
    for zeilen, breite in ((kopf, _ZEICHEN_FETT_MM), (rumpf, _ZEICHEN_MM)):
        ganze = [zeile for zeile in zeilen if len(zeile) == anzahl]
        for n in spalten:
            bedarf[n] = max(bedarf[n], breite * max([messen(zeile[n]) for zeile in ganze], default=0.0))
    return {n: 100 * (b + _RAND_MM) / TEXTBREITE_MM for n, b in bedarf.items()}


@lru_cache(maxsize=8192)
def _longest_word(text: str) -> float:
    """Headings and names of groups are the same in table after table."""
    wort = max(text.replace("-", "- ").replace("/", "/ ").split(" "), key=len)
    return len(wort) + sum(map(wort.count, _BREIT)) / 2
