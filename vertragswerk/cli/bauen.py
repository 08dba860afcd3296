"""`bauen`: write the documents of every contract; a release only when nothing is wrong and every format says the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks.bericht import Bericht, Pruefung
from checks.report import render
from checks.run import check
from contracts.ablage import AblageFehler, write_all_atomic
from contracts.bestand import AUSGABE, Bestand
from generator.writers import Format, find_format
from vertragswerk import __version__
from vertragswerk.bau import MANIFEST, Datei, contract_data, make_manifest, prove, write_formats
from vertragswerk.werk import Werkstueck, choose_ordner, day_of_check, with_outputs, work_one

from .bestand import open_repository
from .ende import FEHLER, Abbruch
from .fortschritt import progress
from .pruefen import general, screen
from .tabelle import Zeile, print_summary

if TYPE_CHECKING:
    from generator.tree import Dokument

STANDARD = "docx,odt,pdf,html"


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What the user asked for."""

    formate: str | None
    ziel: Path | None
    ist_entwurf: bool
    hat_gegenprobe: bool
    ist_ersetzen: bool
    stichtag: str | None
    nur: frozenset[str]


def build_repository(ordner: Path, auftrag: Auftrag) -> None:
    """Build; ends with 0 when everything asked for is written, 1 when findings stop a release, 2 when writing fails."""
    bestand, maengel = open_repository(ordner, auftrag.nur)
    formate = _formats(auftrag.formate or ",".join(bestand.konfiguration.formate) or STANDARD)
    try:
        tag = day_of_check(auftrag.stichtag, bestand)
    except ValueError as fehler:
        raise Abbruch(str(fehler)) from fehler
    zeilen, pruefungen = [], []
    for ort in progress(choose_ordner(bestand, auftrag.nur), "Bauen"):
        stueck = work_one(bestand, ort, auftrag.ist_entwurf)
        zeile, pruefung = _build_one(bestand, stueck, formate, tag, auftrag)
        zeilen.append(zeile)
        pruefungen.append(pruefung)
    bericht = Bericht(__version__, tag, tuple(pruefungen), tuple(general(m) for m in maengel))
    if any(b.schwere == "fehler" for b in bericht.befunde):
        sys.stdout.write(render(bericht, "text", screen()))
    print_summary(zeilen)
    if bericht.exitcode == 2 or any(z.ist_ausfall for z in zeilen):
        sys.exit(2)
    sys.exit(FEHLER if any(not z.ist_gebaut for z in zeilen) or maengel else 0)


def _formats(liste: str) -> list[Format]:
    from generator.writers.pandoc import FormatFehler

    namen = list(dict.fromkeys(n.strip().lower() for n in liste.split(",") if n.strip()))
    if not namen:
        raise Abbruch("Es ist kein Format genannt. Beispiel: --format docx,pdf.")
    try:
        return [find_format(KURZ.get(n, n)) for n in namen]
    except FormatFehler as fehler:
        raise Abbruch(str(fehler)) from fehler


KURZ = {"md": "markdown", "txt": "plain", "text": "plain", "json": "native", "word": "docx"}
"""Other names that users give to formats."""


def _build_one(
    bestand: Bestand, stueck: Werkstueck, formate: Sequence[Format], tag: date, auftrag: Auftrag
) -> tuple[Zeile, Pruefung]:
    """Check, write and prove one contract; nothing is written to disk unless all of it is right."""
    pruefung = check(stueck.pruefling, tag)
    kennung, vertrag, dokument = stueck.geladen.kennung, stueck.geladen.vertrag, stueck.dokument
    if vertrag is None or dokument is None or stueck.geladen.quelle is None:
        return Zeile(kennung, "–", "nicht gebaut", "Der Vertrag lässt sich nicht zusammensetzen."), pruefung
    fassung = vertrag.fassung.nummer
    if _errors(pruefung) and not auftrag.ist_entwurf:
        return Zeile(
            kennung, fassung, "nicht gebaut", f"{_errors(pruefung)} Fehler; ein Entwurf entsteht mit --entwurf."
        ), pruefung
    ziel = (
        (auftrag.ziel or bestand.wurzel / AUSGABE)
        / kennung
        / (f"{fassung}-entwurf" if auftrag.ist_entwurf else fassung)
    )
    grund = "" if auftrag.ist_entwurf or auftrag.ist_ersetzen else _other_content(ziel, dokument)
    if grund:
        return Zeile(kennung, fassung, "nicht gebaut", grund), pruefung
    try:
        dateien = write_formats(dokument, contract_data(stueck.geladen.quelle.daten), formate)
        pruefung = check(with_outputs(stueck, {d.format: d.inhalt for d in dateien}), tag)
        if _errors(pruefung) and not auftrag.ist_entwurf:
            return Zeile(kennung, fassung, "nicht gebaut", "Die Ausgaben sind nicht inhaltsgleich."), pruefung
        probe = prove(dokument, dateien) if auftrag.hat_gegenprobe and not auftrag.ist_entwurf else None
        if probe is not None and not probe.ist_bestanden:
            return Zeile(
                kennung, fassung, "nicht gebaut", "Gegenprobe: " + " ".join(probe.messages()[:3]), ist_ausfall=True
            ), pruefung
        manifest = make_manifest(dokument, dateien, pruefung, tag, probe.to_data() if probe else None)
        alle = [*dateien, manifest]
        write_all_atomic(ziel.absolute(), {d.name: d.inhalt for d in alle}, veraltet=_outdated(ziel, alle))
    except AblageFehler as fehler:
        return Zeile(kennung, fassung, "nicht gebaut", str(fehler), ist_ausfall=True), pruefung
    except WRITER_FEHLER() as fehler:
        return Zeile(kennung, fassung, "nicht gebaut", str(fehler), ist_ausfall=True), pruefung
    return Zeile(
        kennung, fassung, "Entwurf" if auftrag.ist_entwurf else "gebaut", _place(ziel, bestand), len(dateien)
    ), pruefung


def _errors(pruefung: Pruefung) -> int:
    return sum(b.schwere == "fehler" for b in pruefung.befunde)


def WRITER_FEHLER() -> tuple[type[Exception], ...]:  # noqa: N802 - stands where a tuple of classes stands
    """Return the German errors of writers and readers; imported only when something went wrong."""
    from generator.pandoc import PandocFehler
    from generator.readers import LeseFehler
    from generator.writers.pdf import PdfFehler

    return (LeseFehler, PandocFehler, PdfFehler)


def _other_content(ziel: Path, dokument: Dokument) -> str:
    """Say why a release must not be overwritten: the same Fassung was built from other content."""
    try:
        alt = json.loads((ziel / MANIFEST).read_text(encoding="utf-8"))["inhaltshash"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if alt == dokument.kopf.inhaltshash:
        return ""
    return "Diese Fassung ist schon mit anderem Inhalt gebaut. Erhöhen Sie „fassung.nummer“, oder bauen Sie mit --ersetzen."


def _outdated(ziel: Path, dateien: Sequence[Datei]) -> list[str]:
    """Return the files of an earlier build of this folder that this one does not write again."""
    try:
        alte = [d["name"] for d in json.loads((ziel / MANIFEST).read_text(encoding="utf-8"))["dateien"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    neu = {d.name for d in dateien}
    return [a for a in alte if isinstance(a, str) and a not in neu]


def _place(ziel: Path, bestand: Bestand) -> str:
    try:
        return ziel.relative_to(bestand.wurzel).as_posix()
    except ValueError:
        return str(ziel)
