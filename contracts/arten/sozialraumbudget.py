"""Sozialraumbudget: budgets of a Sozialraum whose Budgetnehmer must serve all its entitled persons; not in the project (A.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ..modell.partei import Partei
from ..modell.raumteile import HatVersorgungsverpflichtung
from ..rechnen.betrag import quote_in_prozent
from ..sichtbar import sichtbar
from .traegerbudget_sozialraum import Raumbudget


class Sozialraumbudget(HatVersorgungsverpflichtung, Raumbudget):
    """A Sozialraumbudget."""

    art: Literal["sozialraumbudget"]
    """Vertragsart."""

    @property
    @sichtbar
    def koordinierende(self) -> Partei:
        """The party that makes an offer where nobody else does."""
        return next(
            (p for p in self.parteien if p.partei == self.versorgungsverpflichtung.koordination), self.parteien[-1]
        )

    @property
    @sichtbar
    def versorgungsquote(self) -> Decimal:
        """Persons in the budgets per hundred entitled persons of the Sozialraum, one decimal (F4)."""
        return quote_in_prozent(self.berechnet.personen_im_budget, self.versorgungsverpflichtung.leistungsberechtigte)
