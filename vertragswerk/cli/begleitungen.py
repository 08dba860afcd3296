"""What is built beside the contracts: `vermerk`, `pruefprotokoll` and `veroeffentlichen`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from contracts.bestand.ladung import load_vertrag
from contracts.yamltext.yamldatei import MAX_BYTES
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.pruefprotokoll import NAME as PRUEFPROTOKOLL
from vertragswerk.pruefprotokoll import with_pruefprotokoll
from vertragswerk.vermerk import NAME as VERMERK
from vertragswerk.vermerk import list_raumvertraege, with_vermerk
from vertragswerk.veroeffentlichung import NAME as VEROEFFENTLICHUNG
from vertragswerk.veroeffentlichung import SchwaerzungsFehler, read_schwaerzungen, with_schwaerzungen
from vertragswerk.werk import Ergebnis

from .bauen import Angaben, Begleitung, Verweigert, build_repository

SCHWAERZUNGEN: Final = "veroeffentlichung.yaml"
"""File in a contract's folder that names what is blacked out."""


def build_beside(
    begleitung: Begleitung,
    ordner: Path,
    formate: str,
    ziel: Path | None,
    ist_ersetzen: bool,
    stichtag: str | None,
    vertraege: tuple[str, ...],
    haus: Haus,
) -> None:
    """Build what stands beside the contracts; ends as `bauen` does."""
    angaben = Angaben(formate, ziel, False, True, ist_ersetzen, stichtag, frozenset(vertraege), begleitung)
    build_repository(ordner, angaben, haus)


def begleite_mit_vermerk() -> Begleitung:
    """Return what makes a Vermerk of each contract, whatever was found wrong with it."""
    return Begleitung(VERMERK, _note, ist_trotz_fehlern=True)


def _note(ergebnis: Ergebnis, ort: Vertragsordner, bestand: Bestand) -> Ergebnis:
    """Make the Vermerk; the other contracts of a Sozialraum are loaded for it, one that cannot be is missing there."""
    gesucht = list_raumvertraege(ergebnis.geladen.vertrag) - {ort.kennung}
    arten = ergebnis.eingaben.haus.arten
    geladen = [load_vertrag(bestand.read_dateien(o), arten) for o in bestand.vertraege() if o.kennung in gesucht]
    return with_vermerk(ergebnis, {g.kennung: g.vertrag for g in geladen if g.vertrag is not None})


def begleite_mit_pruefprotokoll() -> Begleitung:
    """Return what makes a Prüfprotokoll of each contract, whatever was found wrong with it."""
    return Begleitung(PRUEFPROTOKOLL, _protocol, ist_trotz_fehlern=True)


def _protocol(ergebnis: Ergebnis, ort: Vertragsordner, bestand: Bestand) -> Ergebnis:
    del ort, bestand  # it tells of this contract alone
    return with_pruefprotokoll(ergebnis)


def begleite_mit_veroeffentlichung() -> Begleitung:
    """Return what makes the version for publication of each contract that has a file of what is blacked out."""
    return Begleitung(VEROEFFENTLICHUNG, _publish)


def _publish(ergebnis: Ergebnis, ort: Vertragsordner, bestand: Bestand) -> Ergebnis:
    if not ergebnis.dokumente:
        return ergebnis
    if ergebnis.geladen.art is not None and ergebnis.geladen.art.ist_vertraulich:
        raise Verweigert("Ein Fall mit Sozialdaten einer Person wird nicht veröffentlicht, auch nicht geschwärzt.")
    datei = ort.pfad / SCHWAERZUNGEN
    name = datei.relative_to(bestand.wurzel).as_posix()
    try:
        inhalt = read_regular(datei, MAX_BYTES, bestand.wurzel)
    except FileNotFoundError as fehler:
        rat = "Nennen Sie dort unter „geschwaerzt“, was nicht veröffentlicht werden darf (pfad und grund)."
        raise Verweigert(f"„{show_pfad(Path(name))}“ fehlt. {rat}") from fehler
    except OSError as fehler:
        raise Verweigert(f"„{show_pfad(Path(name))}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    try:
        return with_schwaerzungen(ergebnis, read_schwaerzungen(inhalt, name))
    except SchwaerzungsFehler as fehler:
        raise Verweigert(fehler.grund, fehler.einzelheiten) from fehler
