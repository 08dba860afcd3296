"""Arithmetic with euros: the named rounding rule, instalments, part years. Formulas F1 to F3, F7 and F9 of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


def round_kaufmaennisch(wert: Decimal, stellen: int = 2) -> Decimal:
    """Round half up (away from zero), the rule „kaufmännisch“ that the contract text names."""
    return wert.quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)


def sum_betraege(betraege: Iterable[Decimal]) -> Decimal:
    """Add euros exactly; an empty sum is 0.00."""
    return sum(betraege, start=Decimal("0.00"))


def raise_satz(satz: Decimal, steigerungsrate: Decimal) -> Decimal:
    """Carry a rate forward one year, rounded to cents (F1, variant „je Satz“)."""
    return round_kaufmaennisch(satz * (1 + steigerungsrate))


@dataclass(frozen=True, slots=True)
class Ratenplan:
    """Monthly instalments of an amount: `anzahl` − 1 equal ones and a last one that takes up the remainder (F2)."""

    betrag: Decimal
    anzahl: int
    rate: Decimal
    letzte_rate: Decimal


def split_raten(betrag: Decimal, anzahl: int) -> Ratenplan:
    """Split an amount into monthly instalments; the last one takes up the remainder cents (F2).

    Raises `ValueError` for fewer than one instalment.
    """
    if anzahl < 1:
        raise ValueError("Ein Budget braucht mindestens eine Rate.")
    rate = round_kaufmaennisch(betrag / anzahl)
    return Ratenplan(betrag, anzahl, rate, betrag - rate * (anzahl - 1))


def rumpfbetrag(jahreswert: Decimal, zaehler: int, nenner: int) -> Decimal:
    """Return the share of a yearly amount for a part year: months of 12 or days of 365/366 (F3)."""
    return round_kaufmaennisch(jahreswert * zaehler / nenner)


def hbg_index(mengen: Iterable[tuple[int, int]]) -> Decimal | None:
    """Return the weighted mean of need groups, pairs (Menge, Gruppennummer), two decimals; None without volume (F7)."""
    paare = list(mengen)
    summe = sum(menge for menge, _ in paare)
    if not summe:
        return None
    return round_kaufmaennisch(Decimal(sum(menge * gruppe for menge, gruppe in paare)) / summe)


def rest_to(groesster: int, ganzes: Decimal, teile: list[Decimal]) -> list[Decimal]:
    """Give what rounding left over to the largest share, so that the parts add up to the whole (F10)."""
    uebrige = sum_betraege(t for i, t in enumerate(teile) if i != groesster)
    return [ganzes - uebrige if i == groesster else t for i, t in enumerate(teile)]


def quote_in_prozent(teil: int, ganzes: int) -> Decimal:
    """Return what part of a whole is, in percent with one decimal (F4)."""
    return round_kaufmaennisch(Decimal(100 * teil) / ganzes, 1)
