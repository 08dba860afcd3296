"""The kinds of contract: a literal list; one module per kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .vertragsart import HAUPTDOKUMENT, KURZINFORMATION, Dokumentart, Gemeinsam, Pruefangaben, Vertragsart

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

ARTEN: Final[tuple[Vertragsart, ...]] = (
    Vertragsart(
        name="traegerbudget_singulaer",
        titel="Singuläres Trägerbudget (Zielvereinbarung nach § 132 SGB IX)",
        modell="contracts.arten.traegerbudget_singulaer:TraegerbudgetSingulaer",
        dokumente=(Dokumentart(HAUPTDOKUMENT), KURZINFORMATION),
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
            ),
            rollen=(("leistungstraeger", "Leistungsträger"), ("leistungserbringer", "Leistungserbringer")),
            einmalige_rollen=("leistungserbringer",),
            fremder_sinn=("persoenliches_budget", "modellvorhaben"),
        ),
    ),
    Vertragsart(
        name="regionalbudget",
        titel="Regionalbudget (Modellvorhaben nach § 64b SGB V)",
        modell="contracts.arten.regionalbudget:Regionalbudgetvertrag",
        dokumente=(Dokumentart(HAUPTDOKUMENT), KURZINFORMATION),
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
            fremder_sinn=("persoenliches_budget", "traegerbudget"),
        ),
    ),
)


def find_art(name: object, arten: Iterable[Vertragsart] = ARTEN) -> Vertragsart | None:
    """Return the kind of this name, None for an unknown one."""
    return next((art for art in arten if art.name == name), None)


def list_gemeinsames(arten: Iterable[Vertragsart]) -> tuple[Gemeinsam, ...]:
    """Return every kind of joint object that one of the kinds refers to, each once."""
    return tuple({g.name: g for art in arten for g in art.gemeinsames}.values())


__all__ = [
    "ARTEN",
    "HAUPTDOKUMENT",
    "KURZINFORMATION",
    "PARTEIEN",
    "Dokumentart",
    "Gemeinsam",
    "Pruefangaben",
    "Vertragsart",
    "find_art",
    "list_gemeinsames",
]
