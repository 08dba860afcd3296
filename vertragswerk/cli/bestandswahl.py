"""Opening a repository for a command: from a folder on the command line to a Bestand, or a sentence and an exit code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from checks.befund import Befund, from_mangel
from contracts.position import Mangel
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, find_bestand
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check

from .ende import NICHTS, Abbruch

VERTRAG: Final = "vertrag.yaml"
NICHTS_DA = frozenset({"BST-01", "BST-02"})


def open_repository(ordner: Path, nur: frozenset[str], haus: Haus) -> tuple[Bestand, list[Mangel]]:
    """Open the repository at or above a folder with what is wrong in it; ends the command where there is nothing to do."""
    if not _is_folder(ordner) and ordner.suffix:
        raise Abbruch(
            f"„{show_pfad(ordner)}“ ist kein Ordner. Nennen Sie den Ordner des Bestands oder die Datei „{VERTRAG}“ eines Vertrags.",
            NICHTS,
        )
    if not _is_folder(ordner):
        raise Abbruch(f"Den Ordner „{show_pfad(ordner)}“ gibt es nicht. Prüfen Sie den Pfad.", NICHTS)
    bestand, maengel = find_bestand(ordner, haus.arten)
    fehlt = [m for m in maengel if m.code in NICHTS_DA]
    if bestand is None or (fehlt and len(fehlt) == len(maengel)):
        raise Abbruch(" ".join(m.meldung for m in fehlt or maengel), NICHTS)
    unbekannt = sorted(nur - {o.kennung for o in bestand.vertraege()})
    if unbekannt:
        vorhanden = ", ".join(o.kennung for o in bestand.vertraege()) or "keiner"
        raise Abbruch(f"Diesen Vertrag gibt es im Bestand nicht: {', '.join(unbekannt)}. Vorhanden: {vorhanden}.")
    # That there is no contract follows from what is wrong with the folders.
    return bestand, [m for m in maengel if m.code not in NICHTS_DA]


def name_contract(ordner: Path, nur: frozenset[str]) -> tuple[Path, frozenset[str]]:
    """Return the folder for a path that may name the file of a contract, and with it that contract's Kennung."""
    try:
        ist_datei = ordner.name == VERTRAG and ordner.is_file()
    except (OSError, ValueError):
        ist_datei = False
    if not ist_datei:
        return ordner, nur
    davor = ordner.absolute().parent
    return davor, nur | {davor.name}


def choose_ordner(bestand: Bestand, nur: frozenset[str]) -> list[Vertragsordner]:
    """Return the contract folders, all or the named ones."""
    return [o for o in bestand.vertraege() if not nur or o.kennung in nur]


def refuse_full(ordner: Path, rat: str, ist_verdecktes_erlaubt: bool = False) -> None:
    """End the command unless the folder is new or empty; what begins with a dot (`.git`) may be allowed in it."""
    try:
        if not ordner.exists():
            return
        if not ordner.is_dir():
            raise Abbruch(f"„{show_pfad(ordner)}“ ist eine Datei. Nennen Sie einen Ordner.")
        if any(not (ist_verdecktes_erlaubt and e.name.startswith(".")) for e in ordner.iterdir()):
            raise Abbruch(f"„{show_pfad(ordner)}“ ist nicht leer{rat}")
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{str(ordner)[:200]}“ kann nicht verwendet werden: {explain_oserror(fehler)}.") from fehler


def _is_folder(ordner: Path) -> bool:
    try:
        return ordner.is_dir()
    except (OSError, ValueError):
        return False


def stichtag_of(angabe: str | None, bestand: Bestand) -> date:
    """Return the day of the check; ends the command where the user named none that exists."""
    try:
        return day_of_check(angabe, bestand.konfiguration.stichtag)
    except ValueError as fehler:
        raise Abbruch(str(fehler)) from fehler


def general(mangel: Mangel) -> Befund:
    """Return a finding that belongs to no contract."""
    return from_mangel(mangel)
