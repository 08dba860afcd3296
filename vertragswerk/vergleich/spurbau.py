"""A file with tracked changes is held against both versions as a reader has it, before it leaves (VV-03)."""

from __future__ import annotations

from checks.kontext import Schriftstueck
from checks.regeln.vergleich import vv_03
from generator.vergleich.aenderungssatz import Aenderungssatz
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.unverfolgt import Spurformat, Spurvorlage
from vertragswerk.werk import Ergebnis

from .einzelpruefung import first_finding


def prove_spur(ergebnis: Ergebnis, satz: Aenderungssatz, inhalt: bytes, format: Spurformat) -> None:
    """Raise Spurfehler unless the finished file says both versions and every change says who made it."""
    spur = Spurvorlage(satz.alt.dokument, inhalt, format)
    stueck = Schriftstueck("vergleich", satz.neu.dokument, satz.neu.stellen, spur=spur)
    erster = first_finding(ergebnis, stueck, vv_03)
    if erster is not None:
        raise Spurfehler(
            f"Die Datei mit verfolgten Änderungen ist nicht geschrieben ({erster.code}): {erster.meldung} "
            "Das ist ein Fehler des Programms: Bitte melden Sie ihn."
        )
