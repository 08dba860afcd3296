"""The two sides of a contract of the Eingliederungshilfe, and who takes part beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from ..sichtbar import sichtbar
from .faehigkeiten import HatBeteiligung, HatEvaluation, HatParteien
from .partei import Beteiligter, Partei


class ParteiDerEingliederungshilfe(Partei):
    """A party of a contract between a Leistungsträger and Leistungserbringer."""

    rolle: Literal["leistungstraeger", "leistungserbringer"]
    """Stellung im Vertrag."""


class BeteiligterDerEingliederungshilfe(Beteiligter):
    """Somebody who takes part in such a contract without being a party."""

    rolle: Literal[
        "eingliederungshilfetraeger_oertlich",
        "fachdienst_teilhabe",
        "interessenvertretung",
        "gemeindepsychiatrischer_verbund",
        "klinik",
        "sonstige",
    ]
    """Stellung gegenüber dem Vertrag."""


def find_partei(parteien: Sequence[Partei], rolle: str) -> Partei:
    """Return the first party of a role, the last party where there is none: a rule says so, and the text still stands."""
    return next((p for p in parteien if p.rolle == rolle), parteien[-1])


class HatLeistungstraeger(HatEvaluation, HatBeteiligung, HatParteien):
    """Is agreed with a Leistungsträger, lets representatives take part and is evaluated at the cost of one party."""

    parteien: Annotated[tuple[ParteiDerEingliederungshilfe, ...], Field(min_length=2, max_length=12)]
    """Vertragsparteien."""
    beteiligte: tuple[BeteiligterDerEingliederungshilfe, ...] = ()
    """Beteiligte ohne Parteistellung."""

    @property
    @sichtbar
    def leistungstraeger(self) -> Partei:
        """The party that pays; the first of its role."""
        return find_partei(self.parteien, "leistungstraeger")

    @property
    @sichtbar
    def beigetretene(self) -> tuple[Partei, ...]:
        """Parties that owe benefits to people in the budget beside the one that pays (§ 57 SGB X)."""
        return tuple(p for p in self.parteien if p.rolle == "leistungstraeger")[1:]

    @property
    @sichtbar
    def hat_beigetretene(self) -> bool:
        """A further Leistungsträger is party."""
        return bool(self.beigetretene)

    @property
    @sichtbar
    def zahlende_seite(self) -> Partei:
        """The side that pays; texts that kinds share ask for it."""
        return self.leistungstraeger

    @property
    @sichtbar
    def erbringerteile(self) -> tuple[HatLeistungstraeger, ...]:
        """The contract as it stands for each Leistungserbringer; for the only one it is the contract itself."""
        return (self,)

    @property
    @sichtbar
    def hat_budgetnehmer(self) -> bool:
        """The contract lists Budgetnehmer, each with a part of its own, be it only one."""
        return False

    @property
    @sichtbar
    def hat_mehrere_budgetnehmer(self) -> bool:
        """There is more than one part."""
        return len(self.erbringerteile) > 1

    @property
    @sichtbar
    def interessenvertretung(self) -> Beteiligter | None:
        """The body that represents the entitled persons."""
        return next((b for b in self.beteiligte if b.id == self.beteiligung.stelle), None)

    @property
    @sichtbar
    def hat_interessenvertretung(self) -> bool:
        """The body that represents the entitled persons is among those who take part."""
        return self.interessenvertretung is not None

    @property
    @sichtbar
    def evaluation_kostentraeger(self) -> Partei:
        """The party that pays the evaluation."""
        return next((p for p in self.parteien if p.partei == self.evaluation.kosten_traegt), self.leistungstraeger)


class HatEinenErbringer(HatLeistungstraeger):
    """Is agreed with one Leistungserbringer."""

    @property
    @sichtbar
    def erbringende_seite(self) -> Partei:
        """The side that provides; texts that kinds share ask for it."""
        return self.leistungserbringer

    @property
    @sichtbar
    def zieltraeger(self) -> Partei:
        """Whose goals they are, as the title of a table says it."""
        return self.leistungserbringer

    @property
    @sichtbar
    def leistungserbringer(self) -> Partei:
        """The party that provides; the first of its role."""
        return find_partei(self.parteien, "leistungserbringer")
