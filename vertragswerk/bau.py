"""Checked contract → files of a Fassung: every format, the proof by an independent reader, the manifest with hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.tree import Dokument
from generator.writers import Format
from vertragswerk import __version__

if TYPE_CHECKING:
    from checks.bericht import Pruefung
    from generator.gegenprobe import Gegenprobe
    from generator.pdfpruefung import Verstoss

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Datei:
    """A built file: format name, file name, content."""

    format: str
    name: str
    inhalt: bytes


def write_formats(dokument: Dokument, daten: bytes, formate: Sequence[Format]) -> list[Datei]:
    """Write a numbered document in every format; what a writer raises passes on."""
    kennung = dokument.kopf.kennung
    return [Datei(f.name, f"{kennung}.{f.endung}", f.write(dokument, daten)) for f in formate]


def contract_data(daten: Any) -> bytes:
    """Return the contract data as the JSON that travels with the documents; same data, same bytes."""
    return (json.dumps(daten, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def contents(dateien: Sequence[Datei]) -> dict[str, bytes]:
    """Return the content of the files by format name."""
    return {d.format: d.inhalt for d in dateien}


def prove(dokument: Dokument, dateien: Sequence[Datei]) -> Gegenprobe:
    """Let pandoc read DOCX and ODT back and compare with the tree."""
    from generator.gegenprobe import prove as gegenlesen

    inhalt = contents(dateien)
    return gegenlesen(dokument, docx=inhalt.get("docx"), odt=inhalt.get("odt"))


def check_pdf(dateien: Sequence[Datei]) -> list[Verstoss]:
    """Return what a built PDF lacks of PDF/A-3a and PDF/UA-1, as far as its structure shows; nothing without a PDF."""
    from generator.pdfpruefung import pruefe_pdf
    from generator.writers.pdf import ANHANG

    pdf = contents(dateien).get("pdf")
    return pruefe_pdf(pdf, ANHANG) if pdf is not None else []


def make_manifest(
    dokument: Dokument, dateien: Sequence[Datei], pruefung: Pruefung, stichtag: date, gegenprobe: dict[str, Any]
) -> Datei:
    """Return the record of a build: what was built from which content, what was checked and proven."""
    kopf = dokument.kopf
    zahlen = {s: sum(b.schwere == s for b in pruefung.befunde) for s in ("fehler", "warnung", "hinweis")}
    inhalt = {
        "kennung": kopf.kennung,
        "fassung": kopf.fassung,
        "stand": kopf.stand,
        "ist_entwurf": kopf.entwurf,
        "inhaltshash": kopf.inhaltshash,
        "programm": f"vertragswerk {__version__}",
        "pruefung": {
            "stichtag": stichtag.isoformat(),
            **zahlen,
            "regeln": list(pruefung.gelaufen),
            "uebersprungen": [{"regel": u.code, "grund": u.grund} for u in pruefung.uebersprungen],
        },
        "gegenprobe": gegenprobe,
        "pdfpruefung": {"ist_bestanden": True} if "pdf" in contents(dateien) else {"ist_durchgefuehrt": False},
        "dateien": [
            {"name": d.name, "format": d.format, "bytes": len(d.inhalt), "sha256": hashlib.sha256(d.inhalt).hexdigest()}
            for d in dateien
        ],
    }
    return Datei("manifest", MANIFEST, (json.dumps(inhalt, ensure_ascii=False, indent=2) + "\n").encode())
