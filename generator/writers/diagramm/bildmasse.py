"""The look of charts, `layout/diagramm.toml`, read once; each measure is explained there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...paketdaten import layout_text


@dataclass(frozen=True, slots=True)
class Blattmasse:
    """Measures of every chart."""

    breite: int
    rand: int
    schrift: int
    zeile: int
    zeichen: float
    breite_zeichen: str
    schmale_zeichen: str
    schriften: str
    text: str
    gitter: str
    achse: str
    linie: int
    punkte_je_zoll: int


@dataclass(frozen=True, slots=True)
class Hochmasse:
    """Measures of lines and stacked columns."""

    hoehe: int
    abstand: int
    saeule: int
    saeule_anteil: float
    wert_ab: int
    werte_bis: int
    reihen_mit_werten: int
    name: int


@dataclass(frozen=True, slots=True)
class Quermasse:
    """Measures of bars and dots with range."""

    balken: int
    luecke: int
    spanne: int
    hoechstens: int
    name: int


@dataclass(frozen=True, slots=True)
class Zug:
    """How a series looks: each of colour, pattern, stroke and mark tells it from the others."""

    farbe: str
    muster: str
    strich: str
    marke: str


@cache
def _alle() -> dict[str, Any]:
    return tomllib.loads(layout_text("diagramm.toml"))


@cache
def sheet_measures() -> Blattmasse:
    """Return the measures of every chart."""
    return Blattmasse(**_alle()["blatt"])


@cache
def upright_measures() -> Hochmasse:
    """Return the measures of lines and stacked columns."""
    return Hochmasse(**_alle()["hoch"])


@cache
def level_measures() -> Quermasse:
    """Return the measures of bars and dots with range."""
    return Quermasse(**_alle()["quer"])


@cache
def pattern_measures() -> tuple[int, int]:
    """Return distance and thickness of the lines of a pattern."""
    muster = _alle()["muster"]
    return int(muster["abstand"]), int(muster["dicke"])


@cache
def state_style() -> Zug:
    """Return the look of the samples that tell counted from planned."""
    return Zug(**_alle()["zustand"])


@cache
def _styles() -> tuple[Zug, ...]:
    return tuple(Zug(**zug) for zug in _alle()["reihe"])


def series_style(nummer: int) -> Zug:
    """Return the look of a series by its number from 0; clause texts allow no more series than there are looks."""
    return _styles()[nummer % len(_styles())]
