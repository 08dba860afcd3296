"""A contract with twenty seeded mistakes yields exactly these twenty findings, each at its line and column."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.bericht import Pruefbericht
from checks.report import render
from checks.run import check
from tests.checks.faelle import BEISPIELE, STICHTAG
from tests.checks.test_eigenschaften import KENNUNG, load

ORDNER = Path(__file__).parent / "zwanzig"
FEHLER: list[dict[str, Any]] = yaml.safe_load((ORDNER / "fehler.yaml").read_text(encoding="utf-8"))
VERTRAG = f"vertraege/{KENNUNG}/vertrag.yaml"
KLAUSELN = f"vertraege/{KENNUNG}/klauseln"


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example repository with all mistakes in one contract."""
    wurzel = tmp_path_factory.mktemp("zwanzig") / "bestand"
    shutil.copytree(BEISPIELE, wurzel)
    text = (wurzel / VERTRAG).read_text(encoding="utf-8")
    for fehler in FEHLER:
        if "alt" in fehler:
            assert text.count(fehler["alt"]) >= 1, fehler
            text = text.replace(fehler["alt"], fehler["neu"], 1)
    text += "\nklauseln:\n  zusaetzlich:\n    - {klausel: mitwirkung, nach: ansprueche}\n"
    (wurzel / VERTRAG).write_text(text, encoding="utf-8", newline="\n")
    (wurzel / KLAUSELN).mkdir()
    shutil.copy(ORDNER / "mitwirkung.md", wurzel / KLAUSELN)
    return wurzel


def expected(wurzel: Path, fehler: dict[str, Any]) -> tuple[str, str, int, int]:
    """Return code, file, line and column, counted in the text of the file itself."""
    datei = f"{KLAUSELN}/{fehler['klausel']}" if "klausel" in fehler else VERTRAG
    text = (wurzel / datei).read_text(encoding="utf-8")
    assert text.count(fehler["stelle"]) == 1, fehler
    ort = text.index(fehler["stelle"])
    return fehler["code"], datei, text.count("\n", 0, ort) + 1, ort - text.rfind("\n", 0, ort)


def test_there_are_twenty_different_mistakes() -> None:
    assert len(FEHLER) == len({f["code"] for f in FEHLER}) == 20


def test_exactly_these_twenty_findings_at_their_places(bestand: Path) -> None:
    pruefung = check(load(bestand), STICHTAG)
    gefunden = [(b.code, b.position.datei, b.position.zeile, b.position.spalte) for b in pruefung.befunde]
    assert sorted(gefunden) == sorted(expected(bestand, f) for f in FEHLER)


def test_the_json_report_gives_the_same_places(bestand: Path) -> None:
    bericht = Pruefbericht("1", STICHTAG, (check(load(bestand), STICHTAG),))
    daten = json.loads(render(bericht, "json"))
    gefunden = [(b["code"], b["datei"], b["zeile"], b["spalte"]) for b in daten["befunde"]]
    assert sorted(gefunden) == sorted(expected(bestand, f) for f in FEHLER)
    assert daten["anzahl"] == {"fehler": 16, "warnung": 4, "hinweis": 0} and daten["exitcode"] == 1


def test_their_fingerprints_are_the_recorded_ones(bestand: Path) -> None:
    erwartet = yaml.safe_load((ORDNER / "fingerabdruecke.yaml").read_text(encoding="utf-8"))
    assert {b.code: b.fingerprint for b in check(load(bestand), STICHTAG).befunde} == erwartet
