"""Calling the command line: within the test's process where that is enough, as a program where streams and signals matter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.arten import ARTEN, list_orte
from tests.hilfen import PROJEKT
from tests.vertraege import BEISPIELE, ERSTE_FASSUNG, ERSTER, KURZER
from vertragswerk.cli import run_command, speak_german

ZIEL = Path("ausgabe") / ERSTER / ERSTE_FASSUNG
"""Where the first contract is built, below its repository."""
NUR_TEXT = ("--format", "plain", "--ohne-gegenprobe")
"""What makes building quick."""
NUR_POSIX = pytest.mark.skipif(
    os.name == "nt", reason="Windows kennt weder benannte Leitungen noch Geräte im Dateisystem"
)


@dataclass(frozen=True)
class Lauf:
    """What a call of the command came to."""

    code: int
    aus: str
    fehler: str

    @property
    def alles(self) -> str:
        """Both streams."""
        return self.aus + self.fehler


Rufe = Callable[..., Lauf]


def without_crash(lauf: Lauf) -> Lauf:
    """Return the call; fails where a user would have seen a traceback or the last line of defence."""
    for spur in ("Traceback", "inneren Fehler", "Exception ignored", "ENG-01"):
        assert spur not in lauf.alles, lauf.alles
    return lauf


@pytest.fixture
def rufe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rufe:
    """Return a function that calls the command with arguments, within this process."""
    speak_german()
    monkeypatch.delenv("VERTRAGSWERK_ENTWICKLUNG", raising=False)

    def call(*angaben: object, ort: Path | None = None, ist_absturz_gewollt: bool = False) -> Lauf:
        if ort is not None:
            monkeypatch.chdir(ort)
        monkeypatch.setattr(sys, "argv", ["vertragswerk", *map(str, angaben)])
        capsys.readouterr()
        code = run_command()
        lauf = Lauf(code, *capsys.readouterr())
        assert "Traceback" not in lauf.alles
        return lauf if ist_absturz_gewollt else without_crash(lauf)

    return call


def environment(**neu: str | None) -> dict[str, str]:
    """Return the environment of a program with changes; None takes a variable out. Byte code is kept, as in every install."""
    neu = {"PYTHONDONTWRITEBYTECODE": None, **neu}
    env = {**os.environ, **{k: v for k, v in neu.items() if v is not None}}
    return {k: v for k, v in env.items() if neu.get(k, "") is not None}


def command(*angaben: object) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "vertragswerk", *map(str, angaben)]


def start(*angaben: object, ort: Path | None = None, **umgebung: str | None) -> Lauf:
    """Run the command as a program of its own."""
    lauf = subprocess.run(
        command(*angaben), cwd=ort or Path.cwd(), env=environment(PYTHONPATH=str(PROJEKT), **umgebung),
        capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    return without_crash(
        Lauf(lauf.returncode, lauf.stdout.decode("utf-8", "replace"), lauf.stderr.decode("utf-8", "replace"))
    )


def copy_beispiel(ziel: Path, *vertraege: str) -> Path:
    """Copy the example repository, all contracts or the named ones."""
    shutil.copytree(BEISPIELE, ziel, ignore=shutil.ignore_patterns("ausgabe"))
    if vertraege:
        keep_only(ziel, *vertraege)
    return ziel


def keep_only(bestand: Path, *vertraege: str) -> None:
    """Leave no contract and no case in a repository but the named ones."""
    for ort in list_orte(ARTEN):
        for ordner in (bestand / ort.ordner).iterdir() if (bestand / ort.ordner).is_dir() else ():
            if ordner.name not in vertraege:
                shutil.rmtree(ordner)


@pytest.fixture(scope="session")
def kurzer_bestand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of one short contract, for programs of their own that need some repository; nobody writes into it."""
    return copy_beispiel(tmp_path_factory.mktemp("kurz") / "bestand", KURZER)


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """Return a copy of the example repository with its first contract."""
    return copy_beispiel(tmp_path / "bestand", ERSTER)


def replace_once(datei: Path, alt: str, neu: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = datei.read_text(encoding="utf-8")
    assert text.count(alt) == 1, f"{alt!r} steht {text.count(alt)}-mal in {datei.name}"
    datei.write_text(text.replace(alt, neu), encoding="utf-8", newline="\n")


def tree(ordner: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name, hidden ones too."""
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


@pytest.fixture
def aussen(tmp_path: Path) -> Path:
    """Return a folder outside, with a file that must stay where it is and what it is; skips where there are no links."""
    ordner = tmp_path / "aussen"
    ordner.mkdir()
    (ordner / "geheim.txt").write_bytes(b"geheim")
    try:
        (tmp_path / "probe").symlink_to(ordner)
    except OSError:
        pytest.skip("Verknüpfungen sind hier nicht erlaubt")
    (tmp_path / "probe").unlink()
    return ordner
