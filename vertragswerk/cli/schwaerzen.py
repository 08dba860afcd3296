"""`schwaerzen`: a case under pseudonyms as a repository of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.bestand.konfiguration import Konfiguration
from contracts.bestand.ladung import load_vertrag
from contracts.verfremdung.fallkopie import VerfremdungsFehler
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check
from vertragswerk.verfremdung import Fallkopie, Verfremdungswunsch, make_kopie
from vertragswerk.werk import Eingaben

from .bestandswahl import choose_ordner, open_repository, refuse_full
from .ende import FEHLER, Abbruch
from .konsole import write_pieces
from .recht.gemeinsam import law
from .schluesseldatei import open_schluessel


@dataclass(frozen=True, slots=True)
class Schwaerzwunsch:
    """What the user asked for, as typed."""

    ziel: Path
    schluesseldatei: Path
    ist_neuer_schluessel: bool
    wortlaut: tuple[str, ...]
    stichtag: str | None


def write_kopie(kennung: str, ordner: Path, wunsch: Schwaerzwunsch, haus: Haus) -> None:
    """Write the copy into a new or empty folder, as a whole or not at all; ends with 1 where the case cannot be copied so."""
    bestand, _ = open_repository(ordner, frozenset({kennung}), haus)
    ort = choose_ordner(bestand, frozenset({kennung}))[0]
    refuse_full(wunsch.ziel, ". Wählen Sie einen neuen Ordner, damit nichts überschrieben wird.")
    schluessel = open_schluessel(wunsch.schluesseldatei, wunsch.ziel, wunsch.ist_neuer_schluessel)
    eingaben = Eingaben(bestand.read_dateien(ort), law(), _day(wunsch.stichtag, bestand, ort, haus), haus=haus)
    try:
        kopie = make_kopie(eingaben, Verfremdungswunsch(schluessel, wunsch.wortlaut))
    except VerfremdungsFehler as fehler:
        raise Abbruch(str(fehler), FEHLER) from fehler
    try:
        with private_files(True):
            write_all_atomic(wunsch.ziel.absolute(), kopie.dateien)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write_pieces([_say(kopie, wunsch, _left_behind(bestand.konfiguration))])


def _day(angabe: str | None, bestand: Bestand, ort: Vertragsordner, haus: Haus) -> date:
    """Return the day of the check; without a word of the user or the repository that of the law in the case, never today: the copy
    would be another one every day.
    """
    try:
        gesetzt = bestand.konfiguration.stichtag
        if angabe is not None or gesetzt is not None:
            return day_of_check(angabe, gesetzt)
    except ValueError as fehler:
        raise Abbruch(str(fehler)) from fehler
    vorgang = load_vertrag(bestand.read_dateien(ort), haus.arten).vertrag
    return vorgang.rechtsstand if vorgang is not None else date.min


def _left_behind(konfiguration: Konfiguration) -> str:
    """Return what of the repository decides on findings and is not in the copy: free words of an office, which may tell who it is."""
    was = [
        name
        for name, steht_da in (
            ("Hausregeln", konfiguration.hausregeln is not None),
            ("abgewählte Regeln", bool(konfiguration.abgewaehlt)),
            ("geänderte Schweregrade", bool(konfiguration.schwere)),
        )
        if steht_da
    ]
    if not was:
        return ""
    return (
        f"Nicht in der Kopie sind Einstellungen des Bestands: {', '.join(was)}. Geprüft wird sie mit allen Regeln des Programms und deren "
        "Schwere; deshalb kann sie andere Befunde haben als der Fall in diesem Bestand."
    )


def _say(kopie: Fallkopie, wunsch: Schwaerzwunsch, ohne: str) -> str:
    ziel = show_pfad(wunsch.ziel)
    zeilen = [f"Die Kopie liegt als Fall „{kopie.kennung}“ in „{ziel}“, mit denselben Beträgen wie der Fall."]
    if kopie.entfallen:
        was = ", ".join(f"{code} ({n})" if n > 1 else code for code, n in kopie.entfallen.items())
        zeilen.append(f"Diese Befunde hängen am ersetzten Wortlaut und fehlen in der Kopie: {was}.")
    if ohne:
        zeilen.append(ohne)
    if wunsch.wortlaut:
        zeilen.append(
            f"Wortlaut ist geblieben unter {', '.join(wunsch.wortlaut)}. Lesen Sie diese Stellen, bevor Sie die Kopie weitergeben: "
            "Gesucht sind nur Namen, Nummern und Tage."
        )
    zeilen += [
        "Beträge und Ablauf sind die des Falls; geben Sie die Kopie nur weiter, wo das erlaubt ist, und nie mit der Schlüsseldatei.",
        f"Nächste Schritte: vertragswerk pruefen {ziel} · vertragswerk bauen {ziel}",
    ]
    return "\n".join(zeilen) + "\n"
