"""Singuläres Trägerbudget: Zielvereinbarung nach § 132 SGB IX between the Land and one Leistungserbringer (A.2)."""

from __future__ import annotations

from typing import Literal

from ..modell.kurzinformation import HatKurzinformation
from ..modell.typen import Wahrheit, Zeile
from ..modell.vertragsseiten import HatEinenErbringer
from .traegerbudget import Einzelbudget


class TraegerbudgetSingulaer(Einzelbudget, HatEinenErbringer, HatKurzinformation):  # type: ignore[misc]
    """A singular Trägerbudget: the contract is its one budget."""

    art: Literal["traegerbudget_singulaer"]
    """Vertragsart."""
    sozialraum: Zeile
    """Gebiet, das die Parteien als Sozialraum zugrunde legen; mit Artikel im Akkusativ („das Gebiet …“)."""
    hat_oeffnungsklausel: Wahrheit
    """Ob weitere Leistungserbringer des Sozialraums hinzutreten können."""
