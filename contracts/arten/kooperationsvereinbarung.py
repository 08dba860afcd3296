"""Kooperationsvereinbarung: the contract of all parties of a Sozialraum on their conference and joint goals (A.3, A.9)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..modell.kurzinformation import HatKurzinformation
from ..modell.partei import Beteiligter, Partei
from ..modell.vertrag import Vertrag
from ..modell.wahlklauseln import HatGrundwahlklauseln
from ..rechnen.dauer import HatDauer
from ..rechnen.mitgliedschaft import HatSozialraumkonferenz
from ..sichtbar import sichtbar

KARTE = "anlkarte"
"""Id of the Anlage that is the map."""


class ParteiDerKooperation(Partei):
    """A party of a Kooperationsvereinbarung."""

    rolle: Literal["leistungstraeger", "kommune", "leistungserbringer"]
    """Stellung im Vertrag."""


class BeteiligterDerKooperation(Beteiligter):
    """Somebody who takes part in a Kooperationsvereinbarung without being a party."""

    rolle: Literal["fachdienst_teilhabe", "interessenvertretung", "gemeindepsychiatrischer_verbund", "sonstige"]
    """Stellung gegenüber dem Vertrag."""


class Kooperationsvereinbarung(HatSozialraumkonferenz, HatDauer, HatKurzinformation, HatGrundwahlklauseln, Vertrag):
    """The agreement of a Sozialraum; nearly all it says stands in the Sozialraum itself."""

    art: Literal["kooperationsvereinbarung"]
    """Vertragsart."""
    parteien: Annotated[tuple[ParteiDerKooperation, ...], Field(min_length=3, max_length=40)]
    """Vertragsparteien: Leistungsträger, Kommune und alle Budgetnehmer."""
    beteiligte: tuple[BeteiligterDerKooperation, ...] = ()
    """Beteiligte ohne Parteistellung."""

    @property
    @sichtbar
    def leistungstraeger(self) -> Partei:
        """The party that pays; the first of its role."""
        return next((p for p in self.parteien if p.rolle == "leistungstraeger"), self.parteien[0])

    @property
    @sichtbar
    def budgetnehmer(self) -> tuple[Partei, ...]:
        """The parties with a budget, in the order of the contract."""
        return tuple(p for p in self.parteien if p.rolle == "leistungserbringer")

    @property
    @sichtbar
    def hat_kommune(self) -> bool:
        """A municipality is a party."""
        return any(p.rolle == "kommune" for p in self.parteien)

    @property
    @sichtbar
    def hat_karte(self) -> bool:
        """A map of the territory is among the Anlagen."""
        return any(a.id == KARTE for a in self.anlagen)
