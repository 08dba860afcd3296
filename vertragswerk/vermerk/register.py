"""The registers of the Vermerk: every cited norm and every defined term with the places where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from checks.dokumentindex import Dokumentindex, index_dokument
from corpus.norm import Norm, NormFehler
from generator.tree import Abschnitt
from vertragswerk.schriftteile import make_section, make_table, natural
from vertragswerk.werk import Ergebnis

Ortsindex: TypeAlias = tuple[str, Dokumentindex]
"""What stands before the places of a document, and its index."""


def norms(indizes: Sequence[Ortsindex], wort: str) -> Abschnitt:
    """Return the norms in the order of their laws, each with its places."""
    orte: dict[str, dict[str, None]] = {}
    for davor, index in indizes:
        for zitat, stelle in index.zitate:
            orte.setdefault(zitat.kanonisch, {})[davor + _printed(index, stelle.anker)] = None
    zeilen = [(_written_out(norm), ", ".join(o)) for norm, o in sorted(orte.items(), key=lambda e: _by_law(e[0]))]
    if not zeilen:
        return make_section("normenregister", "Normenregister", f"Der {wort} zitiert keine Vorschrift.")
    return make_section(
        "normenregister",
        "Normenregister",
        f"Diese Vorschriften nennt der {wort}; ob sie gelten, sagt der Befehl „vertragswerk norm“.",
        make_table("normen", "Vorschriften und Fundstellen", (("Vorschrift", 36), ("Fundstellen", 64)), zeilen),
    )


def terms(indizes: Sequence[Ortsindex], wort: str) -> Abschnitt:
    """Return the terms that the contract defines, each with the place of its definition."""
    zeilen = [
        (begriff.text, davor + _printed(index, stelle.anker))
        for davor, index in indizes
        for begriff, stelle in index.begriffe
    ]
    if not zeilen:
        return make_section("begriffsregister", "Begriffsregister", f"Der {wort} bestimmt keinen Begriff.")
    zeilen.sort(key=lambda z: (natural(z[0]), z[1]))
    return make_section(
        "begriffsregister",
        "Begriffsregister",
        f"Diese Begriffe bestimmt der {wort} an der genannten Stelle.",
        make_table("begriffe", "Bestimmte Begriffe", (("Begriff", 50), ("Bestimmt in", 50)), zeilen),
    )


def index_documents(ergebnis: Ergebnis) -> list[Ortsindex]:
    """Return the index of each document, with what tells its places from those of the contract itself."""
    return [
        (f"{stueck.dokument.kopf.titel}, " if nummer else "", index_dokument(stueck.dokument, stueck.places))
        for nummer, stueck in enumerate(ergebnis.pruefling.schriftstuecke)
        if stueck.dokument is not None
    ]


def _printed(index: Dokumentindex, anker: str) -> str:
    return index.fundstelle(anker) or "Rubrum"


def _written_out(kanonisch: str) -> str:
    """Return the citation with its units in full; several at once (`§§ 187 bis 193 BGB`) have none to write out."""
    try:
        return Norm.parse(kanonisch).format("mittel")
    except NormFehler:
        return kanonisch


def _by_law(kanonisch: str) -> tuple[object, ...]:
    """Return the key that brings the norms of a law together: its name stands behind the place."""
    worte = kanonisch.split()
    stelle = next((n for n, w in enumerate(worte) if n > 1 and w[:1].isupper() and not w.endswith(".")), len(worte))
    return (natural(" ".join(worte[stelle:])), natural(" ".join(worte[:stelle]).replace("§§", "§")))
