"""The kinds of contract: a literal list; one module per kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from .vertragsart import (
    HAUPT,
    HAUPTDOKUMENT,
    KURZINFORMATION,
    Dokumentart,
    Gemeinsam,
    Pruefangaben,
    Risiko,
    Uebernahme,
    Vertragsart,
    Vorgangsort,
    Vorgangswort,
)

PARTEIEN: Final = Gemeinsam(
    name="partei",
    feld="parteien",
    verweis="partei",
    ort="parteien/{}.yaml",
    modell="contracts.modell.partei:Partei",
    bezeichnung=("die Partei", "der Partei"),
    beispiel="land",
    eigene=("partei", "rolle", "kurzbezeichnung"),
)
"""Parties: each contract says how it calls them and which part they play, the rest stands once in the repository."""

SOZIALRAUM: Final = (
    Gemeinsam(
        name="sozialraum",
        feld="sozialraum",
        verweis="sozialraum",
        ort="sozialraeume/{}/sozialraum.yaml",
        modell="contracts.modell.sozialraum:Sozialraum",
        bezeichnung=("der Sozialraum", "des Sozialraums"),
        beispiel="musterhaven",
        ist_liste=False,
        klauseln="sozialraeume/{}/klauseln",
    ),
    replace(PARTEIEN, feld="sozialraum.budgetnehmer", eigene=(), nur=("name",)),
    replace(PARTEIEN, feld="sozialraum.konferenz.mitglieder", eigene=(), nur=("name",)),
)
"""The Sozialraum, and the parties its file names: who has a party file has its name only there."""

GRUNDTEXT: Final = Gemeinsam(
    name="grundtext",
    feld="grundtext",
    verweis="grundtext",
    ort="grundtexte/{}.yaml",
    modell="contracts.modell.vertragsaenderung:Grundtext",
    bezeichnung=("der Grundtext", "des Grundtextes"),
    beispiel="g3f9a1c2b7d4e",
    ist_liste=False,
)
"""The wording that an amendment changes; amendments of one contract share it, what one makes of it is what the next one changes."""

ARTEN: Final[tuple[Vertragsart, ...]] = (
    Vertragsart(
        name="traegerbudget_singulaer",
        titel="Singuläres Trägerbudget (Zielvereinbarung nach § 132 SGB IX)",
        modell="contracts.arten.traegerbudget_singulaer:TraegerbudgetSingulaer",
        dokumente=(HAUPT, KURZINFORMATION),
        gemeinsames=(PARTEIEN,),
        werte="contracts.arten.traegerbudget_vorlage:compute_werte",
        pruefangaben=Pruefangaben(
            bezeichnung="Trägerbudget",
            norm="§ 132 SGB IX",
            norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
            fremde=(
                "Sozialraumbudget",
                "sozialraumorientiertes Trägerbudget",
                "Regionalbudget",
                "Persönliches Budget",
                "Bescheid",
            ),
            schluesselbegriffe=(
                "Budget",
                "Leistungsfall",
                "Leistungsumfang",
                "Hilfebedarfsgruppe",
                "fallunspezifische Arbeit",
                "externer Kostenträger",
                "Referenzjahr",
                "Stichtag",
                "Sozialraum",
                "Personenkreis",
                "Leistungspaket",
                "Leistungsvolumen",
                "komplexer Unterstützungsbedarf",
                "Balanced Scorecard",
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Leistungserbringer")),
            einmalige_rollen=("leistungserbringer",),
            fremder_sinn=("budget_der_person", "modellvorhaben"),
            beginne=(date(2025, 1, 1),),
        ),
    ),
    Vertragsart(
        name="regionalbudget",
        titel="Regionalbudget (Modellvorhaben nach § 64b SGB V)",
        modell="contracts.arten.regionalbudget:Regionalbudgetvertrag",
        dokumente=(HAUPT, KURZINFORMATION),
        gemeinsames=(PARTEIEN,),
        werte="contracts.arten.regionalbudget_vorlage:compute_jahreswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Regionalbudget",
            norm="§ 64b SGB V",
            norm_muster=r"§§? 64b\b[^;]*?(SGB V\b|Fünften Buch)",
            fremde=("Trägerbudget", "Sozialraumbudget", "Persönliches Budget", "Bescheid"),
            schluesselbegriffe=(
                "Budget",
                "Basisjahr",
                "behandelte Person",
                "Monatsrate",
                "Erlöse",
                "aufsuchende Behandlung",
                "Vollbetrieb",
                "Stichtag",
            ),
            rollen=(("krankenhaustraeger", "Krankenhausträger"), ("krankenkasse", "Krankenkassen")),
            einmalige_rollen=("krankenhaustraeger",),
            ist_einstimmig=False,
            fremder_sinn=("budget_der_person", "traegerbudget"),
        ),
    ),
    Vertragsart(
        name="zielvereinbarung_132",
        titel="Abweichende Zielvereinbarung nach § 132 SGB IX ohne Budget",
        modell="contracts.arten.zielvereinbarung_132:Zielvereinbarung132",
        dokumente=(HAUPT, KURZINFORMATION),
        gemeinsames=(PARTEIEN,),
        werte="contracts.arten.vorlagenwerte:compute_halbjahreswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Zielvereinbarung",
            norm="§ 132 SGB IX",
            norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
            fremde=("Trägerbudget", "Sozialraumbudget", "Regionalbudget", "Bescheid"),
            schluesselbegriffe=(
                "Leistungspaket",
                "Personenkreis",
                "Vorhaben",
                "Sozialraum",
                "Stichtag",
                "Landesrahmenvertrag",
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Leistungserbringer")),
            fremder_sinn=("budget_der_person", "modellvorhaben"),
            einmalige_rollen=("leistungserbringer",),
        ),
    ),
    Vertragsart(
        name="psychiatriebudget",
        titel="Psychiatriebudget aus beiden SGB (Rahmen über Verträge nach § 64b SGB V und § 132 SGB IX)",
        modell="contracts.arten.psychiatriebudget:Psychiatriebudget",
        dokumente=(HAUPT, KURZINFORMATION),
        gemeinsames=(PARTEIEN,),
        werte="contracts.arten.vorlagenwerte:compute_halbjahreswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Psychiatriebudget",
            norm="§ 53 SGB X",
            norm_muster=r"§§? 53\b[^;]*?(SGB X\b|Zehnten Buch)",
            fremde=("Sozialraumbudget", "Persönliches Budget", "Bescheid"),
            schluesselbegriffe=("Teilvertrag", "Krankenkassen", "Verbund", "Dienst", "Monatsrate"),
            rollen=(
                ("krankenhaustraeger", "Krankenhausträger"),
                ("krankenkasse", "Krankenkassen"),
                ("leistungstraeger", "Leistungsträger"),
                ("leistungserbringer", "Leistungserbringer"),
            ),
            einmalige_rollen=("krankenhaustraeger", "leistungstraeger"),
            ist_einstimmig=False,
            risiko=Risiko("experimentell"),
        ),
    ),
    Vertragsart(
        name="traegerbudget_sozialraum",
        titel="Sozialraumorientiertes Trägerbudget (Budgetvertrag nach § 132 SGB IX)",
        modell="contracts.arten.traegerbudget_sozialraum:TraegerbudgetSozialraum",
        dokumente=(HAUPT, KURZINFORMATION),
        gemeinsames=(PARTEIEN, *SOZIALRAUM),
        uebernahmen=(
            Uebernahme("laufzeit.beginn", "sozialraum.budgetnehmer[vertrag=kennung].beginn"),
            Uebernahme("laufzeit.ende", "sozialraum.kooperation.ende"),
        ),
        werte="contracts.arten.sozialraum_vorlage:compute_budgetvertragswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Trägerbudget",
            norm="§ 132 SGB IX",
            norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
            fremde=("singuläres Trägerbudget", "Sozialraumbudget", "Regionalbudget", "Persönliches Budget", "Bescheid"),
            schluesselbegriffe=(
                "Budget",
                "Leistungsfall",
                "Leistungsumfang",
                "Hilfebedarfsgruppe",
                "fallunspezifische Arbeit",
                "externer Kostenträger",
                "Referenzjahr",
                "Sozialraum",
                "Sozialraumkonferenz",
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Budgetnehmer")),
            fremder_sinn=("budget_der_person", "modellvorhaben"),
            beginne=(date(2026, 4, 1), date(2026, 10, 1)),
        ),
    ),
    Vertragsart(
        name="kooperationsvereinbarung",
        titel="Kooperationsvereinbarung eines Sozialraums mit Sozialraumkonferenz",
        modell="contracts.arten.kooperationsvereinbarung:Kooperationsvereinbarung",
        dokumente=(
            HAUPT,
            KURZINFORMATION,
            Dokumentart("geschaeftsordnung", "Geschäftsordnung der Sozialraumkonferenz"),
            Dokumentart("einladung", "Einladung zur Sozialraumkonferenz", "konferenztermine", "termin", "am {}"),
            Dokumentart(
                "niederschrift", "Niederschrift der Sozialraumkonferenz", "konferenztermine", "termin", "vom {}"
            ),
        ),
        gemeinsames=(PARTEIEN, *SOZIALRAUM),
        uebernahmen=(
            Uebernahme("laufzeit.beginn", "sozialraum.kooperation.beginn"),
            Uebernahme("laufzeit.ende", "sozialraum.kooperation.ende"),
        ),
        werte="contracts.arten.kooperationsvorlage:compute_kooperationswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Kooperationsvereinbarung",
            norm="§ 132 SGB IX",
            norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
            fremde=("singuläres Trägerbudget", "Sozialraumbudget", "Regionalbudget", "Persönliches Budget", "Bescheid"),
            schluesselbegriffe=(
                "Sozialraum",
                "Sozialraumkonferenz",
                "Budgetvertrag",
                "Budgetnehmer",
                "gemeinsames Ziel",
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Budgetnehmer")),
            fremder_sinn=("budget_der_person", "modellvorhaben"),
        ),
    ),
    Vertragsart(
        name="sozialraumbudget",
        titel="Sozialraumbudget mit Versorgungsverpflichtung (Vertrag nach § 132 SGB IX)",
        modell="contracts.arten.sozialraumbudget:Sozialraumbudget",
        dokumente=(HAUPT, KURZINFORMATION),
        klauseln_von=("traegerbudget_sozialraum",),
        gemeinsames=(PARTEIEN, *SOZIALRAUM),
        uebernahmen=(
            Uebernahme("laufzeit.beginn", "sozialraum.budgetnehmer[vertrag=kennung].beginn"),
            Uebernahme("laufzeit.ende", "sozialraum.kooperation.ende"),
        ),
        werte="contracts.arten.vorlagenwerte:compute_halbjahreswerte",
        pruefangaben=Pruefangaben(
            bezeichnung="Sozialraumbudget",
            norm="§ 132 SGB IX",
            norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
            fremde=("singuläres Trägerbudget", "Regionalbudget", "Persönliches Budget", "Bescheid"),
            schluesselbegriffe=(
                "Budget",
                "Leistungsfall",
                "Leistungsumfang",
                "Hilfebedarfsgruppe",
                "fallunspezifische Arbeit",
                "externer Kostenträger",
                "Referenzjahr",
                "Sozialraum",
                "Sozialraumkonferenz",
                "Versorgungsverpflichtung",
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Budgetnehmer")),
            fremder_sinn=("budget_der_person", "modellvorhaben"),
            risiko=Risiko("nicht im Projekt", ist_zu_bestaetigen=True),
        ),
    ),
    Vertragsart(
        name="aenderungsvereinbarung",
        titel="Änderungsvereinbarung zu einem Vertrag des Bestands",
        modell="contracts.arten.aenderungsvereinbarung:Aenderungsvereinbarung",
        dokumente=(HAUPT, Dokumentart("lesefassung", "Lesefassung"), Dokumentart("synopse", "Synopse")),
        gemeinsames=(PARTEIEN, GRUNDTEXT, replace(GRUNDTEXT, feld="lesefassung")),
        angelegt_durch="aendern",
    ),
    Vertragsart(
        name="persoenliches_budget",
        titel="Persönliches Budget: ein Fall mit allen Schriftstücken (§ 29 SGB IX)",
        modell="contracts.arten.persoenliches_budget:PersoenlichesBudget",
        werte="contracts.arten.vorlagenwerte:compute_halbjahreswerte",
        dokumente=(
            HAUPT,
            Dokumentart("antragsprotokoll", "Antragsprotokoll"),
            Dokumentart("weiterleitung", "Weiterleitung Ihres Antrags auf ein Persönliches Budget"),
            Dokumentart("anforderung", "Anforderung einer Stellungnahme", "anforderungen", "a", "({})"),
            Dokumentart("stellungnahme", "Stellungnahme zum Persönlichen Budget", "anforderungen", "a", "({})"),
            Dokumentart("einladung", "Einladung zur Budgetkonferenz"),
            Dokumentart("niederschrift", "Niederschrift der Budgetkonferenz"),
            Dokumentart("zielvereinbarung", "Zielvereinbarung zum Persönlichen Budget"),
            Dokumentart("bescheid", "Bescheid über ein Persönliches Budget"),
            Dokumentart("erlaeuterung", "Ihr Persönliches Budget in einfacher Sprache"),
            Dokumentart("nachweis", "Nachweis zum Persönlichen Budget", "nachweise", "n", "({})"),
            Dokumentart("kuendigung", "Kündigung der Zielvereinbarung"),
            Dokumentart("aufhebung", "Aufhebung des Bescheides über ein Persönliches Budget"),
            Dokumentart("rueckforderung", "Rückforderung überzahlter Beträge"),
            Dokumentart("widerspruchsbescheid", "Widerspruchsbescheid"),
        ),
        ort=Vorgangsort("faelle", "fall.yaml"),
        wort=Vorgangswort("Fall", "Falles"),
        ist_vertraulich=True,
        pruefangaben=Pruefangaben(
            bezeichnung="Persönliches Budget",
            norm="§ 29 SGB IX",
            norm_muster=r"§§? (29|17)\b[^;]*?(SGB IX|Neunten Buch)",
            fremde=("Trägerbudget", "Sozialraumbudget", "Regionalbudget"),
            fremder_sinn=("vertrag_mit_leistungserbringer", "modellvorhaben"),
        ),
    ),
)


def find_art(name: object, arten: Iterable[Vertragsart] = ARTEN) -> Vertragsart | None:
    """Return the kind of this name, None for an unknown one."""
    return next((art for art in arten if art.name == name), None)


def list_gemeinsames(arten: Iterable[Vertragsart]) -> tuple[Gemeinsam, ...]:
    """Return every kind of joint object that one of the kinds refers to, each once: as the contract itself names it."""
    erste: dict[str, Gemeinsam] = {}
    for art in arten:
        for gemeinsam in art.gemeinsames:
            erste.setdefault(gemeinsam.name, gemeinsam)
    return tuple(erste.values())


def list_orte(arten: Iterable[Vertragsart]) -> tuple[Vorgangsort, ...]:
    """Return the places where contracts of these kinds lie, each once."""
    return tuple(dict.fromkeys(art.ort for art in arten))


__all__ = [
    "ARTEN",
    "GRUNDTEXT",
    "HAUPTDOKUMENT",
    "KURZINFORMATION",
    "PARTEIEN",
    "SOZIALRAUM",
    "Dokumentart",
    "Gemeinsam",
    "Pruefangaben",
    "Risiko",
    "Uebernahme",
    "Vertragsart",
    "Vorgangsort",
    "Vorgangswort",
    "find_art",
    "list_gemeinsames",
    "list_orte",
]
