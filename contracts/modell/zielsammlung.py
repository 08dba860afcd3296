"""What clause texts ask of goals that are measured, whoever has them: a contract, one of its budgets, a Sozialraum."""

from __future__ import annotations

from typing import Protocol, TypeVar

from ..sichtbar import sichtbar
from .ziel import Messziel
from .zielweg import Zielwege, compare_ways

M = TypeVar("M", bound=Messziel)
M_co = TypeVar("M_co", bound=Messziel, covariant=True)


class HatEigeneZiele(Protocol[M_co]):
    """Has goals under the usual name."""

    @property
    def ziele(self) -> tuple[M_co, ...]:
        """The goals in their order."""


class Zielsammlung:
    """Sorts the goals of a part that has some; the part itself says of which kind they are."""

    @property
    @sichtbar
    def ziele_mit_indikator(self: HatEigeneZiele[M]) -> tuple[M, ...]:
        """Goals whose indicator is fixed."""
        return tuple(z for z in self.ziele if z.indikator is not None)

    @property
    @sichtbar
    def ziele_ohne_indikator(self: HatEigeneZiele[M]) -> tuple[M, ...]:
        """Goals whose indicator waits for a workshop."""
        return tuple(z for z in self.ziele if z.indikator is None)

    @property
    @sichtbar
    def hat_offene_indikatoren(self: HatEigeneZiele[M]) -> bool:
        """Some indicator waits for a workshop."""
        return any(z.indikator is None for z in self.ziele)

    @property
    @sichtbar
    def zielwege(self: HatEigeneZiele[M]) -> Zielwege:
        """How far the goals lead, on one scale."""
        return compare_ways(self.ziele)
