"""One contract → its folder of documents on the disk; nothing is written unless all is right."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from checks.bericht import Pruefung
from generator.writers import Format
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.fertigung import MANIFEST, Datei, count_errors, make_dateien
from vertragswerk.werk import Ergebnis

MAX_MANIFEST: Final = 1_000_000
_GEBAUT: Final = re.compile(r"(?:beilagen/)?[A-Za-z0-9][A-Za-z0-9_-]{0,119}\.[a-z0-9]{1,12}").fullmatch
Zustand = Literal["gebaut", "entwurf", "nicht_gebaut", "ausfall"]


@dataclass(frozen=True, slots=True)
class Auftrag:
    """How contracts are to be built; `ziel` is the folder above those of the contracts.

    `ist_bestand_fehlerhaft` forbids releases: a defect outside the contracts (the settings, a name) stands.
    """

    formate: Sequence[Format]
    ziel: Path
    hat_gegenprobe: bool = True
    ist_ersetzen: bool = False
    ist_bestand_fehlerhaft: bool = False


@dataclass(frozen=True, slots=True)
class Bauergebnis:
    """What became of a contract.

    `ausfall` means that the program or the disk failed, `nicht_gebaut` that the contract must not be built as it is; `grund`
    says why, `einzelheiten` more lines. `ordner` and `dateien` tell where and how much was written.
    """

    kennung: str
    fassung: str
    zustand: Zustand
    pruefung: Pruefung
    grund: str = ""
    einzelheiten: tuple[str, ...] = ()
    ordner: Path | None = None
    dateien: int = 0


def build_one(ergebnis: Ergebnis, auftrag: Auftrag) -> Bauergebnis:
    """Write and prove one checked contract; every failure is a result, none raises."""
    vertrag, pruefung = ergebnis.geladen.vertrag, ergebnis.pruefung
    if vertrag is None or not ergebnis.dokumente:
        grund = "Der Vertrag lässt sich nicht zusammensetzen."
        return Bauergebnis(ergebnis.geladen.kennung, "–", "nicht_gebaut", pruefung, grund)
    bau = Bauergebnis(vertrag.kennung, vertrag.fassung.nummer, "nicht_gebaut", pruefung)
    ordner = (
        auftrag.ziel / vertrag.kennung / (f"{bau.fassung}-entwurf" if ergebnis.eingaben.ist_entwurf else bau.fassung)
    )
    grund = _why_not(ergebnis, ordner, auftrag)
    if grund:
        return replace(bau, grund=grund)
    try:
        return _build(ergebnis, ordner, auftrag, bau)
    except AblageFehler as fehler:
        return replace(bau, zustand="ausfall", grund=str(fehler))
    except _writer_errors() as fehler:
        return replace(bau, zustand="ausfall", grund=str(fehler))
    except OSError as fehler:
        grund = f"Beim Schreiben fehlt dem Programm etwas vom System: {explain_oserror(fehler)}."
        return replace(bau, zustand="ausfall", grund=grund)


def _why_not(ergebnis: Ergebnis, ordner: Path, auftrag: Auftrag) -> str:
    if ergebnis.eingaben.ist_entwurf:
        return ""
    fehler = count_errors(ergebnis.pruefung)
    if fehler:
        return f"{fehler} Fehler; ein Entwurf entsteht mit --entwurf."
    if auftrag.ist_bestand_fehlerhaft:
        return "Im Bestand stehen Fehler, die oben genannt sind; ein Entwurf entsteht mit --entwurf."
    alt = _old_manifest(ordner).get("inhaltshash")
    if auftrag.ist_ersetzen or alt in (None, ergebnis.content_hash()):
        return ""
    return "Diese Fassung ist schon mit anderem Inhalt gebaut. Erhöhen Sie „fassung.nummer“, oder bauen Sie mit --ersetzen."


def _build(ergebnis: Ergebnis, ordner: Path, auftrag: Auftrag, bau: Bauergebnis) -> Bauergebnis:
    fertig = make_dateien(ergebnis, auftrag.formate, auftrag.hat_gegenprobe)
    bau = replace(bau, pruefung=fertig.pruefung)
    if fertig.grund:
        return replace(bau, zustand="ausfall", grund=fertig.grund, einzelheiten=fertig.einzelheiten)
    dateien = {d.name: d.inhalt for d in fertig.dateien}
    write_all_atomic(ordner.absolute(), dateien, veraltet=_outdated(ordner, fertig.dateien))
    zustand: Zustand = "entwurf" if ergebnis.eingaben.ist_entwurf else "gebaut"
    return replace(bau, zustand=zustand, ordner=ordner, dateien=len(dateien) - 1)


def _writer_errors() -> tuple[type[Exception], ...]:
    """Return the German errors of writers and readers; imported only when something went wrong."""
    from generator.pandoc import PandocFehler
    from generator.readers import LeseFehler
    from generator.writers.fremdformat import FremdformatFehler
    from generator.writers.pdf import PdfFehler
    from generator.writers.xmltext import SchreibFehler

    return (LeseFehler, PandocFehler, FremdformatFehler, PdfFehler, SchreibFehler)


def _old_manifest(ordner: Path) -> dict[str, Any]:
    """Return the manifest of an earlier build of this folder; empty if there is none that can be read."""
    try:
        with (ordner / MANIFEST).open("rb") as strom:
            daten = json.loads(strom.read(MAX_MANIFEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return daten if isinstance(daten, dict) else {}


def _outdated(ordner: Path, dateien: Sequence[Datei]) -> list[str]:
    """Return the files of an earlier build of this folder that this one does not write again."""
    eintraege = _old_manifest(ordner).get("dateien")
    namen = [e.get("name") for e in eintraege if isinstance(e, dict)] if isinstance(eintraege, list) else []
    neu = {d.name for d in dateien}
    # A manifest is only a file: it may not lead to anything outside its folder.
    return [n for n in namen if isinstance(n, str) and n not in neu and _GEBAUT(n)]
