"""Singuläres Trägerbudget: Zielvereinbarung nach § 132 SGB IX between the Land and one Leistungserbringer (A.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..modell.budget import Bestaetigung
from ..modell.faehigkeiten import (
    HatAbweichungen,
    HatAnpassung,
    HatAusschluesse,
    HatBeteiligung,
    HatBudget,
    HatControlling,
    HatDatenabgleich,
    HatEvaluation,
    HatFachkonzept,
    HatFortgeltung,
    HatFortschreibung,
    HatFua,
    HatInvestitionen,
    HatLeistungspaket,
    HatOrganisationsentwicklung,
    HatPersonal,
    HatPersonenkreis,
    HatRahmenvertrag,
    HatSteuerungsgruppe,
    HatWahlklauseln,
    HatZiele,
)
from ..modell.kurzinformation import HatKurzinformation
from ..modell.leistung import EINHEITEN_JE_JAHR
from ..modell.partei import Beteiligter, Partei
from ..modell.pruefbestaetigung import HatGegenleistungen
from ..modell.typen import Wahrheit, Zeile
from ..modell.vertrag import Vertrag
from ..rechnen.berechnung import HatBerechnung
from ..sichtbar import sichtbar


class ParteiDesTraegerbudgets(Partei):
    """A party of a Trägerbudget."""

    rolle: Literal["leistungstraeger", "leistungserbringer"]
    """Stellung im Vertrag."""


class BeteiligterDesTraegerbudgets(Beteiligter):
    """Somebody who takes part in a Trägerbudget without being a party."""

    rolle: Literal[
        "eingliederungshilfetraeger_oertlich",
        "fachdienst_teilhabe",
        "interessenvertretung",
        "gemeindepsychiatrischer_verbund",
        "klinik",
        "sonstige",
    ]
    """Stellung gegenüber dem Vertrag."""


@dataclass(frozen=True, slots=True)
class BestaetigungDerPartei:
    """A confirmation of the data reconciliation with its party."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("bestaetigung",)

    bestaetigung: Bestaetigung
    partei: Partei


class TraegerbudgetSingulaer(
    HatBerechnung,
    HatWahlklauseln,
    HatPersonal,
    HatEvaluation,
    HatBeteiligung,
    HatOrganisationsentwicklung,
    HatSteuerungsgruppe,
    HatControlling,
    HatZiele,
    HatFachkonzept,
    HatFortgeltung,
    HatInvestitionen,
    HatAnpassung,
    HatFortschreibung,
    HatFua,
    HatBudget,
    HatDatenabgleich,
    HatAbweichungen,
    HatAusschluesse,
    HatLeistungspaket,
    HatPersonenkreis,
    HatRahmenvertrag,
    HatKurzinformation,
    HatGegenleistungen,
    Vertrag,
):
    """A singular Trägerbudget."""

    art: Literal["traegerbudget_singulaer"]
    """Vertragsart."""
    parteien: Annotated[tuple[ParteiDesTraegerbudgets, ...], Field(min_length=2, max_length=12)]
    """Vertragsparteien."""
    beteiligte: tuple[BeteiligterDesTraegerbudgets, ...] = ()
    """Beteiligte ohne Parteistellung."""
    sozialraum: Zeile
    """Gebiet, das die Parteien als Sozialraum zugrunde legen; mit Artikel im Akkusativ („das Gebiet …“)."""
    hat_oeffnungsklausel: Wahrheit
    """Ob weitere Leistungserbringer des Sozialraums hinzutreten können."""

    @property
    @sichtbar
    def leistungstraeger(self) -> Partei:
        """The party that pays; the first of its role."""
        return self._partei("leistungstraeger")

    @property
    @sichtbar
    def leistungserbringer(self) -> Partei:
        """The party that provides; the first of its role."""
        return self._partei("leistungserbringer")

    def _partei(self, rolle: str) -> Partei:
        return next((p for p in self.parteien if p.rolle == rolle), self.parteien[-1])

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

    @property
    @sichtbar
    def bestaetigungen(self) -> tuple[BestaetigungDerPartei, ...]:
        """Confirmations of the data reconciliation by parties of this contract."""
        parteien = {p.partei: p for p in self.parteien}
        return tuple(
            BestaetigungDerPartei(b, parteien[b.partei])
            for b in self.datenabgleich.bestaetigungen
            if b.partei in parteien
        )

    @property
    @sichtbar
    def hat_bestaetigungen(self) -> bool:
        """Both sides have confirmed the data reconciliation."""
        return {b.partei.rolle for b in self.bestaetigungen} == {p.rolle for p in self.parteien}

    @property
    @sichtbar
    def hat_grosse_gruppen_extern(self) -> bool:
        """Several other Kostenträger, each with enough people to be stated."""
        traeger = self.personenkreis.externe_kostentraeger
        return len(traeger) > 1 and all(k.personen >= self.controlling.mindestgruppe for k in traeger)

    @property
    @sichtbar
    def hat_grosse_mengen_extern(self) -> bool:
        """No volume of people with another Kostenträger tells of fewer than the smallest group.

        One small volume hides all: with the total known, the last hidden one would be a subtraction.
        """
        mindestens = self.controlling.mindestgruppe
        return all(
            not lt.menge_extern or lt.menge_extern >= mindestens * EINHEITEN_JE_JAHR[lt.einheit]
            for lt in self.leistungspaket
        )
