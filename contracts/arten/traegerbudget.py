"""What every Trägerbudget is: the parts of the contract, and of each budget in it (A.2, A.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from ..modell.budget import Bestaetigung
from ..modell.faehigkeiten import (
    HatAbweichungen,
    HatAnpassung,
    HatAusschluesse,
    HatBudget,
    HatControlling,
    HatDatenabgleich,
    HatFachkonzept,
    HatFortgeltung,
    HatFortschreibung,
    HatFua,
    HatInvestitionen,
    HatOrganisationsentwicklung,
    HatRahmenvertrag,
    HatSteuerungsgruppe,
    HatZielbindung,
    HatZiele,
)
from ..modell.leistung import EINHEITEN_JE_JAHR
from ..modell.partei import Partei
from ..modell.pruefbestaetigung import HatGegenleistungen
from ..modell.vertrag import Vertrag
from ..modell.vertragsseiten import HatEinenErbringer, HatLeistungstraeger
from ..modell.wahlklauseln import HatPersonal, HatWahlklauseln
from ..rechnen.berechnung import HatBerechnung
from ..sichtbar import sichtbar


@dataclass(frozen=True, slots=True)
class BestaetigungDerPartei:
    """A confirmation of the data reconciliation with its party."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("bestaetigung",)

    bestaetigung: Bestaetigung
    partei: Partei


class Traegerbudget(
    HatWahlklauseln,
    HatPersonal,
    HatOrganisationsentwicklung,
    HatSteuerungsgruppe,
    HatControlling,
    HatZielbindung,
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
    HatRahmenvertrag,
    HatLeistungstraeger,
    HatGegenleistungen,
    Vertrag,
):
    """What a Trägerbudget agrees on for all budgets in it."""

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
    def abgleichsjahr(self) -> int:
        """The year whose data both sides compared; of a contract that was carried forward, an earlier one."""
        return self.datenabgleich.referenzjahr or self.budget.referenzjahr

    @property
    @sichtbar
    def hat_bestaetigungen(self) -> bool:
        """Every party has confirmed the data reconciliation."""
        return {b.partei.partei for b in self.bestaetigungen} == {p.partei for p in self.parteien}

    @property
    def einzelbudgets(self) -> tuple[Einzelbudget, ...]:
        """The budgets of the contract in its order."""
        return cast("tuple[Einzelbudget, ...]", self.erbringerteile)

    @property
    @sichtbar
    def hat_externe_kostentraeger(self) -> bool:
        """Some people have another Kostenträger."""
        return any(t.personenkreis.hat_externe_kostentraeger for t in self.einzelbudgets)

    @property
    @sichtbar
    def umfasst_region(self) -> bool:
        """Other residents of the region are included; of several budgets one that says so speaks for all: nobody is left out."""
        return any(t.personenkreis.umfasst_region for t in self.einzelbudgets)

    @property
    @sichtbar
    def hat_gemeinsame_merkmale(self) -> bool:
        """The agreements of all budgets settle the same features, so that one sentence says it for all."""
        return bool(self.gemeinsame_merkmale)

    @property
    @sichtbar
    def gemeinsame_merkmale(self) -> tuple[str, ...]:
        """Features that every agreement of every budget settles; none where one differs."""
        alle = {t.gleiche_merkmale for t in self.einzelbudgets}
        return alle.pop() if len(alle) == 1 and all(t.hat_gleiche_merkmale for t in self.einzelbudgets) else ()

    @property
    @sichtbar
    def teile_mit_hbg(self) -> tuple[Einzelbudget, ...]:
        """Budgets with a Leistungstyp whose groups are Hilfebedarfsgruppen."""
        return tuple(t for t in self.einzelbudgets if t.berechnet.leistungstypen_mit_hbg)

    @property
    @sichtbar
    def hat_hbg_index(self) -> bool:
        """Some Leistungstyp has Hilfebedarfsgruppen."""
        return bool(self.teile_mit_hbg)


# The plugin of pydantic leaves a method behind for each pass over a class and then finds them different in the bases.
class Einzelbudget(HatBerechnung, HatZiele, HatEinenErbringer, Traegerbudget):  # type: ignore[misc]
    """The budget of one Leistungserbringer with everything agreed for it: a singular contract, or one of several in a contract."""

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
