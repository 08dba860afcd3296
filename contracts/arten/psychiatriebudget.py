"""Psychiatriebudget aus beiden SGB: a frame over a § 64b and a § 132 contract that stay legally separate (A-ALL-19)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..modell.faehigkeiten import HatAuswertung, HatBerichtswesen, HatSteuerungsgruppe
from ..modell.kurzinformation import HatKurzinformation
from ..modell.partei import Beteiligter, Partei
from ..modell.psychiatrieteile import HatDatenfluesse, HatTeilvertraege, HatVerbund
from ..modell.typen import Zeile
from ..modell.vertrag import Vertrag
from ..modell.vertragsseiten import find_partei
from ..modell.wahlklauseln import HatGrundwahlklauseln
from ..rechnen.dienstrechnung import HatDienstrechnung
from ..sichtbar import sichtbar


class ParteiDesRahmens(Partei):
    """A party of a frame over both bodies of law."""

    rolle: Literal["krankenhaustraeger", "krankenkasse", "leistungstraeger", "leistungserbringer"]
    """Stellung im Vertrag."""


class BeteiligterDesRahmens(Beteiligter):
    """Somebody who takes part in a frame without being a party."""

    rolle: Literal[
        "gemeindepsychiatrischer_verbund",
        "interessenvertretung",
        "fachdienst_teilhabe",
        "eingliederungshilfetraeger_oertlich",
        "landesbehoerde",
        "sonstige",
    ]
    """Stellung gegenüber dem Vertrag."""


class Psychiatriebudget(
    HatDienstrechnung,
    HatTeilvertraege,
    HatVerbund,
    HatDatenfluesse,
    HatSteuerungsgruppe,
    HatBerichtswesen,
    HatAuswertung,
    HatKurzinformation,
    HatGrundwahlklauseln,
    Vertrag,
):
    """A frame over a § 64b and a § 132 contract."""

    art: Literal["psychiatriebudget"]
    """Vertragsart."""
    parteien: Annotated[tuple[ParteiDesRahmens, ...], Field(min_length=3, max_length=40)]
    """Vertragsparteien."""
    beteiligte: tuple[BeteiligterDesRahmens, ...] = ()
    """Beteiligte ohne Parteistellung."""
    gebiet: Zeile
    """Gebiet, für das der Rahmen gilt; mit Artikel im Akkusativ („das Gebiet …“)."""

    @property
    @sichtbar
    def krankenhaus(self) -> Partei:
        """The party that treats."""
        return find_partei(self.parteien, "krankenhaustraeger")

    @property
    @sichtbar
    def leistungstraeger(self) -> Partei:
        """The party that pays the Eingliederungshilfe."""
        return find_partei(self.parteien, "leistungstraeger")

    @property
    @sichtbar
    def leistungserbringer(self) -> Partei:
        """The party that provides the Eingliederungshilfe."""
        return find_partei(self.parteien, "leistungserbringer")

    @property
    @sichtbar
    def krankenkassen(self) -> tuple[Partei, ...]:
        """The parties that pay the treatment, in the order of the contract."""
        return tuple(p for p in self.parteien if p.rolle == "krankenkasse")

    @property
    @sichtbar
    def geschaeftsstelle(self) -> Partei:
        """The party that organises the pooled service."""
        return next((p for p in self.parteien if p.partei == self.dienst.geschaeftsstelle), self.parteien[0])
