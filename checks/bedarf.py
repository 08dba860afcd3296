"""What a rule needs of a contract: parts (`braucht=(HatBudget,)`), and how a report says that one is missing."""

from __future__ import annotations

from contracts.modell.faehigkeiten import (
    HatAbweichungen,
    HatAnpassung,
    HatAusschluesse,
    HatAuswertung,
    HatBerichtswesen,
    HatBeteiligung,
    HatBudget,
    HatControlling,
    HatDatenabgleich,
    HatEvaluation,
    HatFachkonzept,
    HatFortgeltung,
    HatFortschreibung,
    HatFua,
    HatLaufzeit,
    HatLeistungspaket,
    HatMessziele,
    HatParteien,
    HatPersonengruppe,
    HatPersonenkreis,
    HatRegionalbudget,
    HatSteuerungsgruppe,
    HatTransformation,
    HatUnterzeichnung,
    HatVerbund,
    HatVerfahren,
    HatVertragsabweichungen,
    HatZiele,
)
from contracts.modell.vertrag import Vertrag
from contracts.rechnen.berechnung import HatBerechnung
from contracts.rechnen.regionalberechnung import HatRegionalberechnung

__all__ = [
    "HatAbweichungen",
    "HatAnpassung",
    "HatAusschluesse",
    "HatAuswertung",
    "HatBerechnung",
    "HatBerichtswesen",
    "HatBeteiligung",
    "HatBudget",
    "HatControlling",
    "HatDatenabgleich",
    "HatEvaluation",
    "HatFachkonzept",
    "HatFortgeltung",
    "HatFortschreibung",
    "HatFua",
    "HatLaufzeit",
    "HatLeistungspaket",
    "HatMessziele",
    "HatParteien",
    "HatPersonengruppe",
    "HatPersonenkreis",
    "HatRegionalberechnung",
    "HatRegionalbudget",
    "HatSteuerungsgruppe",
    "HatTransformation",
    "HatUnterzeichnung",
    "HatVerbund",
    "HatVerfahren",
    "HatVertragsabweichungen",
    "HatZiele",
    "describe_teil",
    "explain_missing",
]


NAMEN: dict[type, tuple[str, str]] = {
    HatAbweichungen: ("keine", "Abweichungen vom Vertragsrecht des SGB IX"),
    HatAnpassung: ("keine", "Anpassungsklausel"),
    HatAusschluesse: ("keine", "Ausschlüsse"),
    HatBerechnung: ("keine", "Berechnung aus Mengen und Vergütungssätzen"),
    HatBeteiligung: ("keine", "Beteiligung der Interessenvertretung"),
    HatDatenabgleich: ("keinen", "Datenabgleich"),
    HatSteuerungsgruppe: ("keine", "Steuerungsgruppe"),
    HatBudget: ("kein", "Budget aus Mengen und Vergütungssätzen"),
    HatControlling: ("kein", "Controlling mit Steuerungsfragen"),
    HatEvaluation: ("keine", "Evaluation"),
    HatFachkonzept: ("kein", "Fachkonzept"),
    HatFortgeltung: ("keine", "Regelung zur Fortgeltung der Leistungsvereinbarungen"),
    HatFortschreibung: ("keine", "Fortschreibung"),
    HatFua: ("keinen", "Anteil für fallunspezifische Arbeit"),
    HatLaufzeit: ("keine", "Laufzeit"),
    HatLeistungspaket: ("kein", "Leistungspaket"),
    HatParteien: ("keine", "Parteien"),
    HatPersonenkreis: ("keinen", "Personenkreis mit Zählung"),
    HatUnterzeichnung: ("keine", "Unterzeichnung"),
    HatZiele: ("keine", "Ziele der Balanced Scorecard"),
    HatAuswertung: ("keine", "Auswertung"),
    HatBerichtswesen: ("keine", "Berichte"),
    HatMessziele: ("keine", "Ziele"),
    HatPersonengruppe: ("keinen", "Personenkreis"),
    HatRegionalbudget: ("kein", "Regionalbudget"),
    HatRegionalberechnung: ("keine", "Berechnung eines Regionalbudgets"),
    HatTransformation: ("keinen", "Transformationsplan"),
    HatVerbund: ("keine", "Schnittstelle zum Gemeindepsychiatrischen Verbund"),
    HatVerfahren: ("keine", "Meldung und Vorlage eines Modellvorhabens"),
    HatVertragsabweichungen: ("keine", "Abweichungen nach § 63 Abs. 3 SGB V"),
    Vertrag: ("keine", "Rechtsgrundlagen und Anlagen"),
}
"""German name of each part, with the article that denies it; what every contract has is missing only where it is none."""


def describe_teil(teil: type) -> str:
    """Return the German name of a part; a kind's own part, which the house does not know, goes by its class."""
    return NAMEN[teil][1] if teil in NAMEN else teil.__name__


def explain_missing(teil: type) -> str:
    """Return the sentence that says why a rule does not apply: “Der Vertrag hat kein Budget.”."""
    if teil not in NAMEN:
        return f"Der Vertrag hat den Teil „{teil.__name__}“ nicht."
    return f"Der Vertrag hat {' '.join(NAMEN[teil])}."
