"""A file with tracked changes is held against both versions as a reader has it, before it leaves (VV-03)."""

from __future__ import annotations

from checks.kontext import Schriftstueck
from checks.regeln.vergleich import vv_03
from generator.vergleich.aenderungssatz import Vergleichsseite
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.unverfolgt import Spurvorlage
from vertragswerk.werk import Ergebnis

from .einzelpruefung import first_finding


def prove_spur(ergebnis: Ergebnis, spur: Spurvorlage, neu: Vergleichsseite) -> None:
    """Raise Spurfehler unless the finished file says the first and the last version and every change says who made it."""
    stueck = Schriftstueck("vergleich", neu.dokument, neu.stellen, spur=spur)
    erster = first_finding(ergebnis, stueck, vv_03)
    if erster is not None:
        raise Spurfehler(
            f"Die Datei mit verfolgten Änderungen ist nicht geschrieben ({erster.code}): {erster.meldung} "
            "Das ist ein Fehler des Programms: Bitte melden Sie ihn."
        )
