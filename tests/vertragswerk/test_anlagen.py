"""Anlagen that are foreign files: named with their hash, delivered with the contract, and never swapped unnoticed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, replace_once

PLAN = b"%PDF-1.7\nLageplan\n"
SUMME = hashlib.sha256(PLAN).hexdigest()
EINTRAG = "  - {{id: lageplan, titel: 'Lageplan %s Gebiets', stand: 2024-12-01, beilage: {{datei: lageplan.pdf, sha256: \"{summe}\"}}}}\n"

LAGE = """---
id: lage
titel: Lage
version: "1.0"
art: paragraf
---

{: plan}
Die Lage des Gebiets ergibt sich aus {#lageplan}.
"""


@pytest.fixture
def mit_beilage(bestand: Path) -> Path:
    """Return a repository whose contract has a plan as Anlage; the title looks like a placeholder and is none."""
    ordner = bestand / "vertraege" / ERSTER
    (ordner / "beilagen").mkdir()
    (ordner / "beilagen" / "lageplan.pdf").write_bytes(PLAN)
    replace_once(ordner / "vertrag.yaml", "\nanlagen:\n", "\nanlagen:\n" + EINTRAG.format(summe=SUMME))
    (ordner / "klauseln").mkdir()
    (ordner / "klauseln" / "lage.md").write_text(LAGE, encoding="utf-8")
    with (ordner / "vertrag.yaml").open("a", encoding="utf-8") as strom:
        strom.write("klauseln:\n  zusaetzlich: [{klausel: lage, nach: gegenstand}]\n")
    return bestand


def test_file_is_named_hashed_and_delivered(rufe: Rufe, mit_beilage: Path) -> None:
    lauf = rufe("bauen", mit_beilage, "--format", "docx,pdf,plain")
    assert lauf.code == 0, lauf.alles
    (manifest,) = (mit_beilage / "ausgabe").rglob("manifest.json")
    ordner = manifest.parent
    assert (ordner / "beilagen" / "lageplan.pdf").read_bytes() == PLAN
    daten = json.loads(manifest.read_text(encoding="utf-8"))
    assert {d["name"]: d["sha256"] for d in daten["dateien"]}["beilagen/lageplan.pdf"] == SUMME
    assert f"vertraege/{ERSTER}/beilagen/lageplan.pdf" in {e["name"] for e in daten["eingaben"]}
    text = (ordner / f"{ERSTER}.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Anlage 1 Lageplan %s Gebiets" in " ".join(text.split())
    assert "„lageplan.pdf“" in text and SUMME in "".join(text.split())


def test_file_that_is_gone_leaves_the_output_too(rufe: Rufe, mit_beilage: Path) -> None:
    assert rufe("bauen", mit_beilage, "--format", "plain").code == 0
    ordner = mit_beilage / "vertraege" / ERSTER
    replace_once(ordner / "vertrag.yaml", EINTRAG.format(summe=SUMME), "")
    replace_once(ordner / "vertrag.yaml", "  zusaetzlich: [{klausel: lage, nach: gegenstand}]\n", "  zusaetzlich: []\n")
    (ordner / "klauseln" / "lage.md").unlink()
    (ordner / "beilagen" / "lageplan.pdf").unlink()
    assert rufe("bauen", mit_beilage, "--format", "plain", "--ersetzen").code == 0
    assert not list((mit_beilage / "ausgabe").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("inhalt", "code", "sagt"),
    [
        (PLAN + b"x", "BST-17", "ist eine andere als die vereinbarte"),
        (None, "BST-16", "liegt nicht im Ordner des Vertrags"),
    ],
)
def test_other_or_missing_file_stops_the_release(
    inhalt: bytes | None, code: str, sagt: str, rufe: Rufe, mit_beilage: Path
) -> None:
    datei = mit_beilage / "vertraege" / ERSTER / "beilagen" / "lageplan.pdf"
    if inhalt is None:
        datei.unlink()
    else:
        datei.write_bytes(inhalt)
    lauf = rufe("bauen", mit_beilage, "--format", "plain")
    assert lauf.code == 1
    assert code in lauf.aus and sagt in " ".join(lauf.aus.split())
    assert not (mit_beilage / "ausgabe").exists()


def test_document_that_the_kind_does_not_have(rufe: Rufe, bestand: Path) -> None:
    eintrag = "  - {id: geschaeft, titel: Geschäftsordnung, stand: 2024-12-01, dokument: geschaeftsordnung}\n"
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "\nanlagen:\n", "\nanlagen:\n" + eintrag)
    lauf = rufe("pruefen", bestand)
    assert lauf.code == 1
    assert "Ein Dokument „geschaeftsordnung“ hat dieser Vertrag nicht" in " ".join(lauf.aus.split())
