"""How far the goals lead, laid on one scale: for a table and a chart of all goals (A-BSC)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from .ziel import Messziel, Zwischenwert

ZAEHLEINHEIT = "Anzahl"
"""What is counted differs from goal to goal: numbers of different things have no common scale."""
_STELLEN = Decimal("0.0001")
_ANFANG, _ENDE = Decimal(0), Decimal(1)
_MINDESTENS = 2
"""Goals; fewer need no comparison."""


@dataclass(frozen=True, slots=True)
class Zielschritt:
    """The first intermediate value of a goal as the share of the way from its baseline (`beginn`, 0) to its target (`ende`, 1).

    Four decimals, rounded half up; may lie outside 0 to 1 where the values of the contract do.
    """

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("ziel",)

    ziel: Messziel
    zwischenwert: Zwischenwert
    beginn: Decimal
    zwischen: Decimal
    ende: Decimal


@dataclass(frozen=True, slots=True)
class Zielwege:
    """The ways of the measured goals.

    `ist_eine_skala` tells that all are measured in one unit that has a common scale, `einheit`; where they are not,
    `schritte` has the goals with an intermediate value, and `hat_schritte` tells whether there are enough to compare.
    """

    ziele: tuple[Messziel, ...]
    ist_eine_skala: bool
    einheit: str
    schritte: tuple[Zielschritt, ...]
    hat_schritte: bool


def compare_ways(ziele: Sequence[Messziel]) -> Zielwege:
    """Lay the ways of goals whose indicator is fixed on one scale."""
    gemessen = tuple(z for z in ziele if z.indikator is not None)
    einheiten = sorted({z.indikator.einheit for z in gemessen if z.indikator is not None})
    ist_eine = len(gemessen) >= _MINDESTENS and len(einheiten) == 1 and einheiten[0] != ZAEHLEINHEIT
    schritte = () if ist_eine else tuple(s for z in gemessen if (s := _step(z)) is not None)
    return Zielwege(gemessen, ist_eine, einheiten[0] if ist_eine else "", schritte, len(schritte) >= _MINDESTENS)


def _step(ziel: Messziel) -> Zielschritt | None:
    indikator = ziel.indikator
    if indikator is None or not indikator.zwischenwerte or indikator.zielwert == indikator.ausgangswert:
        return None
    erster = min(indikator.zwischenwerte, key=lambda w: w.am)
    anteil = (erster.wert - indikator.ausgangswert) / (indikator.zielwert - indikator.ausgangswert)
    return Zielschritt(ziel, erster, _ANFANG, anteil.quantize(_STELLEN, ROUND_HALF_UP), _ENDE)
