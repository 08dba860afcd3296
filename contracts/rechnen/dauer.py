"""The one figure of a contract without amounts: how many months it runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..modell.faehigkeiten import HatLaufzeit
from ..sichtbar import sichtbar
from .zeitraum import count_monate


@dataclass(frozen=True, slots=True)
class Dauer:
    """Length of the term in months, first and last begun month included."""

    laufzeit_monate: int


class HatDauer(HatLaufzeit):
    """Has a term and no amounts."""

    @cached_property
    @sichtbar
    def berechnet(self) -> Dauer:
        """Every computed figure."""
        return Dauer(count_monate(self.laufzeit.beginn, self.laufzeit.ende))
