"""Two Word files that are not ours: lines that differ, a tracked file with the extra, and what such a comparison cannot know."""

from __future__ import annotations

import importlib.util
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from tests.vertraege import BEISPIELE, ERSTER
from tests.vertragswerk.conftest import Rufe
from vertragswerk import fremdvergleich

HAT_EXTRA = importlib.util.find_spec("python_redlines_docxodus") is not None
ALT = "# Mietvertrag\n\nDer Mieter zahlt 100 Euro.\n\nDie Frist beträgt zwei Wochen.\n"
NEU = ALT.replace("100", "120") + "\nEin neuer Absatz.\n"


@pytest.fixture
def paar(tmp_path: Path) -> tuple[Path, Path]:
    dateien = (tmp_path / "alt.docx", tmp_path / "neu.docx")
    for datei, text in zip(dateien, (ALT, NEU), strict=True):
        pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(datei))
    return dateien


def test_the_lines_and_what_nobody_can_know(rufe: Rufe, paar: tuple[Path, Path]) -> None:
    lauf = rufe("vergleichen", *paar)
    assert lauf.code == 0, lauf.alles
    assert "weiß dieser Vergleich nicht" in lauf.aus
    for zeile in ("− Der Mieter zahlt 100 Euro.", "+ Der Mieter zahlt 120 Euro.", "+ Ein neuer Absatz."):
        assert zeile in lauf.aus.splitlines()
    assert "Beide Dateien haben denselben Text." in rufe("vergleichen", paar[0], paar[0]).aus


@pytest.mark.skipif(not HAT_EXTRA, reason="Die Zusatzbibliothek „fremdvergleich“ ist nicht installiert.")
@pytest.mark.langsam
def test_a_tracked_file(rufe: Rufe, paar: tuple[Path, Path], tmp_path: Path) -> None:
    ziel = tmp_path / "z"
    angaben = ("--format", "docx", "--ziel", ziel, "--autor", "Kanzlei", "--datum", "2026-01-31")
    lauf = rufe("vergleichen", *paar, *angaben)
    assert lauf.code == 0 and "ist nicht bewiesen" in " ".join(lauf.aus.split()), lauf.alles
    with zipfile.ZipFile(ziel / "vergleich.docx") as paket:
        text = paket.read("word/document.xml").decode()
    assert 'w:author="Kanzlei"' in text and "2026-01-31T00:00:00Z" in text and "<w:del " in text


def test_a_missing_extra_is_said_in_german(
    rufe: Rufe, paar: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_redlines", None)
    lauf = rufe("vergleichen", *paar, "--format", "docx", "--ziel", tmp_path / "z")
    assert lauf.code == 2 and "pip install vertragswerk[fremdvergleich]" in " ".join(lauf.fehler.split())
    assert not (tmp_path / "z").exists()


@pytest.mark.parametrize("art", ["zeit", "fehler"])
def test_a_program_that_hangs_or_fails_is_said(
    rufe: Rufe, paar: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, art: str
) -> None:
    def run(befehl: list[str], **angaben: Any) -> subprocess.CompletedProcess[bytes]:
        if art == "zeit":
            raise subprocess.TimeoutExpired(befehl, angaben["timeout"])
        return subprocess.CompletedProcess(befehl, 1, b"", b"Unhandled exception")

    monkeypatch.setattr(fremdvergleich, "_find_engine", lambda: "redline")
    monkeypatch.setattr(subprocess, "run", run)
    lauf = rufe("vergleichen", *paar, "--format", "docx", "--ziel", tmp_path / "z")
    meldung = "nach 120 Sekunden nicht geendet" if art == "zeit" else "Rückgabewert 1"
    assert lauf.code == 2 and meldung in lauf.fehler and "Unhandled" not in lauf.alles


def test_damaged_files_and_other_forms_are_refused(rufe: Rufe, paar: tuple[Path, Path], tmp_path: Path) -> None:
    kaputt = tmp_path / "kaputt.docx"
    kaputt.write_bytes(b"PK\x03\x04")
    assert "nicht lesbar" in rufe("vergleichen", paar[0], kaputt).fehler
    assert "nur als bericht-text oder docx" in rufe("vergleichen", *paar, "--format", "synopse-pdf").fehler
    assert "--ziel ORDNER" in rufe("vergleichen", *paar, "--format", "docx").fehler
    gemischt = rufe("vergleichen", ERSTER, paar[0], BEISPIELE)
    assert gemischt.code == 2 and "Traceback" not in gemischt.alles
