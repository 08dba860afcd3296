"""A chart of the tree as a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...bildbeschreibung import name_of
from ...tree import Diagramm
from .bildmasse import sheet_measures
from .hoch import draw_upright
from .quer import draw_level
from .zeichenblatt import Zeichenblatt

ANHANG = "bild"
"""What the ids of title and description begin with, behind the id of the chart."""


@dataclass(frozen=True, slots=True)
class Bild:
    """A drawing: SVG, its size in millimetres, and the text for those who do not see it."""

    svg: str
    breite: float
    hoehe: float
    titel: str
    beschreibung: str


@lru_cache(maxsize=256)
def draw(diagramm: Diagramm, kennung: str = "") -> Bild:
    """Return the picture of a numbered chart; the same chart gives the same bytes, and is drawn once for all formats.

    `kennung` begins the ids that a page refers to; a picture in a file of its own needs none.
    """
    blatt = Zeichenblatt()
    unten = draw_upright(diagramm, blatt) if diagramm.art in ("linie", "saeulen") else draw_level(diagramm, blatt)
    hoehe = unten + sheet_measures().rand
    titel = f"{diagramm.nummer}: {name_of(diagramm.titel)}"
    svg = blatt.finish(hoehe, titel, diagramm.beschreibung, kennung)
    return Bild(svg, sheet_measures().breite / 10, hoehe / 10, titel, diagramm.beschreibung)
