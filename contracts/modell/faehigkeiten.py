"""What a contract can have: one base per part, so that rules, clauses and kinds name the part they need and nothing else.

A kind of contract inherits the bases of its parts. Each carries exactly its fields and the properties that read them alone;
what reads two parts stands at the kind, what computes figures in `rechnen`.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from ..position import Pfad
from ..sichtbar import sichtbar
from .budget import (
    Abweichung,
    Anpassung,
    Budget,
    Datenabgleich,
    FallunspezifischeArbeit,
    Fortschreibung,
    Investitionen,
)
from .controlling import Auswertung, Berichtswesen, Controlling, Evaluation
from .gremium import Beteiligung, Organisationsentwicklung, Steuerungsgruppe
from .laufzeit import Laufzeit
from .leistung import Ausschluss, Leistungstyp, Personengruppe, Personenkreis, Rahmenvertrag
from .partei import Partei, Unterzeichnung
from .parteinamen import parties_of
from .typen import Absatztext, Basis, Wahrheit
from .ziel import Abweichungsgrund, Fachkonzept, Messziel, Ziel
from .zielsammlung import Zielsammlung


class HatParteien(Basis):
    """Two sides and more agree; every text of the contract may name them."""

    parteien: Annotated[tuple[Partei, ...], Field(min_length=2, max_length=12)]
    """Vertragsparteien."""

    @model_validator(mode="wrap")
    @classmethod
    def _name_parties(cls, daten: Any, weiter: ModelWrapValidatorHandler[Self]) -> Self:
        with parties_of(daten):
            return weiter(daten)

    @property
    @sichtbar
    def ist_erfunden(self) -> bool:
        """Some party is made up, so that every document must say so."""
        return any(p.ist_fiktiv for p in self.parteien)


class HatLaufzeit(Basis):
    """Runs from a first to a last day."""

    laufzeit: Laufzeit
    """Laufzeit und Kündigung."""


class HatUnterzeichnung(Basis):
    """Is signed."""

    unterzeichnung: Unterzeichnung
    """Form und Unterschriften."""


class HatRahmenvertrag(Basis):
    """Rests on a Landesrahmenvertrag."""

    rahmenvertrag: Rahmenvertrag
    """Landesrahmenvertrag, auf den sich die Vereinbarungen der Leistungstypen beziehen."""


class HatPersonengruppe(Basis):
    """Is made for a group of people, determined at a day."""

    personenkreis: Personengruppe
    """Personen, für die der Vertrag gilt."""


class HatPersonenkreis(HatPersonengruppe):
    """Serves a circle of people."""

    personenkreis: Personenkreis
    """Personen im Budget."""


class HatLeistungspaket(Basis):
    """Bundles Leistungstypen."""

    leistungspaket: Annotated[tuple[Leistungstyp, ...], Field(min_length=1, max_length=12)]
    """Leistungstypen im Budget."""
    begruendung_leistungspaket: Absatztext | None = None
    """Warum das Leistungspaket von den vier Leistungstypen des Projekts abweicht."""

    @property
    @sichtbar
    def teilleistungstypen(self) -> tuple[Leistungstyp, ...]:
        """Leistungstypen of which only a part is in the budget."""
        return tuple(lt for lt in self.leistungspaket if lt.teil is not None)

    @property
    @sichtbar
    def hat_gleiche_merkmale(self) -> bool:
        """The agreements of all Leistungstypen settle the same features, so that one sentence says it."""
        return len({frozenset(lt.vereinbarung.leistungsmerkmale) for lt in self.leistungspaket}) == 1

    @property
    @sichtbar
    def gleiche_merkmale(self) -> tuple[str, ...]:
        """Features of the first agreement; those of all where they are the same."""
        return self.leistungspaket[0].vereinbarung.merkmale

    @property
    @sichtbar
    def hat_teilleistungstyp(self) -> bool:
        """Some Leistungstyp is only partly in the budget."""
        return bool(self.teilleistungstypen)


class HatFortgeltung(Basis):
    """Says whether the agreements of its Leistungstypen go on."""

    hat_fortgeltung_der_leistungsvereinbarungen: Wahrheit
    """Ob die Vereinbarungen der Leistungstypen nebeneinander fortgelten."""


class HatAusschluesse(Basis):
    """Says what is not in the budget."""

    ausgeschlossen: Annotated[tuple[Ausschluss, ...], Field(min_length=1)]
    """Was nicht im Budget ist."""


class HatAbweichungen(Basis):
    """May depart from the ordinary law of agreements."""

    abweichungen: tuple[Abweichung, ...]
    """Abweichungen vom Vertragsrecht der §§ 123 bis 129 SGB IX."""

    @property
    @sichtbar
    def hat_abweichungen(self) -> bool:
        """The contract departs from the ordinary law of agreements."""
        return bool(self.abweichungen)


class HatDatenabgleich(Basis):
    """Rests on a reconciliation of data."""

    datenabgleich: Datenabgleich
    """Beidseitiger Datenabgleich."""


class HatBudget(Basis):
    """Has a budget."""

    budget: Budget
    """Budget und Zahlung."""


class HatFua(Basis):
    """Sets a share of the budget aside for fallunspezifische Arbeit."""

    fua: FallunspezifischeArbeit
    """Fallunspezifische Arbeit."""


class HatFortschreibung(Basis):
    """Carries its budget forward each year."""

    fortschreibung: Fortschreibung
    """Jährliche Fortschreibung."""


class HatAnpassung(Basis):
    """Has an adjustment clause."""

    anpassung: Anpassung
    """Anpassungsklausel."""


class HatInvestitionen(Basis):
    """Says how investment needs are met."""

    investitionen: Investitionen
    """Investitionen."""


class HatFachkonzept(Basis):
    """Rests on a Fachkonzept."""

    fachkonzept: Fachkonzept
    """Fachkonzept."""


class HatZielorte(Basis):
    """Has goals that are measured, wherever they stand."""

    @property
    def zielorte(self) -> tuple[tuple[Pfad, Messziel], ...]:
        """Every goal with its place in the data; a part that has goals adds its own."""
        return ()


class HatMessziele(Zielsammlung, HatZielorte):
    """Agrees on goals that are measured."""

    ziele: Annotated[tuple[Messziel, ...], Field(min_length=1, max_length=30)]
    """Ziele."""

    @property
    def zielorte(self) -> tuple[tuple[Pfad, Messziel], ...]:
        """The goals of the contract itself, and those of its other parts."""
        return (*((("ziele", n), z) for n, z in enumerate(self.ziele)), *super().zielorte)


class HatZielbindung(Basis):
    """Says whether its goals are part of the contract."""

    sind_ziele_vertragsbestandteil: Wahrheit
    """Ob die Ziele Vertragsbestandteil sind."""


class HatZiele(HatZielbindung, HatMessziele):
    """Agrees on the goals of a Balanced Scorecard."""

    ziele: Annotated[tuple[Ziel, ...], Field(min_length=1, max_length=30)]
    """Ziele der Balanced Scorecard."""
    nicht_vereinbarte_projektziele: tuple[Abweichungsgrund, ...] = ()
    """Begründungen, warum Ziele des Projekts nicht vereinbart sind."""

    @property
    def verfolgte_ziele(self) -> tuple[Ziel, ...]:
        """All goals that are pursued: those agreed here, and joint ones that stand elsewhere."""
        return self.ziele


class HatBerichtswesen(Basis):
    """Reports at fixed days."""

    controlling: Berichtswesen
    """Kennzahlen und Berichte."""


class HatControlling(HatBerichtswesen):
    """Is watched by a Controlling."""

    controlling: Controlling
    """Controlling und Berichtswesen."""


class HatSteuerungsgruppe(Basis):
    """Is steered by a body."""

    steuerungsgruppe: Steuerungsgruppe
    """Steuerungsgruppe."""


class HatOrganisationsentwicklung(Basis):
    """Develops the organisation."""

    organisationsentwicklung: Organisationsentwicklung
    """Organisationsentwicklung und Qualifizierung."""


class HatBeteiligung(Basis):
    """Lets entitled persons and their representatives take part."""

    beteiligung: Beteiligung
    """Beteiligung der Leistungsberechtigten und ihrer Interessenvertretung."""


class HatAuswertung(Basis):
    """Is evaluated."""

    evaluation: Auswertung
    """Auswertung."""


class HatEvaluation(HatAuswertung):
    """Is evaluated at the cost of one party."""

    evaluation: Evaluation
    """Evaluation."""


class HatVertragsabweichungen(Basis):
    """May depart from the law of hospital financing and of the health insurers' relations (§ 63 Abs. 3 SGB V)."""

    abweichungen: tuple[Abweichung, ...]
    """Abweichungen von den Vorschriften, von denen § 63 Abs. 3 SGB V eine Abweichung erlaubt."""

    @property
    @sichtbar
    def hat_abweichungen(self) -> bool:
        """The contract departs from the ordinary law."""
        return bool(self.abweichungen)


class HatZusammenarbeit(Basis):
    """Brings bodies together between which data about people could pass."""
