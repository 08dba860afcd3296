"""One contract on the bench → its folder of documents: checked, written, read back, proven; nothing on disk unless all is right."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from checks.bericht import Pruefung
from checks.run import check
from contracts.bestand.dateien import explain_oserror
from generator.writers import Format
from vertragswerk.ablage import AblageFehler, write_all_atomic
from vertragswerk.bau import MANIFEST, Datei, check_pdf, contents, contract_data, make_manifest, prove, write_formats
from vertragswerk.werk import Werkstueck, with_outputs

if TYPE_CHECKING:
    from generator.gegenprobe import Gegenprobe
    from generator.tree import Dokument

MAX_MANIFEST: Final = 1_000_000
_GEBAUT: Final = re.compile(r"[A-Za-z0-9-]{1,60}\.[a-z0-9]{1,12}").fullmatch
Zustand = Literal["gebaut", "entwurf", "nicht_gebaut", "ausfall"]


@dataclass(frozen=True, slots=True)
class Auftrag:
    """How contracts are to be built; `ziel` is the folder above those of the contracts.

    `ist_bestand_fehlerhaft` forbids releases: a defect outside the contracts (a party file, the settings) stands.
    """

    formate: Sequence[Format]
    ziel: Path
    stichtag: date
    ist_entwurf: bool = False
    hat_gegenprobe: bool = True
    ist_ersetzen: bool = False
    ist_bestand_fehlerhaft: bool = False


@dataclass(frozen=True, slots=True)
class Ergebnis:
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


def build_one(stueck: Werkstueck, auftrag: Auftrag) -> Ergebnis:
    """Check, write and prove one contract; every failure is a result, none raises."""
    pruefung = check(stueck.pruefling, auftrag.stichtag)
    vertrag, dokument = stueck.geladen.vertrag, stueck.dokument
    if vertrag is None or dokument is None:
        grund = "Der Vertrag lässt sich nicht zusammensetzen."
        return Ergebnis(stueck.geladen.kennung, "–", "nicht_gebaut", pruefung, grund)
    ergebnis = Ergebnis(vertrag.kennung, vertrag.fassung.nummer, "nicht_gebaut", pruefung)
    ordner = _folder(auftrag, vertrag.kennung, vertrag.fassung.nummer)
    grund = _why_not(pruefung, ordner, dokument, auftrag)
    if grund:
        return replace(ergebnis, grund=grund)
    try:
        return _build(stueck, dokument, ordner, auftrag, ergebnis)
    except AblageFehler as fehler:
        return replace(ergebnis, zustand="ausfall", grund=str(fehler))
    except _writer_errors() as fehler:
        return replace(ergebnis, zustand="ausfall", grund=str(fehler))
    except OSError as fehler:
        grund = f"Beim Schreiben fehlt dem Programm etwas vom System: {explain_oserror(fehler)}."
        return replace(ergebnis, zustand="ausfall", grund=grund)


def _folder(auftrag: Auftrag, kennung: str, fassung: str) -> Path:
    return auftrag.ziel / kennung / (f"{fassung}-entwurf" if auftrag.ist_entwurf else fassung)


def count_errors(pruefung: Pruefung) -> int:
    """Return how many findings of severity Fehler there are."""
    return sum(b.schwere == "fehler" for b in pruefung.befunde)


def _why_not(pruefung: Pruefung, ordner: Path, dokument: Dokument, auftrag: Auftrag) -> str:
    if auftrag.ist_entwurf:
        return ""
    fehler = count_errors(pruefung)
    if fehler:
        return f"{fehler} Fehler; ein Entwurf entsteht mit --entwurf."
    if auftrag.ist_bestand_fehlerhaft:
        return "Im Bestand stehen Fehler, die oben genannt sind; ein Entwurf entsteht mit --entwurf."
    alt = _old_manifest(ordner).get("inhaltshash")
    if auftrag.ist_ersetzen or alt in (None, dokument.kopf.inhaltshash):
        return ""
    return "Diese Fassung ist schon mit anderem Inhalt gebaut. Erhöhen Sie „fassung.nummer“, oder bauen Sie mit --ersetzen."


def _build(stueck: Werkstueck, dokument: Dokument, ordner: Path, auftrag: Auftrag, ergebnis: Ergebnis) -> Ergebnis:
    daten = contract_data(dict(stueck.geladen.quelle.daten) if stueck.geladen.quelle else {})
    dateien = write_formats(dokument, daten, auftrag.formate)
    pruefung = check(with_outputs(stueck, contents(dateien)), auftrag.stichtag)
    ergebnis = replace(ergebnis, pruefung=pruefung)
    if count_errors(pruefung) and not auftrag.ist_entwurf:
        return replace(ergebnis, zustand="ausfall", grund="Die Ausgaben sind nicht inhaltsgleich.")
    probe, vermerk = _gegenprobe(dokument, dateien, auftrag)
    if probe is not None and not probe.ist_bestanden:
        grund = "Die Gegenprobe ist nicht bestanden."
        return replace(ergebnis, zustand="ausfall", grund=grund, einzelheiten=tuple(probe.messages()))
    verstoesse = check_pdf(dateien)
    if verstoesse:
        grund = "Die PDF-Datei erfüllt PDF/A-3a und PDF/UA-1 nicht."
        return replace(
            ergebnis, zustand="ausfall", grund=grund, einzelheiten=tuple(f"{v.code}: {v.meldung}" for v in verstoesse)
        )
    manifest = make_manifest(dokument, dateien, pruefung, auftrag.stichtag, vermerk)
    alle = [*dateien, manifest]
    write_all_atomic(ordner.absolute(), {d.name: d.inhalt for d in alle}, veraltet=_outdated(ordner, alle))
    zustand: Zustand = "entwurf" if auftrag.ist_entwurf else "gebaut"
    return replace(ergebnis, zustand=zustand, ordner=ordner, dateien=len(dateien))


def _gegenprobe(
    dokument: Dokument, dateien: Sequence[Datei], auftrag: Auftrag
) -> tuple[Gegenprobe | None, dict[str, Any]]:
    """Return what the independent reader found, and the manifest's note on it."""
    grund = ""
    if auftrag.ist_entwurf:
        grund = "Ein Entwurf wird nicht gegengelesen."
    elif not auftrag.hat_gegenprobe:
        grund = "Mit --ohne-gegenprobe gebaut."
    elif not {"docx", "odt"} & {d.format for d in dateien}:
        grund = "Weder DOCX noch ODT gebaut; andere Formate liest pandoc nicht gegen."
    if grund:
        return None, {"ist_durchgefuehrt": False, "grund": grund}
    probe = prove(dokument, dateien)
    return probe, {"ist_durchgefuehrt": True, **probe.to_data()}


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
