"""A change of amounts split into price and quantity, exact to the cent (formula F8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .betrag import sum_betraege


@dataclass(frozen=True, slots=True)
class Preismenge:
    """A rate and a volume before and now, in euros and units."""

    satz_alt: Decimal
    menge_alt: int
    satz_neu: Decimal
    menge_neu: int

    @property
    def preis(self) -> Decimal:
        """What the change of the rate costs at the volume of before."""
        return (self.satz_neu - self.satz_alt) * self.menge_alt

    @property
    def menge(self) -> Decimal:
        """What the change of the volume costs at the rate of now."""
        return (self.menge_neu - self.menge_alt) * self.satz_neu


@dataclass(frozen=True, slots=True)
class Zerlegung:
    """The sums of before and now, and the two effects; `preis` + `menge` is their difference."""

    alt: Decimal
    neu: Decimal
    preis: Decimal
    menge: Decimal


def decompose(posten: Sequence[Preismenge]) -> Zerlegung:
    """Return the effects over all lines."""
    return Zerlegung(
        sum_betraege(p.satz_alt * p.menge_alt for p in posten),
        sum_betraege(p.satz_neu * p.menge_neu for p in posten),
        sum_betraege(p.preis for p in posten),
        sum_betraege(p.menge for p in posten),
    )
