"""One contract → its folder of documents on the disk; nothing is written unless all is right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from checks.bericht import Pruefung
from generator.writers import Format
from vertragswerk.dateisystem.ablage import AblageFehler, make_folder, write_in_turn
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.dateisystem.ordnergriff import Ordnergriff
from vertragswerk.dateisystem.ordnertausch import Ablagebericht, Geaendert, Gebautes, Vorwissen
from vertragswerk.dateisystem.zielsperre import Melder, stay_silent
from vertragswerk.fertigung import MANIFEST, count_errors, make_dateien
from vertragswerk.werk import Ergebnis

MAX_MANIFEST: Final = 1_000_000
ANDERER_INHALT: Final = (
    "Diese Fassung ist schon mit anderem Inhalt gebaut. Erhöhen Sie „fassung.nummer“, oder bauen Sie mit --ersetzen."
)
Zustand = Literal["gebaut", "entwurf", "nicht_gebaut", "ausfall"]


@dataclass(frozen=True, slots=True)
class Auftrag:
    """How contracts are to be built; `ziel` is the folder above those of the contracts, at or below `wurzel`.

    No link below `wurzel` is followed; `melde` takes what a run that has to wait says. `ist_bestand_fehlerhaft` forbids
    releases: a defect outside the contracts (the settings, a name) stands. `begleitung` names what is built beside the
    contract (its Vermerk): a folder of its own, in which each build follows the last. `faeden` threads typeset and read back.
    """

    formate: Sequence[Format]
    ziel: Path
    wurzel: Path
    hat_gegenprobe: bool = True
    ist_ersetzen: bool = False
    ist_bestand_fehlerhaft: bool = False
    begleitung: str = ""
    melde: Melder = stay_silent
    faeden: int = 2


@dataclass(frozen=True, slots=True)
class Bauergebnis:
    """What became of a contract.

    `ausfall` means that the program or the disk failed, `nicht_gebaut` that the contract must not be built as it is; `grund`
    says why, `einzelheiten` more lines. `ordner` and `dateien` tell where and how much was written; `fehler_der_ausgaben`
    counts the errors of a draft that only its files show.
    """

    kennung: str
    fassung: str
    zustand: Zustand
    pruefung: Pruefung
    grund: str = ""
    einzelheiten: tuple[str, ...] = ()
    ordner: Path | None = None
    dateien: int = 0
    fehler_der_ausgaben: int = 0


class AndererInhalt(Exception):
    """The folder holds this Fassung with another content, which only `--ersetzen` replaces."""


def build_one(ergebnis: Ergebnis, auftrag: Auftrag) -> Bauergebnis:
    """Write and prove one checked contract; every failure is a result, none raises."""
    vertrag, pruefung = ergebnis.geladen.vertrag, ergebnis.pruefung
    if vertrag is None or not ergebnis.dokumente:
        return refuse(ergebnis, "Das Dokument lässt sich nicht zusammensetzen; die Befunde nennen die Gründe.")
    bau = Bauergebnis(vertrag.kennung, vertrag.fassung.nummer, "nicht_gebaut", pruefung)
    zusatz = auftrag.begleitung or ("entwurf" if ergebnis.eingaben.ist_entwurf else "")
    ordner = auftrag.ziel / vertrag.kennung / (f"{bau.fassung}-{zusatz}" if zusatz else bau.fassung)
    grund = _why_not(ergebnis, ordner, auftrag)
    if grund:
        return replace(bau, grund=grund)
    try:
        return _build(ergebnis, ordner, auftrag, bau)
    except AblageFehler as fehler:
        return replace(bau, zustand="ausfall", grund=str(fehler))
    except writer_errors() as fehler:
        return replace(bau, zustand="ausfall", grund=ergebnis.schweigen.hide(str(fehler)))
    except OSError as fehler:
        grund = f"Beim Schreiben fehlt dem Programm etwas vom System: {explain_oserror(fehler)}."
        return replace(bau, zustand="ausfall", grund=grund)


def refuse(ergebnis: Ergebnis, grund: str, einzelheiten: tuple[str, ...] = ()) -> Bauergebnis:
    """Return that a contract must not be built, and why."""
    vertrag = ergebnis.geladen.vertrag
    nummer = vertrag.fassung.nummer if vertrag is not None else "–"
    return Bauergebnis(ergebnis.geladen.kennung, nummer, "nicht_gebaut", ergebnis.pruefung, grund, einzelheiten)


def _why_not(ergebnis: Ergebnis, ordner: Path, auftrag: Auftrag) -> str:
    if ergebnis.eingaben.ist_entwurf:
        return ""
    fehler = count_errors(ergebnis.pruefung)
    if fehler:
        return f"{fehler} Fehler; ein Entwurf entsteht mit --entwurf."
    if auftrag.ist_bestand_fehlerhaft:
        return "Im Bestand stehen Fehler, die oben genannt sind; ein Entwurf entsteht mit --entwurf."
    return ANDERER_INHALT if _is_other_content(_read_manifest(ordner, auftrag), ergebnis, auftrag) else ""


def _is_other_content(manifest: bytes, ergebnis: Ergebnis, auftrag: Auftrag) -> bool:
    """Tell whether a manifest is that of the same Fassung with another content, and may not be replaced."""
    if auftrag.ist_ersetzen or auftrag.begleitung or ergebnis.eingaben.ist_entwurf:
        return False
    return _parse_manifest(manifest).get("inhaltshash") not in (None, ergebnis.content_hash())


def _build(ergebnis: Ergebnis, ordner: Path, auftrag: Auftrag, bau: Bauergebnis) -> Bauergebnis:
    fertig = make_dateien(ergebnis, auftrag.formate, auftrag.hat_gegenprobe, auftrag.faeden)
    bau = replace(bau, pruefung=fertig.pruefung)
    if fertig.grund:
        return replace(bau, zustand="ausfall", grund=fertig.grund, einzelheiten=fertig.einzelheiten)
    dateien = {d.name: d.inhalt for d in fertig.dateien}

    def allow(alt: Ordnergriff) -> None:
        # Asked under the lock: another run may have built another content since the first look.
        if _is_other_content(_read_open_manifest(alt), ergebnis, auftrag):
            raise AndererInhalt

    vorwissen = Vorwissen(lambda alt: list_built(_read_open_manifest(alt)), allow)
    try:
        # The folder above those of all contracts is no secret, whichever of them is written first.
        make_folder(auftrag.ziel, auftrag.wurzel)
        with private_files(ergebnis.ist_vertraulich):
            bericht = write_in_turn(
                ordner,
                dateien,
                wurzel=auftrag.wurzel,
                vorwissen=vorwissen,
                ist_beiseite=auftrag.ist_ersetzen,
                melde=auftrag.melde,
            )
    except AndererInhalt:
        return replace(bau, grund=ANDERER_INHALT)
    except Geaendert as fehler:
        return replace(bau, grund=_explain_changed(fehler.namen))
    zustand: Zustand = "entwurf" if ergebnis.eingaben.ist_entwurf else "gebaut"
    einzelheiten = (*fertig.einzelheiten, *_describe_kept(bericht))
    return replace(
        bau,
        zustand=zustand,
        ordner=ordner,
        dateien=len(dateien) - 1,
        einzelheiten=einzelheiten,
        fehler_der_ausgaben=len(fertig.einzelheiten),
    )


def _explain_changed(namen: Sequence[str]) -> str:
    genannt = ", ".join(f"„{n}“" for n in namen)
    return (
        f"{genannt}: nicht mehr so, wie gebaut wurde (etwa unterschrieben oder bearbeitet), oder von anderswo. Nichts davon wird "
        "überschrieben. Sichern Sie, was Sie brauchen, oder bauen Sie mit --ersetzen: Das legt es im selben Ordner beiseite."
    )


def _describe_kept(bericht: Ablagebericht) -> list[str]:
    """Return what became of files that are not as they were built."""
    return [
        f"„{n}“ ist seit dem Bau geändert (etwa unterschrieben) und bleibt unberührt." for n in bericht.unberuehrt
    ] + [
        f"„{alt}“ war nicht so, wie gebaut wurde; die Datei liegt jetzt als „{neu}“ daneben."
        for alt, neu in bericht.beiseite
    ]


def writer_errors() -> tuple[type[Exception], ...]:
    """Return the German errors of writers and readers; imported only when something went wrong."""
    from generator.pandoc import PandocFehler
    from generator.readers import LeseFehler
    from generator.writers.fremdformat import FremdformatFehler
    from generator.writers.pdf import PdfFehler
    from generator.writers.xmltext import SchreibFehler

    return (LeseFehler, PandocFehler, FremdformatFehler, PdfFehler, SchreibFehler)


def _read_manifest(ordner: Path, auftrag: Auftrag) -> bytes:
    """Return the manifest of an earlier build, empty if there is none that can be read."""
    try:
        return read_regular(ordner / MANIFEST, MAX_MANIFEST, auftrag.wurzel)
    except (OSError, ValueError):
        return b""


def _read_open_manifest(ordner: Ordnergriff) -> bytes:
    try:
        return ordner.read(MANIFEST, MAX_MANIFEST)
    except OSError:
        return b""


def _parse_manifest(roh: bytes) -> dict[str, Any]:
    """Return what a manifest says; empty if it is none of ours."""
    try:
        daten = json.loads(roh)
    except (ValueError, RecursionError):
        return {}
    ist_unseres = isinstance(daten, dict) and isinstance(daten.get("inhaltshash"), str)
    return daten if ist_unseres and isinstance(daten.get("dateien"), list) else {}


def list_built(roh: bytes) -> Gebautes:
    """Return what an earlier build wrote according to its manifest, with the manifest itself."""
    daten = _parse_manifest(roh)
    if not daten:
        return {}
    gebaut = {MANIFEST: (len(roh), hashlib.sha256(roh).hexdigest())}
    for e in daten["dateien"]:
        # Names are only compared with those of the folder's files: none leads anywhere.
        name, groesse, summe = (e.get(k) for k in ("name", "bytes", "sha256")) if isinstance(e, dict) else (None,) * 3
        if isinstance(name, str) and isinstance(summe, str) and isinstance(groesse, int):
            gebaut[name] = (groesse, summe)
    return gebaut
