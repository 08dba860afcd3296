"""The documents and repositories that are measured: the example contract, and many variations of it."""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from contracts.arten import HAUPTDOKUMENT
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.tree import Dokument
from vertragswerk.dateisystem.verzeichnis import open_bestand
from vertragswerk.werk import Eingaben, work

BEISPIELE = Path(__file__).resolve().parent.parent / "contracts" / "beispiele"
VORLAGE = "TB1-WESERBOGEN-2025"


def document() -> Dokument:
    """Return the numbered document of the example contract."""
    return _read(BEISPIELE, VORLAGE)[0]


def _read(wurzel: Path, *kennungen: str) -> list[Dokument]:
    """Return the numbered documents of the contracts of a repository, all or the named ones."""
    bestand, _ = open_bestand(wurzel)
    recht, tag = load_mitgeliefert(), date(2024, 12, 18)
    ordner = [o for o in bestand.vertraege() if not kennungen or o.kennung in kennungen]
    return [work(Eingaben(bestand.read_dateien(o), recht, tag)).dokumente[HAUPTDOKUMENT] for o in ordner]


def documents(anzahl: int) -> list[Dokument]:
    """Return the numbered documents of so many variations of the example contract: other volumes, so other amounts."""
    with tempfile.TemporaryDirectory() as ordner:
        make_repository(Path(ordner), anzahl)
        return _read(Path(ordner))


def make_single(ziel: Path) -> Path:
    """Write a repository of the example contract alone, which has no errors; return the contract file."""
    shutil.copytree(BEISPIELE / "parteien", ziel / "parteien")
    shutil.copy(BEISPIELE / "vertragswerk.toml", ziel)
    shutil.copytree(BEISPIELE / "vertraege" / VORLAGE, ziel / "vertraege" / VORLAGE)
    return ziel / "vertraege" / VORLAGE / "vertrag.yaml"


def make_repository(ziel: Path, anzahl: int) -> list[Path]:
    """Write a repository of many contracts with different volumes; return the contract files."""
    shutil.copytree(BEISPIELE / "parteien", ziel / "parteien")
    shutil.copy(BEISPIELE / "vertragswerk.toml", ziel)
    text = (BEISPIELE / "vertraege" / VORLAGE / "vertrag.yaml").read_text(encoding="utf-8")
    dateien = []
    for nummer in range(anzahl):
        kennung = f"{VORLAGE}-{nummer:04d}"
        ordner = ziel / "vertraege" / kennung
        ordner.mkdir(parents=True)
        eigen = re.sub(r"^kennung: .*$", f"kennung: {kennung}", text, count=1, flags=re.MULTILINE)
        eigen = re.sub(r"menge: 731\b", f"menge: {700 + nummer % 31}", eigen)
        (ordner / "vertrag.yaml").write_text(eigen, encoding="utf-8", newline="\n")
        dateien.append(ordner / "vertrag.yaml")
    return dateien
