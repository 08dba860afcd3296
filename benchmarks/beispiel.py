"""The documents and repositories that are measured: the example contract, and many variations of it."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from contracts.bestand.verzeichnis import open_bestand
from generator.tree import Dokument
from vertragswerk.werk import choose_ordner, work_one

BEISPIELE = Path(__file__).resolve().parent.parent / "contracts" / "beispiele"
VORLAGE = "TB1-WESERBOGEN-2025"


def document() -> Dokument:
    """Return the numbered document of the example contract."""
    bestand, _ = open_bestand(BEISPIELE)
    (ordner,) = choose_ordner(bestand, frozenset({VORLAGE}))
    dokument = work_one(bestand, ordner).dokument
    if dokument is None:
        raise RuntimeError("the example contract does not assemble")
    return dokument


def documents(anzahl: int) -> list[Dokument]:
    """Return the numbered documents of so many variations of the example contract: other volumes, so other amounts."""
    with tempfile.TemporaryDirectory() as ordner:
        make_repository(Path(ordner), anzahl)
        bestand, _ = open_bestand(Path(ordner))
        alle = [work_one(bestand, o).dokument for o in choose_ordner(bestand, frozenset())]
    return [dokument for dokument in alle if dokument is not None]


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
