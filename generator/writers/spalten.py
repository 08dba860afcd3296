"""The measures of tables for all paged formats: how wide the columns are, how small the type, what stays on one page.

Words that cannot be hyphenated (figures, file numbers, addresses) must fit their column: a figure that runs over its neighbour
can be misread. All widths are estimates for a sans-serif face, which is wider than the face of the PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ..tree import Feld, Tabelle, Text, Zeile, plain
from .masse import table_measures

Zeilen: TypeAlias = tuple[tuple[str, ...], ...]
_SATZZEICHEN = ".,;:!?()„“‚‘…"
_TRENNSTELLE = re.compile(r"(?<=[-/])(?=[^\W\d])")
"""Where every typesetter ends a line: a hyphen or slash before a letter, not one before a digit."""


@dataclass(frozen=True, slots=True)
class Tabellenmass:
    """What was measured of a table.

    `anteile` are the shares of the columns (they add up to 1), `stufe` the step of the type size (0 is the normal one),
    `ist_klein` tells whether the table is kept on one page, `teilbar` holds the numbers of rows (header first) that may be
    divided, because a page might not hold them, `hoehen` estimates the rows in millimetres.
    """

    anteile: tuple[float, ...]
    ist_klein: bool
    stufe: int = 0
    teilbar: frozenset[int] = frozenset()
    hoehen: tuple[float, ...] = ()


def measure_table(tabelle: Tabelle) -> Tabellenmass:
    """Measure a table; the same texts are measured once."""
    breiten = tuple([s.breite for s in tabelle.spalten])
    return _measure_texts(breiten, _texts(tabelle.kopf), _texts((*tabelle.rumpf, *tabelle.fuss)))


def table_height(tabelle: Tabelle) -> float:
    """Return the estimated height of all rows in millimetres."""
    return sum(measure_table(tabelle).hoehen)


def is_form_row(zeile: Zeile) -> bool:
    """Tell whether somebody is to write in the row: it has an empty cell beside one with text; totals have such cells by nature."""
    return not zeile.ist_summe and _is_form(plain(zelle.inhalt).strip() for zelle in zeile.zellen)


def break_width(text: str) -> float:
    """Return how many mean characters the longest piece of a text takes that no typesetter divides by itself."""
    return max((_width(wort) for wort in _words(text)), default=0.0)


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
    """Several formats of one contract measure the same tables, and many contracts share most of them."""
    masse = table_measures()
    stufe = _step(kopf, rumpf, len(breiten))
    anteile = _shares(breiten, kopf, rumpf, stufe)
    hoehen = [*_heights(kopf, anteile, stufe), *map(_room_to_write, rumpf, _heights(rumpf, anteile, stufe))]
    teilbar = frozenset(n for n, hoehe in enumerate(hoehen) if hoehe > masse.zeile_teilbar_ab)
    ist_klein = not teilbar and len(hoehen) <= masse.ganz_zeilen and sum(hoehen) <= masse.ganz_hoehe
    return Tabellenmass(anteile, ist_klein, stufe, teilbar, tuple(hoehen))


def _step(kopf: Zeilen, rumpf: Zeilen, anzahl: int) -> int:
    """Return the first step in which the longest piece of every column that cannot be hyphenated fits beside the others."""
    letzte = len(table_measures().stufen) - 1
    alle = list(range(anzahl))
    for stufe in range(letzte):
        if sum(_need(kopf, rumpf, anzahl, alle, _least, stufe).values()) <= 100:
            return stufe
    return letzte


def _shares(breiten: tuple[int, ...], kopf: Zeilen, rumpf: Zeilen, stufe: int) -> tuple[float, ...]:
    """The room comes first from columns wider than their longest text, then from any that stay comfortable, then from all."""
    masse = table_measures()
    summe = sum(breiten)
    anzahl = len(breiten)
    anteile = [100 * b / summe if summe else 100 / anzahl for b in breiten]
    alle = list(range(anzahl))
    bedarf = _need(kopf, rumpf, anzahl, alle, _longest_word, stufe)
    mindestens = _need(kopf, rumpf, anzahl, alle, _least, stufe)
    soll = [max(min(bedarf[n], masse.hoechstens), mindestens[n]) for n in alle]
    fehlt = {n: soll[n] - a for n, a in enumerate(anteile) if soll[n] > a}
    if fehlt:
        geber = [n for n in alle if n not in fehlt]
        offen = sum(fehlt.values())
        rest = _give(anteile, _need(kopf, rumpf, anzahl, geber, len, stufe), offen)
        rest = _give(anteile, {n: max(bedarf[n], masse.bequem) for n in geber}, rest)
        for n, mehr in fehlt.items():
            anteile[n] += mehr * (1 - rest / offen)
        _level(anteile, mindestens)
    return tuple([a / 100 for a in anteile])


def _level(anteile: list[float], mindestens: dict[int, float]) -> None:
    """Give columns the least they need from those that have more than that, where all of it is to be had."""
    fehlt = {n: unten - anteile[n] for n, unten in mindestens.items() if unten > anteile[n]}
    if not fehlt or sum(mindestens.values()) > 100:
        return
    _give(anteile, {n: unten for n, unten in mindestens.items() if n not in fehlt}, sum(fehlt.values()))
    for n, mehr in fehlt.items():
        anteile[n] += mehr


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
    kopf: Zeilen, rumpf: Zeilen, anzahl: int, spalten: list[int], messen: Callable[[str], float], stufe: int
) -> dict[int, float]:
    """Return the share that the longest piece of each column needs; rows with a cell over several columns are left out."""
    masse = table_measures()
    grad, rand = masse.stufen[stufe]
    kleiner = grad / masse.stufen[0][0]
    bedarf = dict.fromkeys(spalten, 0.0)
    for zeilen, breite in ((kopf, masse.zeichen_fett), (rumpf, masse.zeichen)):
        ganze = [zeile for zeile in zeilen if len(zeile) == anzahl]
        for n in spalten:
            bedarf[n] = max(bedarf[n], breite * kleiner * max([messen(zeile[n]) for zeile in ganze], default=0.0))
    return {n: 100 * (b + rand) / masse.textbreite for n, b in bedarf.items()}


def _heights(zeilen: Zeilen, anteile: tuple[float, ...], stufe: int) -> list[float]:
    """Estimate the height of each row in millimetres; a cell over several columns is taken for one, which is never too low."""
    masse = table_measures()
    grad, rand = masse.stufen[stufe]
    kleiner = grad / masse.stufen[0][0]
    platz = [max(masse.textbreite * a - rand, masse.zeichen) for a in anteile]
    hoehen = []
    for zeile in zeilen:
        lang = [len(text) * masse.zeichen * kleiner / p for text, p in zip(zeile, platz, strict=False) if text]
        hoehen.append(masse.zeile * kleiner * max(1, math.ceil(1.1 * max(lang, default=0.0))))
    return hoehen


def _room_to_write(zeile: tuple[str, ...], hoehe: float) -> float:
    return max(hoehe, table_measures().formular_hoehe) if _is_form(map(str.strip, zeile)) else hoehe


def _is_form(texte: Iterable[str]) -> bool:
    belegt = [bool(text) for text in texte]
    return any(belegt) and not all(belegt)


@lru_cache(maxsize=8192)
def _longest_word(text: str) -> float:
    """Headings and names of groups are the same in table after table."""
    return break_width(text)


@lru_cache(maxsize=8192)
def _least(text: str) -> float:
    """The same, but of words of letters only what cannot be hyphenated further."""
    silben = table_measures().silben
    return max(
        (min(_width(wort), silben) if wort.strip(_SATZZEICHEN).isalpha() else _width(wort) for wort in _words(text)),
        default=0.0,
    )


def _words(text: str) -> list[str]:
    return _TRENNSTELLE.sub(" ", text).replace("\n", " ").split(" ")


def _width(wort: str) -> float:
    masse = table_measures()
    return len(wort) + (sum(map(wort.count, masse.breite_zeichen)) - sum(map(wort.count, masse.schmale_zeichen))) / 2
