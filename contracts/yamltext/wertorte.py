"""Positions of loaded data, kept as a tree of numbers beside the data and turned into `Position` only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Protocol, TypeAlias

from ..position import Pfad, Position
from .zeichen import split_zeilen

# (line, column of the value, entries below it or None, line, column of the key; 0 for list items; the parser's marks of the end
# of the value and of the key, counted from 0, None where there is none). Plain tuples, because most positions are never asked for
# and an object for each would cost more than reading the file.
Wertort: TypeAlias = "tuple[int, int, dict[str, Wertort] | list[Wertort] | None, int, int, Marke | None, Marke | None]"


class Marke(Protocol):
    """A place as the YAML parser counts."""

    line: int
    column: int


_SCHLUSS: Final = re.compile(r"[\s,]*(?:([\]}])|(?:#.*)?$)")
"""What stands between the last entry in brackets and their end, or the end of a line on the way there."""


class Wertorte(Mapping[Pfad, Position]):
    """Positions by path of all values (`ist_schluessel=False`, root and list items included) or of all mapping keys.

    The parser marks the end of a text in a block where the next thing begins, and that of a list where it notices it: both ends
    are read off `text`, the source, when somebody asks.
    """

    __slots__ = ("_datei", "_ist_schluessel", "_text", "_wurzel", "_zeilen")

    def __init__(self, datei: str, wurzel: Wertort, text: str, *, ist_schluessel: bool) -> None:
        self._datei = datei
        self._wurzel = wurzel
        self._text = text
        self._zeilen: list[str] = []
        self._ist_schluessel = ist_schluessel

    def _position(self, ort: Wertort) -> Position:
        if self._ist_schluessel:
            return Position(self._datei, ort[3], ort[4], *_end(ort[6]))
        return Position(self._datei, ort[0], ort[1], *self._end_of_value(ort))

    def _end_of_value(self, ort: Wertort) -> tuple[int, int]:
        """Return where a value ends: behind its last entry, its closing bracket, or the last line of its text."""
        self._zeilen = self._zeilen or split_zeilen(self._text)
        zeile, spalte, kinder = ort[:3]
        ende = _end(ort[5])
        if kinder:
            ende = self._end_of_value(kinder[-1] if isinstance(kinder, list) else next(reversed(kinder.values())))
        if kinder is not None:
            hat_klammer = self._zeilen[zeile - 1][spalte - 1 : spalte] in ("[", "{")
            return self._closing(*ende) if hat_klammer else ende
        letzte, davor = ende
        if davor == 1 and letzte > zeile:
            while letzte > zeile and not self._zeilen[letzte - 1][: davor - 1].strip():
                letzte, davor = letzte - 1, len(self._zeilen[letzte - 2]) + 1
        return letzte, davor

    def _closing(self, zeile: int, spalte: int) -> tuple[int, int]:
        """Return the place behind the bracket that closes behind the last entry, which ends here."""
        for nummer in range(zeile, len(self._zeilen) + 1):
            treffer = _SCHLUSS.match(self._zeilen[nummer - 1], spalte - 1 if nummer == zeile else 0)
            if treffer is None:
                break
            if treffer[1]:
                return nummer, treffer.end() + 1
        return zeile, spalte

    def __getitem__(self, pfad: Pfad) -> Position:
        ort = self._wurzel
        for teil in pfad:
            ort = _child(ort, teil)
        if self._ist_schluessel and not ort[3]:
            raise KeyError(pfad)
        return self._position(ort)

    def __iter__(self) -> Iterator[Pfad]:
        stapel: list[tuple[Pfad, Wertort]] = [((), self._wurzel)]
        while stapel:
            pfad, ort = stapel.pop()
            if ort[3] or not self._ist_schluessel:
                yield pfad
            kinder = ort[2]
            if isinstance(kinder, dict):
                stapel.extend(((*pfad, k), v) for k, v in reversed(kinder.items()))
            elif kinder is not None:
                stapel.extend(((*pfad, k), kinder[k]) for k in reversed(range(len(kinder))))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def find_piece(self, pfad: Pfad, stueck: str, davor: int) -> Position | None:
        """Return where a piece of the text of a value stands in the file, `davor` equal ones before it; None where it is written otherwise."""
        ort = self.get(pfad)
        if ort is None:
            return None
        self._zeilen = self._zeilen or split_zeilen(self._text)
        for zeile in range(ort.zeile, max(ort.bis_zeile, ort.zeile) + 1):
            inhalt = self._zeilen[zeile - 1]
            spalte = inhalt.find(stueck, ort.spalte - 1 if zeile == ort.zeile else 0)
            while spalte >= 0 and davor:
                spalte, davor = inhalt.find(stueck, spalte + len(stueck)), davor - 1
            if spalte >= 0:
                return Position(ort.datei, zeile, spalte + 1, zeile, spalte + 1 + len(stueck))
        return None


class Ueberlagert(Mapping[Pfad, Position]):
    """Positions of merged data: those given here, else those of the file underneath."""

    __slots__ = ("_darueber", "_grund")

    def __init__(self, grund: Mapping[Pfad, Position], darueber: dict[Pfad, Position]) -> None:
        self._grund = grund
        self._darueber = darueber

    def __getitem__(self, pfad: Pfad) -> Position:
        gefunden = self._darueber.get(pfad)
        return self._grund[pfad] if gefunden is None else gefunden

    def __iter__(self) -> Iterator[Pfad]:
        yield from self._grund
        yield from (pfad for pfad in self._darueber if pfad not in self._grund)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def find_piece(werte: Mapping[Pfad, Position], pfad: Pfad, stueck: str, davor: int = 0) -> Position | None:
    """Return where a piece of the text of a value stands in its file; None where that cannot be told."""
    if isinstance(werte, Ueberlagert):
        return None if pfad in werte._darueber else find_piece(werte._grund, pfad, stueck, davor)
    return werte.find_piece(pfad, stueck, davor) if isinstance(werte, Wertorte) else None


def list_fremde(werte: Mapping[Pfad, Position], datei: str) -> frozenset[str | int]:
    """Return the fields at the top of the data below which something stands in another file than `datei`."""
    if isinstance(werte, Ueberlagert):
        return list_fremde(werte._darueber, datei) | list_fremde(werte._grund, datei)
    if isinstance(werte, Wertorte) and werte._datei == datei:
        return frozenset()
    return frozenset(pfad[0] for pfad, ort in werte.items() if pfad and ort.datei != datei)


def _end(marke: Marke | None) -> tuple[int, int]:
    return (0, 0) if marke is None else (marke.line + 1, marke.column + 1)


def _child(ort: Wertort, teil: str | int) -> Wertort:
    kinder = ort[2]
    if isinstance(kinder, dict) and isinstance(teil, str):
        eintrag: Wertort = kinder[teil]
        return eintrag
    # bool is an int and -1 counts from the end: neither is a place in a file.
    if isinstance(kinder, list) and type(teil) is int and 0 <= teil < len(kinder):
        glied: Wertort = kinder[teil]
        return glied
    raise KeyError(teil)
