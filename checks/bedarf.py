"""What a rule needs of a contract: parts (`braucht=(HatBudget,)`), and how the handbook calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    HatSteuerungsgruppe,
    HatUnterzeichnung,
    HatVertragsabweichungen,
    HatZiele,
    HatZielorte,
    HatZusammenarbeit,
)
from contracts.modell.kurzinformation import HatKurzinformation
from contracts.modell.pruefbestaetigung import HatGegenleistungen, HatPruefbestaetigungen
from contracts.modell.vertrag import Vertrag
from contracts.modell.vertragsaenderung import HatAenderung
from contracts.modell.vertragsseiten import HatLeistungstraeger
from contracts.modell.wahlklauseln import HatGrundwahlklauseln, HatWahlklauseln
from contracts.rechnen.berechnung import HatBerechnung

from .spaetteil import Spaetteil

if TYPE_CHECKING:
    from contracts.modell.erprobungsteile import HatErprobung, HatVereinbarungen
    from contracts.modell.modellvorhaben import HatTransformation, HatVerfahren
    from contracts.modell.psychiatrieteile import (
        HatDatenfluesse,
        HatGemeinschaftsdienst,
        HatRegionalbudget,
        HatTeilvertraege,
        HatVerbund,
    )
    from contracts.modell.raumteile import HatSozialraum, HatVersorgungsverpflichtung
    from contracts.rechnen.budgetfall import HatBudgetfall
    from contracts.rechnen.mitgliedschaft import HatSozialraumkonferenz
    from contracts.rechnen.regionalberechnung import HatRegionalberechnung
else:
    # Parts of few kinds, with models and computations of their own that no other contract needs.
    HatErprobung = Spaetteil.of("contracts.modell.erprobungsteile", "HatErprobung", __name__)
    HatVereinbarungen = Spaetteil.of("contracts.modell.erprobungsteile", "HatVereinbarungen", __name__)
    HatTransformation = Spaetteil.of("contracts.modell.modellvorhaben", "HatTransformation", __name__)
    HatVerfahren = Spaetteil.of("contracts.modell.modellvorhaben", "HatVerfahren", __name__)
    HatDatenfluesse = Spaetteil.of("contracts.modell.psychiatrieteile", "HatDatenfluesse", __name__)
    HatGemeinschaftsdienst = Spaetteil.of("contracts.modell.psychiatrieteile", "HatGemeinschaftsdienst", __name__)
    HatRegionalbudget = Spaetteil.of("contracts.modell.psychiatrieteile", "HatRegionalbudget", __name__)
    HatTeilvertraege = Spaetteil.of("contracts.modell.psychiatrieteile", "HatTeilvertraege", __name__)
    HatVerbund = Spaetteil.of("contracts.modell.psychiatrieteile", "HatVerbund", __name__)
    HatSozialraum = Spaetteil.of("contracts.modell.raumteile", "HatSozialraum", __name__)
    HatVersorgungsverpflichtung = Spaetteil.of("contracts.modell.raumteile", "HatVersorgungsverpflichtung", __name__)
    HatBudgetfall = Spaetteil.of("contracts.rechnen.budgetfall", "HatBudgetfall", __name__)
    HatSozialraumkonferenz = Spaetteil.of("contracts.rechnen.mitgliedschaft", "HatSozialraumkonferenz", __name__)
    HatRegionalberechnung = Spaetteil.of("contracts.rechnen.regionalberechnung", "HatRegionalberechnung", __name__)

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
]


NAMEN: dict[type, str] = {
    HatAbweichungen: "Abweichungen vom Vertragsrecht des SGB IX",
    HatAenderung: "Änderungsbefehle",
    HatAnpassung: "Anpassungsklausel",
    HatAusschluesse: "Ausschlüsse",
    HatBerechnung: "Berechnung aus Mengen und Vergütungssätzen",
    HatBeteiligung: "Beteiligung der Interessenvertretung",
    HatDatenabgleich: "Datenabgleich",
    HatErprobung: "Erprobungen und Weiterentwicklungen",
    HatSteuerungsgruppe: "Steuerungsgruppe",
    HatBudget: "Budget aus Mengen und Vergütungssätzen",
    HatBudgetfall: "Fall eines Persönlichen Budgets",
    HatControlling: "Controlling mit Steuerungsfragen",
    HatEvaluation: "Evaluation",
    HatFachkonzept: "Fachkonzept",
    HatFortgeltung: "Regelung zur Fortgeltung der Leistungsvereinbarungen",
    HatFortschreibung: "Fortschreibung",
    HatFua: "Anteil für fallunspezifische Arbeit",
    HatGegenleistungen: "Gegenleistungen",
    HatPruefbestaetigungen: "Prüfbestätigungen",
    HatKurzinformation: "Kurzinformation in einfacher Sprache",
    HatLaufzeit: "Laufzeit",
    HatLeistungstraeger: "Leistungsträger der Eingliederungshilfe",
    HatLeistungspaket: "Leistungspaket",
    HatParteien: "Parteien",
    HatPersonenkreis: "Personenkreis mit Zählung",
    HatUnterzeichnung: "Unterzeichnung",
    HatZiele: "Ziele der Balanced Scorecard",
    HatAuswertung: "Auswertung",
    HatBerichtswesen: "Berichte",
    HatMessziele: "Ziele",
    HatPersonengruppe: "Personenkreis",
    HatRegionalbudget: "Regionalbudget",
    HatRegionalberechnung: "Berechnung eines Regionalbudgets",
    HatSozialraum: "gemeinsamen Sozialraum",
    HatSozialraumkonferenz: "Sozialraumkonferenz",
    HatZielorte: "Ziele",
    HatZusammenarbeit: "Zusammenarbeit, in der Daten weitergegeben werden könnten",
    HatTransformation: "Transformationsplan",
    HatVerbund: "Schnittstelle zum Gemeindepsychiatrischen Verbund",
    HatVereinbarungen: "fortgeltenden Vereinbarungen ohne Mengen",
    HatVersorgungsverpflichtung: "Versorgungsverpflichtung für einen Sozialraum",
    HatDatenfluesse: "Datenflüsse zwischen den Leistungsgesetzen",
    HatGemeinschaftsdienst: "gemeinsamen Dienst",
    HatTeilvertraege: "verbundenen Verträge",
    HatVerfahren: "Meldung und Vorlage eines Modellvorhabens",
    HatGrundwahlklauseln: "Wahlklauseln",
    HatWahlklauseln: "Wahlklauseln der Eingliederungshilfe",
    HatVertragsabweichungen: "Abweichungen nach § 63 Abs. 3 SGB V",
    Vertrag: "Rechtsgrundlagen und Anlagen",
}
"""German name of each part."""


def describe_teil(teil: type) -> str:
    """Return the German name of a part; a kind's own part, which the house does not know, goes by its class."""
    return NAMEN.get(teil, teil.__name__)
