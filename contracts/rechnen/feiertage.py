"""The public holidays of a Land: a table of the years contracts run in, beyond it the library the table was made by.

The library loads the calendars of every country of the world, a tenth of a short check; a test compares table and library.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from ..paketdaten import read

TABELLE: Final = "rechnen/feiertage.csv"
LAENDER: Final = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
JAHRE: Final = range(2000, 2061)


@lru_cache(maxsize=512)
def list_feiertage(jahr: int, land: str) -> frozenset[date]:
    """Return the public holidays of a year in a Land."""
    zeile = _read_tabelle().get(str(jahr))
    if zeile is None or land not in LAENDER:
        return ask_bibliothek(jahr, land)
    tage = f"{zeile[0]} {zeile[1 + LAENDER.index(land)]}".split()
    return frozenset([date(jahr, int(t[:2]), int(t[2:])) for t in tage])


def ask_bibliothek(jahr: int, land: str) -> frozenset[date]:
    """Return what the library of holidays says."""
    from holidays import country_holidays

    return frozenset(country_holidays("DE", subdiv=land, years=jahr))


def write_tabelle() -> str:
    """Return the table: year, days of all Länder, then for each Land the days that it has besides (month and day)."""
    zeilen = [";".join(("jahr", "alle", *LAENDER))]
    for jahr in JAHRE:
        tage = {land: ask_bibliothek(jahr, land) for land in LAENDER}
        alle = frozenset.intersection(*tage.values())
        zeilen.append(";".join((str(jahr), _write(alle), *(_write(t - alle) for t in tage.values()))))
    return "\n".join(zeilen) + "\n"


def _write(tage: frozenset[date]) -> str:
    return " ".join(f"{tag:%m%d}" for tag in sorted(tage))


@lru_cache(maxsize=1)
def _read_tabelle() -> dict[str, list[str]]:
    zeilen = (zeile.split(";") for zeile in read("contracts", TABELLE).decode().splitlines()[1:])
    return {jahr: tage for jahr, *tage in zeilen}
