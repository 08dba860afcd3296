"""Regionalbudget: Modellvorhaben nach § 64b SGB V between a hospital and the Kostenträger (A.5)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..modell.faehigkeiten import (
    HatAuswertung,
    HatBerichtswesen,
    HatMessziele,
    HatPersonengruppe,
    HatSteuerungsgruppe,
    HatVertragsabweichungen,
)
from ..modell.kurzinformation import HatKurzinformation
from ..modell.modellbudget import Regionalziel
from ..modell.modellvorhaben import (
    HatVerfahren,
)
from ..modell.partei import Beteiligter, Partei, Vertragsseite
from ..modell.psychiatrieteile import HatErloesausgleich, HatVerbund
from ..modell.vertrag import Vertrag
from ..modell.wahlklauseln import HatAllgemeineWahlklauseln
from ..rechnen.regionalberechnung import HatRegionalberechnung
from ..sichtbar import sichtbar


class ParteiDesRegionalbudgets(Partei):
    """A party of a Regionalbudget."""

    rolle: Literal["krankenhaustraeger", "krankenkasse", "private_krankenversicherung"]
    """Stellung im Vertrag."""


class BeteiligterDesRegionalbudgets(Beteiligter):
    """Somebody who takes part in a Regionalbudget without being a party."""

    rolle: Literal[
        "gemeindepsychiatrischer_verbund",
        "interessenvertretung",
        "eingliederungshilfetraeger",
        "landesbehoerde",
        "verband_der_krankenkassen",
        "sonstige",
    ]
    """Stellung gegenüber dem Vertrag."""


class Regionalbudgetvertrag(
    HatRegionalberechnung,
    HatErloesausgleich,
    HatVerbund,
    HatVerfahren,
    HatAuswertung,
    HatSteuerungsgruppe,
    HatBerichtswesen,
    HatMessziele,
    HatVertragsabweichungen,
    HatPersonengruppe,
    HatKurzinformation,
    HatAllgemeineWahlklauseln,
    Vertrag,
):
    """A Regionalbudget."""

    art: Literal["regionalbudget"]
    """Vertragsart."""
    parteien: Annotated[tuple[ParteiDesRegionalbudgets, ...], Field(min_length=2, max_length=40)]
    """Vertragsparteien."""
    beteiligte: tuple[BeteiligterDesRegionalbudgets, ...] = ()
    """Beteiligte ohne Parteistellung."""
    ziele: Annotated[tuple[Regionalziel, ...], Field(min_length=1, max_length=30)]
    """Ziele des Modellvorhabens."""

    @property
    @sichtbar
    def krankenhaus(self) -> Partei:
        """The party that treats; the first of its role."""
        return next((p for p in self.parteien if p.rolle == "krankenhaustraeger"), self.parteien[0])

    @property
    @sichtbar
    def kostentraeger(self) -> tuple[Partei, ...]:
        """The parties that pay, in the order of the contract."""
        return tuple(p for p in self.parteien if p.rolle != "krankenhaustraeger")

    @property
    @sichtbar
    def zahlende_seite(self) -> Vertragsseite:
        """The side that pays, under the word that the contract defines for it."""
        return Vertragsseite("Kostenträger", "Kostenträgern")

    @property
    @sichtbar
    def erbringende_seite(self) -> Partei:
        """The side that treats."""
        return self.krankenhaus

    @property
    @sichtbar
    def hat_private_krankenversicherung(self) -> bool:
        """Private insurers take part (§ 64b Abs. 4 SGB V)."""
        return any(p.rolle == "private_krankenversicherung" for p in self.parteien)

    @property
    @sichtbar
    def groesster_kostentraeger(self) -> Partei:
        """The party with the largest share, which bears what rounding leaves over; the first of several."""
        return max(self.berechnet.basis.anteile, key=lambda a: a.anteil).partei
