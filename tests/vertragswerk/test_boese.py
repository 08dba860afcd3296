"""Bad repositories: each case is a file of `boese/` that says what is broken and what the user must read.

`aendere` – replacements in the example's first contract or another file; `schreibe` – files with `text` or `hex`; `mal` repeats a
text; `entferne` – files and folders; `vorlage = "leer"` starts from an empty folder. `codes` are the findings of severity Fehler,
`stelle` is file:line:column of the first; without `codes` the command ends before it checks. `sagt` must be printed.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once

FAELLE = sorted((Path(__file__).parent / "boese").glob("*.toml"))
VERTRAG = f"vertraege/{ERSTER}/vertrag.yaml"


def make_bestand(fall: dict[str, Any], ziel: Path) -> Path:
    """Make the broken repository of a case."""
    if fall.get("vorlage") == "leer":
        ziel.mkdir()
    else:
        copy_beispiel(ziel, ERSTER)
    for name in fall.get("entferne", ()):
        weg = ziel / name
        shutil.rmtree(weg) if weg.is_dir() else weg.unlink()
    for s in fall.get("schreibe", ()):
        datei = ziel / s.get("datei", VERTRAG)
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_bytes(bytes.fromhex(s["hex"]) if "hex" in s else (s["text"] * s.get("mal", 1)).encode())
    for a in fall.get("aendere", ()):
        replace_once(ziel / a.get("datei", VERTRAG), a["alt"], a["neu"])
    return ziel


@pytest.mark.parametrize("pfad", FAELLE, ids=lambda p: p.stem)
def test_bad_repository_is_explained(pfad: Path, rufe: Rufe, tmp_path: Path) -> None:
    fall = tomllib.loads(pfad.read_text(encoding="utf-8"))
    ort = make_bestand(fall, tmp_path / "bestand")
    lauf = rufe("pruefen", ort, "--ausgabe", f"json:{tmp_path / 'b.json'}", "--ausgabe", "text")
    assert lauf.code == fall["exitcode"], lauf.alles
    gesagt = " ".join(lauf.alles.split())
    for satz in fall["sagt"]:
        assert satz in gesagt, lauf.alles
    if "codes" not in fall:
        assert not (tmp_path / "b.json").exists()
        return
    befunde = [b for b in json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["befunde"] if b["schwere"] == "fehler"]  # fmt: skip
    assert [b["code"] for b in befunde] == fall["codes"], lauf.alles
    if "stelle" in fall:
        assert "{datei}:{zeile}:{spalte}".format(**befunde[0]).removeprefix(f"vertraege/{ERSTER}/") == fall["stelle"]


@pytest.mark.parametrize("pfad", FAELLE, ids=lambda p: p.stem)
def test_nothing_is_released_from_a_bad_repository(pfad: Path, rufe: Rufe, tmp_path: Path) -> None:
    fall = tomllib.loads(pfad.read_text(encoding="utf-8"))
    ort = make_bestand(fall, tmp_path / "bestand")
    lauf = rufe("bauen", ort, "--ohne-gegenprobe", "--format", "plain", "--ziel", tmp_path / "ziel")
    assert lauf.code == fall["exitcode"], lauf.alles
    gebaut = fall["exitcode"] == 0
    assert (tmp_path / "ziel" / ERSTER).exists() == gebaut, lauf.alles
