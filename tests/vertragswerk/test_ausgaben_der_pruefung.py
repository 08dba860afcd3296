"""`pruefen` writes several reports at once, and their paths lead from the folder of the version control to the file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from checks.report import WRITERS
from contracts.arten import ARTEN
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, replace_once
from vertragswerk.cli.quellzeilen import find_praefix, make_zeilenleser


@pytest.fixture
def unterordner(bestand: Path, tmp_path: Path) -> Path:
    """Return a faulty repository in a folder with umlaut and blank, below that of the version control."""
    ort = tmp_path / "Ablage ä" / "Verträge 2025"
    ort.parent.mkdir()
    (ort.parent / ".git").mkdir()
    shutil.move(bestand, ort)
    replace_once(ort / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 24")
    return ort


def test_all_formats_at_once(unterordner: Path, tmp_path: Path, rufe: Rufe) -> None:
    angaben = [teil for name in WRITERS for teil in ("--ausgabe", f"{name}:{tmp_path / name}")]
    lauf = rufe("pruefen", unterordner, *angaben)
    assert lauf.code == 1 and lauf.aus == ""
    assert all((tmp_path / name).stat().st_size for name in WRITERS)


@pytest.mark.parametrize("format", WRITERS)
def test_each_format_alone_ends_with_the_same_code(unterordner: Path, format: str, rufe: Rufe) -> None:
    lauf = rufe("pruefen", unterordner, "--ausgabe", format, ist_absturz_gewollt=True)  # a catalogue names ENG-01
    assert lauf.code == 1 and "FL-01" in lauf.aus


def test_a_uri_of_the_report_is_the_file(unterordner: Path, rufe: Rufe) -> None:
    (lauf,) = json.loads(rufe("pruefen", unterordner, "--ausgabe", "sarif", ist_absturz_gewollt=True).aus)["runs"]
    (fehler,) = [e for e in lauf["results"] if e["ruleId"] == "FL-01"]
    ort = fehler["locations"][0]["physicalLocation"]
    datei = unterordner.parent / unquote(ort["artifactLocation"]["uri"])
    zeile = datei.read_text(encoding="utf-8").split("\n")[ort["region"]["startLine"] - 1]
    assert zeile[ort["region"]["startColumn"] - 1 : ort["region"]["endColumn"] - 1] == "24"


def test_the_line_is_quoted_only_when_asked(unterordner: Path, rufe: Rufe) -> None:
    assert "monate: 24" not in rufe("pruefen", unterordner).aus
    zeilen = rufe("pruefen", unterordner, "--quelltext").aus.splitlines()
    stelle = next(i for i, z in enumerate(zeilen) if z.endswith("|   monate: 24"))
    assert zeilen[stelle + 1].rstrip().endswith("^^")
    assert zeilen[stelle + 1].index("^") == zeilen[stelle].index("24", zeilen[stelle].index("|"))


def test_the_way_down_from_the_version_control(tmp_path: Path) -> None:
    ort = tmp_path / "a" / "b"
    ort.mkdir(parents=True)
    assert find_praefix(ort) == ""
    (tmp_path / ".git").write_text("gitdir: anderswo", encoding="utf-8")
    assert find_praefix(ort) == "a/b/" and find_praefix(tmp_path) == ""


def test_lines_never_come_from_outside(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    innen = tmp_path / "innen"
    innen.mkdir()
    (innen / "d.yaml").write_bytes("\ufeffä: 1\r\nb: \x85\n".encode())
    lies = make_zeilenleser(innen, ARTEN)
    assert lies("../geheim.txt") == () and lies("fehlt.yaml") == ()
    assert lies("d.yaml") == ("ä: 1", "b: \x85", "")
