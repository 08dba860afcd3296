"""Singuläres Trägerbudget: Zielvereinbarung nach § 132 SGB IX between the Land and one Leistungserbringer (A.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..modell.budget import (
    Abweichung,
    Anpassung,
    Budget,
    Datenabgleich,
    FallunspezifischeArbeit,
    Fortschreibung,
    Investitionen,
)
from ..modell.controlling import Controlling, Evaluation
from ..modell.gremium import Beteiligung, Organisationsentwicklung, Steuerungsgruppe
from ..modell.leistung import Leistungstyp, Personenkreis, Rahmenvertrag
from ..modell.partei import Beteiligter, Partei
from ..modell.typen import Absatztext, Basis, Kuerzel, Wahrheit, Zeile
from ..modell.vertrag import Vertrag
from ..modell.ziel import Abweichungsgrund, Fachkonzept, Ziel
from ..rechnen.berechnung import Berechnung, compute


class Ausschluss(Basis):
    """Something that is not in the budget."""

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Bezeichnung; Glied einer Aufzählung, ohne Satzzeichen am Ende."""


@dataclass(frozen=True, slots=True)
class BestaetigungDerPartei:
    """A confirmation of the data reconciliation with its party."""

    id: str
    partei: Partei
    am: date


class TraegerbudgetSingulaer(Vertrag):
    """A singular Trägerbudget."""

    SICHTBAR: ClassVar[frozenset[str]] = frozenset(
        {
            "leistungstraeger",
            "leistungserbringer",
            "interessenvertretung",
            "hat_interessenvertretung",
            "berechnet",
            "ist_je_satz",
            "ist_gesamtrundung",
            "hat_rumpfjahr",
            "ist_rumpfjahr_nach_monaten",
            "ist_rumpfjahr_nach_tagen",
            "ist_flexibel",
            "ist_korridor",
            "ist_gesamte_abweichung",
            "hat_externe_kostentraeger",
            "hat_teilleistungstyp",
            "hat_verrechnung",
            "umfasst_region",
            "ist_elektronisch",
            "hat_offene_indikatoren",
            "hat_beteiligungsergebnis",
            "ziele_mit_indikator",
            "ziele_ohne_indikator",
            "teilleistungstypen",
            "evaluation_kostentraeger",
            "hat_abweichungen",
            "hat_beteiligte",
            "hat_bestaetigungen",
            "bestaetigungen",
        }
    )

    art: Literal["traegerbudget_singulaer"]
    """Vertragsart."""
    rahmenvertrag: Rahmenvertrag
    """Landesrahmenvertrag, auf den sich die Vereinbarungen der Leistungstypen beziehen."""
    sozialraum: Zeile
    """Gebiet, das die Parteien als Sozialraum zugrunde legen; mit Artikel im Akkusativ („das Gebiet …“)."""
    personenkreis: Personenkreis
    """Personen im Budget."""
    leistungspaket: Annotated[tuple[Leistungstyp, ...], Field(min_length=1, max_length=12)]
    """Leistungstypen im Budget."""
    begruendung_leistungspaket: Absatztext | None = None
    """Warum das Leistungspaket von den vier Leistungstypen des Projekts abweicht."""
    ausgeschlossen: Annotated[tuple[Ausschluss, ...], Field(min_length=1)]
    """Was nicht im Budget ist."""
    abweichungen: tuple[Abweichung, ...]
    """Abweichungen vom Vertragsrecht der §§ 123 bis 129 SGB IX."""
    datenabgleich: Datenabgleich
    """Beidseitiger Datenabgleich."""
    budget: Budget
    """Budget und Zahlung."""
    fua: FallunspezifischeArbeit
    """Fallunspezifische Arbeit."""
    fortschreibung: Fortschreibung
    """Jährliche Fortschreibung."""
    anpassung: Anpassung
    """Anpassungsklausel."""
    investitionen: Investitionen
    """Investitionen."""
    fachkonzept: Fachkonzept
    """Fachkonzept."""
    sind_ziele_vertragsbestandteil: Wahrheit
    """Ob die Ziele Vertragsbestandteil sind."""
    ziele: Annotated[tuple[Ziel, ...], Field(min_length=1, max_length=30)]
    """Ziele der Balanced Scorecard."""
    nicht_vereinbarte_projektziele: tuple[Abweichungsgrund, ...] = ()
    """Begründungen, warum Ziele des Projekts nicht vereinbart sind."""
    controlling: Controlling
    """Controlling und Berichtswesen."""
    steuerungsgruppe: Steuerungsgruppe
    """Steuerungsgruppe."""
    organisationsentwicklung: Organisationsentwicklung
    """Organisationsentwicklung und Qualifizierung."""
    beteiligung: Beteiligung
    """Beteiligung der Leistungsberechtigten und ihrer Interessenvertretung."""
    evaluation: Evaluation
    """Evaluation."""
    hat_oeffnungsklausel: Wahrheit
    """Ob weitere Leistungserbringer des Sozialraums hinzutreten können."""
    hat_fortgeltung_der_leistungsvereinbarungen: Wahrheit
    """Ob die Vereinbarungen der Leistungstypen nebeneinander fortgelten."""

    @cached_property
    def berechnet(self) -> Berechnung:
        """Every computed figure."""
        return compute(self)

    @property
    def leistungstraeger(self) -> Partei:
        """The party that pays; the first of its role."""
        return self._partei("leistungstraeger")

    @property
    def leistungserbringer(self) -> Partei:
        """The party that provides; the first of its role."""
        return self._partei("leistungserbringer")

    def _partei(self, rolle: str) -> Partei:
        return next((p for p in self.parteien if p.rolle == rolle), self.parteien[-1])

    @property
    def interessenvertretung(self) -> Beteiligter | None:
        """The body that represents the entitled persons."""
        return next((b for b in self.beteiligte if b.id == self.beteiligung.stelle), None)

    @property
    def hat_interessenvertretung(self) -> bool:
        """The body that represents the entitled persons is among those who take part."""
        return self.interessenvertretung is not None

    @property
    def evaluation_kostentraeger(self) -> Partei:
        """The party that pays the evaluation."""
        return next((p for p in self.parteien if p.partei == self.evaluation.kosten_traegt), self.leistungstraeger)

    @property
    def hat_abweichungen(self) -> bool:
        """The contract departs from the ordinary law of agreements."""
        return bool(self.abweichungen)

    @property
    def hat_beteiligte(self) -> bool:
        """Somebody takes part without being a party."""
        return bool(self.beteiligte)

    @property
    def bestaetigungen(self) -> tuple[BestaetigungDerPartei, ...]:
        """Confirmations of the data reconciliation by parties of this contract."""
        parteien = {p.partei: p for p in self.parteien}
        return tuple(
            BestaetigungDerPartei(b.partei, parteien[b.partei], b.am)
            for b in self.datenabgleich.bestaetigungen
            if b.partei in parteien
        )

    @property
    def hat_bestaetigungen(self) -> bool:
        """Both sides have confirmed the data reconciliation."""
        return {b.partei.rolle for b in self.bestaetigungen} == {p.rolle for p in self.parteien}

    @property
    def ist_je_satz(self) -> bool:
        """Rates are rounded one by one."""
        return self.budget.rundung == "je_satz"

    @property
    def ist_gesamtrundung(self) -> bool:
        """The total is rounded."""
        return self.budget.rundung == "gesamtbetrag"

    @property
    def hat_rumpfjahr(self) -> bool:
        """The first budget year is shorter than a year."""
        return self.budget.rumpfjahr is not None

    @property
    def ist_rumpfjahr_nach_monaten(self) -> bool:
        """Part year in twelfths."""
        return self.budget.rumpfjahr is not None and self.budget.rumpfjahr.methode == "monate"

    @property
    def ist_rumpfjahr_nach_tagen(self) -> bool:
        """Part year in days."""
        return self.budget.rumpfjahr is not None and self.budget.rumpfjahr.methode == "tage"

    @property
    def ist_flexibel(self) -> bool:
        """Adjustment without fixed threshold."""
        return self.anpassung.typ == "flexibel_ohne_grenzwert"

    @property
    def ist_korridor(self) -> bool:
        """Adjustment beyond a corridor, and the corridor is stated."""
        return self.anpassung.typ == "korridor" and self.anpassung.korridor is not None

    @property
    def ist_gesamte_abweichung(self) -> bool:
        """Beyond the corridor the whole deviation counts."""
        return self.anpassung.korridor is not None and self.anpassung.korridor.wirkung == "gesamte_abweichung"

    @property
    def hat_externe_kostentraeger(self) -> bool:
        """Some people have another Kostenträger."""
        return bool(self.personenkreis.externe_kostentraeger)

    @property
    def teilleistungstypen(self) -> tuple[Leistungstyp, ...]:
        """Leistungstypen of which only a part is in the budget."""
        return tuple(lt for lt in self.leistungspaket if lt.teil is not None)

    @property
    def hat_teilleistungstyp(self) -> bool:
        """Some Leistungstyp is only partly in the budget."""
        return bool(self.teilleistungstypen)

    @property
    def hat_verrechnung(self) -> bool:
        """Interim instalments are settled once the rate is known."""
        return self.fortschreibung.zwischenregelung == "vorjahresrate_mit_verrechnung"

    @property
    def umfasst_region(self) -> bool:
        """Other residents of the region are included."""
        return self.personenkreis.umfang == "leistungsberechtigte_der_region"

    @property
    def ist_elektronisch(self) -> bool:
        """Signed with qualified electronic signatures."""
        return self.unterzeichnung.form == "qualifizierte_elektronische_form"

    @property
    def ziele_mit_indikator(self) -> tuple[Ziel, ...]:
        """Goals whose indicator is fixed."""
        return tuple(z for z in self.ziele if z.indikator is not None)

    @property
    def ziele_ohne_indikator(self) -> tuple[Ziel, ...]:
        """Goals whose indicator waits for a workshop."""
        return tuple(z for z in self.ziele if z.indikator is None)

    @property
    def hat_offene_indikatoren(self) -> bool:
        """Some indicator waits for a workshop."""
        return bool(self.ziele_ohne_indikator)

    @property
    def hat_beteiligungsergebnis(self) -> bool:
        """The representatives were heard and the result is recorded."""
        return self.beteiligung.beteiligt_am is not None and self.beteiligung.ergebnis is not None
