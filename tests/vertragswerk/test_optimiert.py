"""With an optimised Python the program is the same (-O) or refuses to start (-OO); it never runs with half of its texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT
from tests.vertragswerk.conftest import environment


def _run(*angaben: str, ort: Path = PROJEKT, **umgebung: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *angaben], cwd=ort, capture_output=True, timeout=300, check=False,
        env=environment(PYTHONPATH=str(PROJEKT), PYTHONUTF8="1", **umgebung),
    )  # fmt: skip


@pytest.mark.parametrize(
    "angaben", [("erklaere", "BG-06"), ("schema", "partei"), ("--version",), ("pruefen", ".")], ids=" ".join
)
def test_without_texts_nothing_is_done(angaben: tuple[str, ...], kurzer_bestand: Path) -> None:
    lauf = _run("-OO", "-m", "vertragswerk", *angaben, ort=kurzer_bestand)
    assert (lauf.returncode, lauf.stdout) == (2, b"")
    assert "-OO" in lauf.stderr.decode() and lauf.stderr.count(b"\n") == 1


def test_the_environment_counts_too(tmp_path: Path) -> None:
    ziel = tmp_path / "probe"
    lauf = _run("-m", "vertragswerk", "beispiel", str(ziel), PYTHONOPTIMIZE="2")
    assert lauf.returncode == 2 and not ziel.exists()


@pytest.mark.parametrize(
    "angaben", [("erklaere", "BG-06"), ("schema", "traegerbudget_singulaer"), ("pruefen", ".")], ids=" ".join
)
def test_without_asserts_everything_is_the_same(angaben: tuple[str, ...], kurzer_bestand: Path) -> None:
    befehl = ("-m", "vertragswerk", *angaben)
    sonst, ohne = _run(*befehl, ort=kurzer_bestand), _run("-O", *befehl, ort=kurzer_bestand)
    assert (ohne.returncode, ohne.stdout, ohne.stderr) == (sonst.returncode, sonst.stdout, sonst.stderr)
