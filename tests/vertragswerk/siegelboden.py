"""Sealed repositories for tests: one contract with two sealed Fassungen, made once and copied."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import copy_beispiel, replace_once
from vertragswerk.cli import run_command, speak_german

STICHTAG = "2024-12-18"
ERSTE, ZWEITE = "1.2", "1.3"
FORMATE = "docx,odt,pdf,plain"


def call(*angaben: object) -> tuple[int, str]:
    """Call the command in this process; return its exit code and what it printed."""
    speak_german()
    alt, sys.argv = sys.argv, ["vertragswerk", *map(str, angaben)]
    strom = io.StringIO()
    try:
        with redirect_stdout(strom), redirect_stderr(strom):
            return run_command(), strom.getvalue()
    finally:
        sys.argv = alt


def seal(bestand: Path, datum: str, formate: str = FORMATE) -> tuple[int, str]:
    """Seal the example contract."""
    return call("besiegeln", ERSTER, bestand, "--stichtag", STICHTAG, "--datum", datum, "--format", formate)


def raise_number(bestand: Path, alt: str, neu: str) -> None:
    """Give the contract in work the next number."""
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", f'nummer: "{alt}"', f'nummer: "{neu}"')


@cache
def sealed_repository() -> Path:
    """Return a repository with two sealed Fassungen; who changes it copies it before."""
    bestand = copy_beispiel(Path(mkdtemp(prefix="besiegelt-")) / "bestand", ERSTER)
    code, gesagt = seal(bestand, "2024-12-18")
    assert code == 0, gesagt
    raise_number(bestand, ERSTE, ZWEITE)
    code, gesagt = seal(bestand, "2024-12-19", "plain")
    assert code == 0, gesagt
    return bestand


def fassung(bestand: Path, nummer: str = ERSTE) -> Path:
    """Return the folder of a sealed Fassung."""
    return bestand / "vertraege" / ERSTER / "fassungen" / nummer
