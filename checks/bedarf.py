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
    HatDatenfluesse,
    HatErprobung,
    HatEvaluation,
    HatFachkonzept,
    HatFortgeltung,
    HatFortschreibung,
    HatFua,
    HatGemeinschaftsdienst,
    HatLaufzeit,
    HatLeistungspaket,
    HatMessziele,
    HatParteien,
    HatPersonengruppe,
    HatPersonenkreis,
    HatRegionalbudget,
    HatSozialraum,
    HatSteuerungsgruppe,
    HatTeilvertraege,
    HatUnterzeichnung,
    HatVerbund,
    HatVereinbarungen,
    HatVersorgungsverpflichtung,
    HatVertragsabweichungen,
    HatZiele,
    HatZielorte,
    HatZusammenarbeit,
)
from contracts.modell.kurzinformation import HatKurzinformation
from contracts.modell.modellvorhaben import (
    HatTransformation,
    HatVerfahren,
)
from contracts.modell.pruefbestaetigung import HatGegenleistungen, HatPruefbestaetigungen
from contracts.modell.vertrag import Vertrag
from contracts.modell.vertragsaenderung import HatAenderung
from contracts.modell.vertragsseiten import HatLeistungstraeger
from contracts.modell.wahlklauseln import HatGrundwahlklauseln, HatWahlklauseln
from contracts.rechnen.berechnung import HatBerechnung
from contracts.rechnen.budgetfall import HatBudgetfall
from contracts.rechnen.mitgliedschaft import HatSozialraumkonferenz
from contracts.rechnen.regionalberechnung import HatRegionalberechnung

__all__ = [
    "HatAbweichungen",
    "HatAenderung",
    "HatAnpassung",
    "HatAusschluesse",
    "HatAuswertung",
    "HatBerechnung",
    "HatBerichtswesen",
    "HatBeteiligung",
    "HatBudget",
    "HatBudgetfall",
    "HatControlling",
    "HatDatenabgleich",
    "HatDatenfluesse",
    "HatErprobung",
    "HatEvaluation",
    "HatFachkonzept",
    "HatFortgeltung",
    "HatFortschreibung",
    "HatFua",
    "HatGegenleistungen",
    "HatGemeinschaftsdienst",
    "HatGrundwahlklauseln",
    "HatKurzinformation",
    "HatLaufzeit",
    "HatLeistungspaket",
    "HatLeistungstraeger",
    "HatMessziele",
    "HatParteien",
    "HatPersonengruppe",
    "HatPersonenkreis",
    "HatPruefbestaetigungen",
    "HatRegionalberechnung",
    "HatRegionalbudget",
    "HatSozialraum",
    "HatSozialraumkonferenz",
    "HatSteuerungsgruppe",
    "HatTeilvertraege",
    "HatTransformation",
    "HatUnterzeichnung",
    "HatVerbund",
    "HatVereinbarungen",
    "HatVerfahren",
    "HatVersorgungsverpflichtung",
    "HatVertragsabweichungen",
    "HatWahlklauseln",
    "HatZiele",
    "HatZielorte",
    "HatZusammenarbeit",
    "describe_teil",
    "explain_missing",
]


NAMEN: dict[type, tuple[str, str]] = {
    HatAbweichungen: ("keine", "Abweichungen vom Vertragsrecht des SGB IX"),
    HatAenderung: ("keine", "Änderungsbefehle"),
    HatAnpassung: ("keine", "Anpassungsklausel"),
    HatAusschluesse: ("keine", "Ausschlüsse"),
    HatBerechnung: ("keine", "Berechnung aus Mengen und Vergütungssätzen"),
    HatBeteiligung: ("keine", "Beteiligung der Interessenvertretung"),
    HatDatenabgleich: ("keinen", "Datenabgleich"),
    HatErprobung: ("keine", "Erprobungen und Weiterentwicklungen"),
    HatSteuerungsgruppe: ("keine", "Steuerungsgruppe"),
    HatBudget: ("kein", "Budget aus Mengen und Vergütungssätzen"),
    HatBudgetfall: ("keinen", "Fall eines Persönlichen Budgets"),
    HatControlling: ("kein", "Controlling mit Steuerungsfragen"),
    HatEvaluation: ("keine", "Evaluation"),
    HatFachkonzept: ("kein", "Fachkonzept"),
    HatFortgeltung: ("keine", "Regelung zur Fortgeltung der Leistungsvereinbarungen"),
    HatFortschreibung: ("keine", "Fortschreibung"),
    HatFua: ("keinen", "Anteil für fallunspezifische Arbeit"),
    HatGegenleistungen: ("keine", "Gegenleistungen"),
    HatPruefbestaetigungen: ("keine", "Prüfbestätigungen"),
    HatKurzinformation: ("keine", "Kurzinformation in einfacher Sprache"),
    HatLaufzeit: ("keine", "Laufzeit"),
    HatLeistungstraeger: ("keinen", "Leistungsträger der Eingliederungshilfe"),
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
    HatSozialraum: ("keinen", "gemeinsamen Sozialraum"),
    HatSozialraumkonferenz: ("keine", "Sozialraumkonferenz"),
    HatZielorte: ("keine", "Ziele"),
    HatZusammenarbeit: ("keine", "Zusammenarbeit, in der Daten weitergegeben werden könnten"),
    HatTransformation: ("keinen", "Transformationsplan"),
    HatVerbund: ("keine", "Schnittstelle zum Gemeindepsychiatrischen Verbund"),
    HatVereinbarungen: ("keine", "fortgeltenden Vereinbarungen ohne Mengen"),
    HatVersorgungsverpflichtung: ("keine", "Versorgungsverpflichtung für einen Sozialraum"),
    HatDatenfluesse: ("keine", "Datenflüsse zwischen den Leistungsgesetzen"),
    HatGemeinschaftsdienst: ("keinen", "gemeinsamen Dienst"),
    HatTeilvertraege: ("keine", "verbundenen Verträge"),
    HatVerfahren: ("keine", "Meldung und Vorlage eines Modellvorhabens"),
    HatGrundwahlklauseln: ("keine", "Wahlklauseln"),
    HatWahlklauseln: ("keine", "Wahlklauseln der Eingliederungshilfe"),
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
