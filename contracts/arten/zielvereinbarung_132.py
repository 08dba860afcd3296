"""Abweichende Zielvereinbarung § 132 SGB IX without a budget: joint goals and organisational development (A.6)."""

from __future__ import annotations

from typing import Literal

from ..modell.erprobungsteile import HatErprobung, HatVereinbarungen
from ..modell.faehigkeiten import (
    HatAbweichungen,
    HatBerichtswesen,
    HatFachkonzept,
    HatOrganisationsentwicklung,
    HatRahmenvertrag,
    HatSteuerungsgruppe,
    HatZiele,
)
from ..modell.kurzinformation import HatKurzinformation
from ..modell.pruefbestaetigung import HatGegenleistungen
from ..modell.typen import Zeile
from ..modell.vertrag import Vertrag
from ..modell.vertragsseiten import HatEinenErbringer
from ..modell.wahlklauseln import HatGrundwahlklauseln
from ..rechnen.dauer import HatDauer


class Zielvereinbarung132(
    HatDauer,
    HatOrganisationsentwicklung,
    HatSteuerungsgruppe,
    HatBerichtswesen,
    HatZiele,
    HatFachkonzept,
    HatErprobung,
    HatVereinbarungen,
    HatAbweichungen,
    HatRahmenvertrag,
    HatGrundwahlklauseln,
    HatEinenErbringer,
    HatGegenleistungen,
    HatKurzinformation,
    Vertrag,
):
    """A Zielvereinbarung § 132 SGB IX without a budget."""

    art: Literal["zielvereinbarung_132"]
    """Vertragsart."""
    sozialraum: Zeile
    """Gebiet, das die Parteien als Sozialraum zugrunde legen; mit Artikel im Akkusativ („das Gebiet …“)."""
