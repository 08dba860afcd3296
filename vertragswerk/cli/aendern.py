"""`aendern`: the Änderungsvereinbarung that leads from one version of a contract to another, as a contract of the repository."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from contracts.arten.vertragsart import Vorgangsort
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.ladung import load_vertrag
from contracts.bestand.namen import is_kennung
from contracts.modell.vertragsaenderung import HatAenderung
from contracts.yamltext.yamldatei import load_yaml
from generator.aenderung.baumweg import BefehlFehler
from generator.aenderung.befehlsstil import stile
from vertragswerk.aenderung.dateiumbau import Dateiumbau, FortschreibungFehler, note_amendment
from vertragswerk.aenderung.vereinbarungsentwurf import (
    Vereinbarungsangaben,
    Vereinbarungsentwurf,
    contract_of,
    draft_vereinbarung,
)
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic, write_atomic
from vertragswerk.dateisystem.dateien import is_inside
from vertragswerk.dateisystem.verzeichnis import Bestand
from vertragswerk.haus import Haus
from vertragswerk.werk import Ergebnis, work

from .bestandswahl import open_repository
from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import write_pieces
from .recht.gemeinsam import day, law

ORT: Final = Vorgangsort()


@dataclass(frozen=True, slots=True)
class Aenderungsangaben:
    """What the user asked for, as typed."""

    kennung: str
    vom: str | None
    in_kraft: str | None
    stil: str
    stichtag: str | None


def amend_contract(alt: str, neu: str, ordner: Path, angaben: Aenderungsangaben, haus: Haus) -> None:
    """Draft the amendment between two versions and lay it into the repository; ends the command where there is none."""
    wahl = Fassungswahl(ordner, angaben.stichtag, law(), haus)
    bestand, _ = open_repository(ordner, frozenset(), haus)
    check_kennung(bestand, angaben.kennung)
    vorher, nachher = wahl.open(alt), wahl.open(neu)
    vereinbarung = read_angaben(angaben, nachher)
    inhalt = _amended(bestand, vorher, nachher, vereinbarung.vom)
    if inhalt is not None:
        nachher = work_changed(nachher, inhalt)
    entwurf = draft_or_end(bestand, vorher, nachher, vereinbarung, haus)
    lay_down(bestand, angaben.kennung, entwurf)
    if inhalt is None:
        return
    datei = nachher.geladen.datei
    replace_datendatei(bestand, datei, inhalt)
    write_pieces(
        [f"{datei} nennt jetzt den {vereinbarung.vom:%d.%m.%Y} als Tag der letzten Änderung (geaendert_am).\n"]
    )


def _amended(bestand: Bestand, alt: Ergebnis, neu: Ergebnis, vom: date) -> bytes | None:
    """Return the file of the contract with the day of its amendment; None where it need not say so.

    It need not where the new version is another contract, none of the working state, or signed on that day itself.
    """
    datei = neu.geladen.datei
    jetzt = neu.eingaben.dateien.read(datei)
    ort = next((o for o in bestand.vertraege() if o.kennung == neu.geladen.kennung), None)
    if alt.geladen.kennung != neu.geladen.kennung or ort is None or jetzt is None:
        return None
    quelle, _ = load_yaml(jetzt, datei)
    if bestand.read_dateien(ort).read(datei) != jetzt or quelle is None or contract_of(neu).unterzeichnung.am >= vom:
        return None
    umbau = Dateiumbau(jetzt.decode("utf-8"), quelle)
    try:
        return umbau.apply(list(note_amendment(umbau, vom))).encode("utf-8")
    except FortschreibungFehler as fehler:
        raise Abbruch(str(fehler)) from fehler


def replace_datendatei(bestand: Bestand, datei: str, inhalt: bytes) -> None:
    """Write the changed data file of a contract; ends the command where that fails."""
    try:
        write_atomic(bestand.wurzel / datei, inhalt, bestand.wurzel)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler


def work_changed(alt: Ergebnis, inhalt: bytes) -> Ergebnis:
    """Return what becomes of a contract with another data file; ends the command where that cannot be put together."""
    dateien: Vertragsdateien = alt.eingaben.dateien
    neue = replace(dateien, dateien={**dateien.dateien, alt.geladen.datei: inhalt})
    neu = work(replace(alt.eingaben, dateien=neue))
    if not neu.dokumente:
        gruende = [b.meldung for b in neu.pruefung.befunde if b.schwere == "fehler"][:3]
        raise Abbruch(f"Der geänderte Vertrag lässt sich nicht zusammensetzen. {' '.join(gruende)}")
    return neu


def check_kennung(bestand: Bestand, kennung: str) -> None:
    """End the command unless a contract may be made under this Kennung."""
    if not is_kennung(kennung):
        raise Abbruch(f"„{kennung[:200]}“ kann keine Kennung sein: Buchstaben ohne Umlaute, Ziffern und Bindestriche.")
    if any(o.kennung.casefold() == kennung.casefold() for o in bestand.vertraege()):
        raise Abbruch(f"Die Kennung „{kennung}“ gibt es schon. Wählen Sie eine andere Kennung.")


def read_angaben(angaben: Aenderungsangaben, neu: Ergebnis) -> Vereinbarungsangaben:
    """Return what the user said, or the days of the new version where nothing was said."""
    if angaben.stil not in stile():
        raise Abbruch(f"Den Stil „{angaben.stil}“ gibt es nicht. Möglich sind: {', '.join(stile())}.")
    try:
        vertrag = contract_of(neu)
    except BefehlFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    vom = day(angaben.vom) if angaben.vom is not None else vertrag.unterzeichnung.am
    in_kraft = day(angaben.in_kraft) if angaben.in_kraft is not None else max(vertrag.laufzeit.beginn, vom)
    return Vereinbarungsangaben(angaben.kennung, vom, in_kraft, angaben.stil)


def last_amendment(bestand: Bestand, kennung: str, haus: Haus, bis: date | None = None) -> HatAenderung | None:
    """Return the amendment of a contract with the highest number, of those in force at a day if one is given."""
    gefunden: list[HatAenderung] = []
    for vertrag in (load_vertrag(bestand.read_dateien(o), haus.arten).vertrag for o in bestand.vertraege()):
        if isinstance(vertrag, HatAenderung) and vertrag.grundtext.vertrag == kennung:
            stand = vertrag.lesefassung.geschichte[-1] if vertrag.lesefassung.geschichte else None
            if bis is None or (stand is not None and stand.in_kraft <= bis):
                gefunden.append(vertrag)
    return max(gefunden, key=lambda v: v.nummer, default=None)


def draft_or_end(
    bestand: Bestand, alt: Ergebnis, neu: Ergebnis, angaben: Vereinbarungsangaben, haus: Haus
) -> Vereinbarungsentwurf:
    """Return the draft; ends the command where no amendment can be proved."""
    try:
        return draft_vereinbarung(alt, neu, last_amendment(bestand, alt.geladen.kennung, haus), angaben)
    except BefehlFehler as fehler:
        raise Abbruch(str(fehler)) from fehler


def lay_down(bestand: Bestand, kennung: str, entwurf: Vereinbarungsentwurf) -> None:
    """Write the files of an amendment, the contract itself last and as a whole, and say what was written."""
    wurzel = bestand.wurzel
    vertrag = ORT.path_of(kennung)
    try:
        for name, inhalt in entwurf.dateien.items():
            if not is_inside((wurzel / name).parent.parent, wurzel):
                raise Abbruch(f"„{name}“ führt aus dem Vertragsbestand hinaus.")
            if name != vertrag and bestand.gemeinsames.get(name) != inhalt:
                write_atomic(wurzel / name, inhalt, wurzel)
        write_all_atomic((wurzel / vertrag).parent, {ORT.datei: entwurf.dateien[vertrag]}, wurzel)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    zahl = len(entwurf.befehle)
    zeilen = [
        f"Die Änderungsvereinbarung „{kennung}“ ist angelegt, mit {zahl} {'Befehl' if zahl == 1 else 'Befehlen'}:",
        *(f"  {name}" for name in sorted(entwurf.dateien)),
        "Angewandt auf die bisherige Fassung ergeben die Befehle genau die neue.",
        f"Nächste Schritte: vertragswerk pruefen --vertrag {kennung} · vertragswerk bauen --entwurf --vertrag {kennung}",
    ]
    write_pieces(["\n".join(zeilen) + "\n"])
