"""Opening a repository for a command: from a folder on the command line to a Bestand, or a sentence and an exit code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checks.befund import Befund, Schwere, from_mangel
from contracts.position import Mangel
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, find_bestand
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check

from .ende import NICHTS, Abbruch

if TYPE_CHECKING:
    from checks.regel import Querregelmodul, Regelmodul

NICHTS_DA = frozenset({"BST-01", "BST-02"})


def open_repository(ordner: Path, nur: frozenset[str], haus: Haus) -> tuple[Bestand, list[Mangel]]:
    """Open the repository at or above a folder with what is wrong in it; ends the command where there is nothing to do."""
    if not _is_folder(ordner) and ordner.suffix:
        raise Abbruch(
            f"„{show_pfad(ordner)}“ ist kein Ordner. Nennen Sie den Ordner des Bestands oder die Datei "
            f"{' oder '.join(f'„{n}“' for n in list_datendateien(haus))}.",
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
        raise Abbruch(f"Diese Kennung gibt es im Bestand nicht: {', '.join(unbekannt)}. Vorhanden: {vorhanden}.")
    # That there is no contract follows from what is wrong with the folders.
    return bestand, [m for m in maengel if m.code not in NICHTS_DA]


def house_of(bestand: Bestand, haus: Haus) -> Haus:
    """Return the house with what the repository states of rules; ends the command where that cannot be followed."""
    einstellungen = bestand.konfiguration
    if einstellungen.hausregeln is None and not einstellungen.abgewaehlt and not einstellungen.schwere:
        return haus
    from checks.hausregeln import Profil
    from checks.regel import FAMILIEN
    from contracts.bestand.konfiguration import DATEI
    from contracts.bestand.mangelarten import MANGELARTEN
    from vertragswerk.erweiterungen import ErweiterungsFehler

    eigene = einstellungen.hausregeln
    vergeben = {*FAMILIEN, "ENG", "AUS", *(code.partition("-")[0] for code in MANGELARTEN)}
    if eigene is not None and eigene.praefix in vergeben:
        raise Abbruch(f"„{DATEI}“: Das Präfix „{eigene.praefix}“ gehört dem Programm. Wählen Sie ein eigenes.")
    profil = Profil(einstellungen.abgewaehlt, cast("tuple[tuple[str, Schwere], ...]", einstellungen.schwere))
    haus = replace(haus, hausangaben=eigene)
    try:
        alle: list[Regelmodul | Querregelmodul] = [*haus.regeln(), *haus.querregeln()]
    except (ErweiterungsFehler, ValueError) as fehler:
        satz = (
            str(fehler) if isinstance(fehler, ErweiterungsFehler) else "Zwei Regeln tragen denselben Code oder Namen."
        )
        raise Abbruch(f"„{DATEI}“: {satz}") from fehler
    falsch = profil.list_mistakes([m.REGEL for m in alle])
    if falsch:
        raise Abbruch(f"„{DATEI}“: {' '.join(falsch)}")
    return replace(haus, profil=profil)


def find_datendatei(ordner: Path, haus: Haus) -> Path | None:
    """Return the data file in the folder of a contract or case, None where the folder is none."""
    return next((ordner / name for name in list_datendateien(haus) if (ordner / name).is_file()), None)


def list_datendateien(haus: Haus) -> list[str]:
    """Return the names that data files of contracts and cases have."""
    return list(dict.fromkeys(art.ort.datei for art in haus.arten))


def name_contract(ordner: Path, nur: frozenset[str], haus: Haus) -> tuple[Path, frozenset[str]]:
    """Return the folder for a path that may name the data file of a contract or case, and with it its Kennung."""
    try:
        ist_datei = ordner.name in list_datendateien(haus) and ordner.is_file()
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
