"""Several budgets of one contract together: sums for the overview, never a budget of their own (A-TB2-01)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..modell.leistung import Personenkreis
from .berechnung import Berechnung
from .betrag import quote_in_prozent, sum_betraege


@dataclass(frozen=True, slots=True)
class Gesamtberechnung:
    """Sums over the budgets of a contract; the months and the number of instalments are those of its one term.

    `prozent_extern` is in percent with one decimal, computed from the sums of persons, not the mean of the parts.
    """

    jahreswert: Decimal
    jahresbetrag: Decimal
    raten_anzahl: int
    laufzeit_monate: int
    leistungsfaelle: int
    personen_gesamt: int
    personen_extern: int
    personen_eigene: int
    personen_im_budget: int
    prozent_extern: Decimal


def compute_gesamt(teile: Sequence[tuple[Berechnung, Personenkreis]]) -> Gesamtberechnung:
    """Add the figures of the budgets of a contract; there is at least one."""
    berechnet = [b for b, _ in teile]
    gesamt = sum(kreis.personen_gesamt for _, kreis in teile)
    extern = sum(b.personen_extern for b in berechnet)
    return Gesamtberechnung(
        jahreswert=sum_betraege(b.jahreswert for b in berechnet),
        jahresbetrag=sum_betraege(b.jahresbetrag for b in berechnet),
        raten_anzahl=berechnet[0].raten_anzahl,
        laufzeit_monate=berechnet[0].laufzeit_monate,
        leistungsfaelle=sum(b.leistungsfaelle for b in berechnet),
        personen_gesamt=gesamt,
        personen_extern=extern,
        personen_eigene=gesamt - extern,
        personen_im_budget=sum(b.personen_im_budget for b in berechnet),
        prozent_extern=quote_in_prozent(extern, gesamt),
    )
