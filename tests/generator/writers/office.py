"""One LibreOffice for all tests of a process: starting it takes far longer than what it is asked to do.

It answers the orders of `officedienst.py`. Where no Python has LibreOffice's `uno`, files are printed by a start each, and what has
to be edited is skipped. What it saves comes from a start for many files: in one that stays open a layout may have computed the fields.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import pytest

from generator.kanon import normalise
from tests.hilfen import need_program

FILTER = {
    "pdf": ("writer_pdf_Export", ""),
    "txt": ("Text (encoded)", "UTF8"),
    "docx": ("MS Word 2007 XML", ""),
    "odt": ("writer8", ""),
}
"""What LibreOffice calls the formats it writes, and their options."""
SEKUNDEN = 180
"""Nothing it is asked for takes longer."""
Schritt = tuple[str, ...]
Zeilen = list[tuple[str, str]]
"""Label and text of each paragraph."""


def edit_office(datei: Path, schritte: Sequence[Schritt] = ()) -> Zeilen:
    """Return what LibreOffice reads in a file once it was edited as a person would, every field computed anew; skips without it."""
    return _ask(datei, (), schritte, "", True)


def print_office(datei: Path) -> tuple[Path, Path]:
    """Return a file as LibreOffice prints it, and printed with contents made anew; skips the test without it."""
    wie_sie_ist, erneuert = _beside(datei, "pdf"), _beside(datei, "erneuert.pdf")
    _ask(datei, [(*FILTER["pdf"], str(wie_sie_ist))], (), str(erneuert), False)
    return wie_sie_ist, erneuert


def print_pdf(datei: Path) -> Path:
    """Return a file as LibreOffice prints it, in a folder beside it; skips the test without the program."""
    if _python_with_uno() is None:
        return convert_all([datei], "pdf")[0]
    ziel = _beside(datei, "pdf")
    _ask(datei, [(*FILTER["pdf"], str(ziel))], (), "", False)
    return ziel


def convert_all(dateien: Sequence[Path], endung: str) -> list[Path]:
    """Return what LibreOffice makes of the files of one folder in a single start of its own, as they are saved; skips without it."""
    soffice = need_program("soffice", "libreoffice")
    ziele = [_beside(datei, endung) for datei in dateien]
    filter_ = ":".join((endung, *filter(None, FILTER[endung])))
    with TemporaryDirectory() as profil:
        subprocess.run(
            [soffice, f"-env:UserInstallation={Path(profil).as_uri()}", "--headless", "--convert-to", filter_, "--outdir",
             str(ziele[0].parent), *map(str, dateien)],
            check=True, capture_output=True, timeout=SEKUNDEN,
        )  # fmt: skip
    return ziele


def _beside(datei: Path, endung: str) -> Path:
    ziel = datei.parent / "gewandelt" / f"{datei.stem}.{endung}"
    ziel.parent.mkdir(exist_ok=True)
    return ziel


def _ask(
    datei: Path,
    gewandelt: Sequence[tuple[str, str, str]],
    schritte: Sequence[Schritt],
    verzeichnis: str,
    liest: bool,
) -> Zeilen:
    auftrag = {
        "datei": str(datei), "gewandelt": gewandelt, "schritte": schritte, "verzeichnis": verzeichnis, "liest": liest,
    }  # fmt: skip
    dienst = _service()
    assert dienst.stdin is not None and dienst.stdout is not None
    waechter = Timer(SEKUNDEN, dienst.kill)
    waechter.start()
    try:
        dienst.stdin.write(json.dumps(auftrag) + "\n")
        dienst.stdin.flush()
        antwort = dienst.stdout.readline()
    finally:
        waechter.cancel()
    if not antwort:
        # The next test gets another one.
        _service.cache_clear()
    assert antwort, f"LibreOffice hat nicht geantwortet: {auftrag}"
    return [(normalise(nummer), normalise(text)) for nummer, text in json.loads(antwort)]


@cache
def _service() -> subprocess.Popen[str]:
    """Return the service; it ends with this process, which holds its standard input."""
    soffice = need_program("soffice", "libreoffice")
    python = _python_with_uno()
    if python is None:
        pytest.skip("Programm nicht installiert: Python mit LibreOffice-Anbindung (uno)")
    return subprocess.Popen(
        [python, str(Path(__file__).with_name("officedienst.py")), soffice],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


@cache
def _python_with_uno() -> str | None:
    neben = Path(need_program("soffice", "libreoffice")).resolve().parent
    for kandidat in (neben / "python", neben / "python.exe", Path("/usr/bin/python3")):
        if shutil.which(str(kandidat)):
            probe = subprocess.run([str(kandidat), "-c", "import uno"], capture_output=True, timeout=60, check=False)
            if probe.returncode == 0:
                return str(kandidat)
    return None
