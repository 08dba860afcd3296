"""Hostile files and clause texts: each ends within 6 seconds of work and 400 MiB, with a German sentence that names file and reason.

The inputs are made here (`dateien`, `klauseln`) and lie nowhere. A child process carries the limits, so that what breaks them is
stopped by the system and not by this test.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER, KURZER
from tests.vertragswerk.conftest import Lauf, copy_beispiel, environment, replace_once, without_crash

from .dateien import DATEIEN, Fall
from .klauseln import KLAUSELN, Klauselfall

SEKUNDEN, MIB = 6, 400
ADRESSRAUM = 1_024
"""MiB of address space: libraries reserve far more than they use; what is used is measured."""
pytestmark = [
    pytest.mark.langsam,
    pytest.mark.skipif(
        importlib.util.find_spec("resource") is None, reason="Ohne „resource“ (Windows) gibt es keine Schranke"
    ),
]


def run_bounded(*angaben: object) -> Lauf:
    """Run the command within the limits; fails beyond them and for a crash."""
    befehl = [sys.executable, "-m", "tests.feindlich.kind", str(ADRESSRAUM), str(SEKUNDEN), *map(str, angaben)]
    roh = subprocess.run(befehl, cwd=PROJEKT, env=environment(), capture_output=True, timeout=120, check=False)
    *fehler, verbrauch = roh.stderr.decode("utf-8", "replace").rstrip().split("\n")
    lauf = without_crash(Lauf(roh.returncode, roh.stdout.decode("utf-8", "replace"), "\n".join(fehler)))
    assert verbrauch.startswith("VERBRAUCH"), f"Ende {roh.returncode}: {lauf.alles[-500:]}{verbrauch}"
    _, sekunden, mib, erlaubt = verbrauch.split()
    assert float(sekunden) < float(erlaubt)
    assert int(mib) < MIB
    return lauf


@pytest.mark.parametrize("fall", DATEIEN, ids=lambda f: f.datei)
def test_a_hostile_file_is_bounded(fall: Fall, tmp_path: Path) -> None:
    datei = tmp_path / fall.datei
    datei.write_bytes(fall.mache())
    lauf = run_bounded("zitate", datei)
    if not fall.sagt:
        assert lauf.code in (0, 1), lauf.fehler
        return
    gesagt = " ".join(lauf.fehler.split())
    assert lauf.code == 2
    assert fall.datei in gesagt
    assert fall.sagt in gesagt, gesagt


@pytest.mark.parametrize("fall", KLAUSELN, ids=lambda f: f.name)
def test_a_hostile_clause_is_bounded_and_leaves_the_other_contract_alone(fall: Klauselfall, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "bestand", ERSTER, KURZER)
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    zusatz = "\n\nklauseln:\n  zusaetzlich: [{klausel: eins, nach: oeffnung}]\n\nanlagen:\n"
    replace_once(vertrag, "\n\nanlagen:\n", zusatz)
    klausel = vertrag.parent / "klauseln" / "eins.md"
    klausel.parent.mkdir()
    kopf = '---\nid: eins\ntitel: Zusatz\nversion: "1.0"\nart: paragraf\n---\n\n'
    klausel.write_text(kopf + fall.mache() + "\n", encoding="utf-8")
    lauf = run_bounded("pruefen", bestand)
    gesagt = " ".join(lauf.aus.split())
    assert "Verträge und Fälle 2" in gesagt, lauf.alles
    if fall.sagt:
        assert lauf.code == 1
        assert "klauseln/eins.md" in gesagt
        assert "KLA-05" in gesagt
        assert fall.sagt in gesagt
