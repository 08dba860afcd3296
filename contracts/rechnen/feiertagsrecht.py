"""The public holidays as the law of the Länder states them: a dated table, and the days that hold in parts of a Land only.

Deadlines use the table of days (`feiertage`); a test holds the two against each other. What depends on the municipality stands here alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from ..paketdaten import read

TABELLE: Final = "rechnen/feiertagsrecht.toml"


@dataclass(frozen=True, slots=True)
class OertlicherFeiertag:
    """A day that is a public holiday in parts of a Land; `gilt` says what is known of a town, None where nothing is."""

    name: str
    wo: str
    norm: str
    gilt: bool | None


def list_nach_recht(jahr: int, land: str) -> frozenset[date]:
    """Return the public holidays of a Land by its law; Sundays are left out."""
    tage = (_day(e, jahr) for e in _read()["tag"] if _applies(e, jahr, land))
    return frozenset(t for t in tage if t.weekday() < 6)


def find_oertlichen(tag: date, land: str, ort: str) -> OertlicherFeiertag | None:
    """Return the holiday that a day is in parts of a Land, with what is known of a town; None on any other day."""
    for eintrag in _read()["oertlich"]:
        if eintrag["land"] == land and _day(eintrag, tag.year) == tag:
            gilt: bool | None = True if ort in eintrag["ja"] else None
            if gilt is None and (eintrag.get("ist_nur_dort") or ort in eintrag.get("nein", ())):
                gilt = False
            return OertlicherFeiertag(eintrag["name"], eintrag["wo"], eintrag["norm"], gilt)
    return None


def ostersonntag(jahr: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus/Jones/Butcher)."""
    a, (b, c) = jahr % 19, divmod(jahr, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    wochentag = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * wochentag) // 451
    monat, tag = divmod(h + wochentag - 7 * m + 114, 31)
    return date(jahr, monat, tag + 1)


def _applies(eintrag: dict[str, Any], jahr: int, land: str) -> bool:
    ist_da = eintrag["laender"] == ["alle"] or land in eintrag["laender"]
    return ist_da and eintrag.get("von", jahr) <= jahr <= eintrag.get("bis", jahr)


def _day(eintrag: dict[str, Any], jahr: int) -> date:
    if "ostern" in eintrag:
        return ostersonntag(jahr) + timedelta(days=eintrag["ostern"])
    if "busstag" in eintrag:
        # The Wednesday before 23 November.
        vortag = date(jahr, 11, 22)
        return vortag - timedelta(days=(vortag.weekday() - 2) % 7)
    return date.fromisoformat(f"{jahr:04}-{eintrag['am']}")


_Teil = Literal["tag", "oertlich"]


@lru_cache(maxsize=1)
def _read() -> dict[_Teil, list[dict[str, Any]]]:
    daten: dict[_Teil, list[dict[str, Any]]] = tomllib.loads(read("contracts", TABELLE).decode())  # type: ignore[assignment]
    return daten
