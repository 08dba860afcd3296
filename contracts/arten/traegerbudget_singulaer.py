"""Singuläres Trägerbudget: Zielvereinbarung nach § 132 SGB IX between the Land and one Leistungserbringer (A.2)."""

from __future__ import annotations

from typing import Literal

from ..modell.seiten import HatEinenErbringer
from ..modell.typen import Wahrheit, Zeile
from ..sichtbar import sichtbar
from .traegerbudget import Einzelbudget, HatBudgetteile


class TraegerbudgetSingulaer(HatBudgetteile, Einzelbudget, HatEinenErbringer):
    """A singular Trägerbudget: the contract is its one budget."""

    art: Literal["traegerbudget_singulaer"]
    """Vertragsart."""
    sozialraum: Zeile
    """Gebiet, das die Parteien als Sozialraum zugrunde legen; mit Artikel im Akkusativ („das Gebiet …“)."""
    hat_oeffnungsklausel: Wahrheit
    """Ob weitere Leistungserbringer des Sozialraums hinzutreten können."""

    @property
    @sichtbar
    def budgetteile(self) -> tuple[Einzelbudget, ...]:
        """The contract itself."""
        return (self,)

    @property
    @sichtbar
    def hat_budgetnehmer(self) -> bool:
        """There is no list of Budgetnehmer."""
        return False
