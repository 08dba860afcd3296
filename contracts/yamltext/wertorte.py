"""Positions of loaded data, kept as a tree of numbers beside the data and turned into `Position` only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeAlias

from ..position import Pfad, Position

# (line, column of the value, entries below it or None, line, column of the key; 0 for list items; the parser's marks of the end
# of the value and of the key, counted from 0, None where there is none). Plain tuples, because most positions are never asked for
# and an object for each would cost more than reading the file.
Wertort: TypeAlias = "tuple[int, int, dict[str, Wertort] | list[Wertort] | None, int, int, Marke | None, Marke | None]"


class Marke(Protocol):
    """A place as the YAML parser counts."""

    line: int
    column: int


class Wertorte(Mapping[Pfad, Position]):
    """Positions by path of all values (`ist_schluessel=False`, root and list items included) or of all mapping keys."""

    __slots__ = ("_datei", "_ist_schluessel", "_wurzel")

    def __init__(self, datei: str, wurzel: Wertort, *, ist_schluessel: bool) -> None:
        self._datei = datei
        self._wurzel = wurzel
        self._ist_schluessel = ist_schluessel

    def _position(self, ort: Wertort) -> Position:
        if self._ist_schluessel:
            return Position(self._datei, ort[3], ort[4], *_end(ort[6]))
        return Position(self._datei, ort[0], ort[1], *_end_of_value(ort))

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


def list_fremde(werte: Mapping[Pfad, Position], datei: str) -> frozenset[str | int]:
    """Return the fields at the top of the data below which something stands in another file than `datei`."""
    if isinstance(werte, Ueberlagert):
        return list_fremde(werte._darueber, datei) | list_fremde(werte._grund, datei)
    if isinstance(werte, Wertorte) and werte._datei == datei:
        return frozenset()
    return frozenset(pfad[0] for pfad, ort in werte.items() if pfad and ort.datei != datei)


def _end(marke: Marke | None) -> tuple[int, int]:
    return (0, 0) if marke is None else (marke.line + 1, marke.column + 1)


def _end_of_value(ort: Wertort) -> tuple[int, int]:
    """Return where a value ends; a mapping or list ends with its last entry, for the parser notices its end only later."""
    kinder = ort[2]
    while kinder:
        ort = kinder[-1] if isinstance(kinder, list) else next(reversed(kinder.values()))
        kinder = ort[2]
    return _end(ort[5])


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
