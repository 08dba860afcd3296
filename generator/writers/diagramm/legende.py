"""The key above a chart: a sample of every look with its name, in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...bildbeschreibung import name_of
from ...tree import Diagramm
from .bildmasse import Zug, series_style, sheet_measures, state_style
from .zeichenblatt import Zeichenblatt, width, wrap

_PROBE = 44
_LUECKE = 44


@dataclass(frozen=True, slots=True)
class Legendeneintrag:
    """A sample and its name; `ist_flaeche` tells an area from a mark, `ist_blass` what is planned."""

    name: str
    zug: Zug
    ist_flaeche: bool
    ist_blass: bool = False


def pale_categories(diagramm: Diagramm) -> list[bool]:
    """Tell of every category whether it is drawn pale or hollow: what stands below it differs from the first (Ist, Plan)."""
    zusaetze = [name_of(k.zusatz) for k in diagramm.kategorien]
    return [zusatz != zusaetze[0] for zusatz in zusaetze]


def entries(diagramm: Diagramm, ist_flaeche: bool) -> list[Legendeneintrag]:
    """Return an entry per series, the first of dots with range hollow as it is drawn."""
    return [
        Legendeneintrag(name_of(r.titel), series_style(n), ist_flaeche, diagramm.art == "spanne" and n == 0)
        for n, r in enumerate(diagramm.reihen)
    ]


def pale_entries(diagramm: Diagramm, ist_flaeche: bool) -> list[Legendeneintrag]:
    """Return how the categories with another state than the first look, where there are two states."""
    zusaetze = list(dict.fromkeys(name_of(k.zusatz) for k in diagramm.kategorien))
    if len(zusaetze) < 2:
        return []
    namen = ((zusaetze[0], False), (" / ".join(z for z in zusaetze[1:] if z), True))
    return [Legendeneintrag(name, state_style(), ist_flaeche, blass) for name, blass in namen if name]


def draw_key(blatt: Zeichenblatt, eintraege: Sequence[Legendeneintrag], oben: int) -> int:
    """Draw the entries from `oben` down; return where the next thing may begin."""
    masse = sheet_measures()
    x, y = masse.rand, oben
    for eintrag in eintraege:
        name = wrap(eintrag.name, masse.breite // 2, 1)[0]
        breite = _PROBE + 12 + width(name)
        if x > masse.rand and x + breite > masse.breite - masse.rand:
            x, y = masse.rand, y + masse.zeile + 6
        mitte = y + masse.zeile // 2
        if eintrag.ist_flaeche:
            blatt.box(x, mitte - 15, _PROBE, 30, eintrag.zug, eintrag.ist_blass)
        else:
            blatt.mark(x + _PROBE // 2, mitte, eintrag.zug, eintrag.ist_blass)
        blatt.words(x + _PROBE + 12, mitte + masse.schrift // 3, name)
        x += breite + _LUECKE
    return y + masse.zeile + 22 if eintraege else oben
