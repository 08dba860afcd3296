"""The recipe of the handbook in a real git repository: words of a Word file in a diff, and the report as a comment."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once

ATTRIBUTE = re.compile(r"<!-- datei: \.gitattributes -->\n```\n(.*?)```", re.DOTALL)


def git(ort: Path, *befehl: str) -> str:
    namen = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    lauf = subprocess.run(["git", *namen, *befehl], cwd=ort, check=True, capture_output=True, encoding="utf-8")
    return lauf.stdout


@pytest.fixture
def verwaltet(rufe: Rufe, tmp_path: Path) -> Path:
    """A repository set up as the handbook says, with a built Word file in it."""
    bestand = copy_beispiel(tmp_path / "bestand", ERSTER)
    seite = (PROJEKT / "docs" / "handbuch" / "fassungen.md").read_text(encoding="utf-8")
    treffer = ATTRIBUTE.search(seite)
    assert treffer is not None
    (bestand / ".gitattributes").write_text(treffer[1], encoding="utf-8")
    git(bestand, "init", "-q", "-b", "main")
    assert 'git config diff.vertragswerk.textconv "vertragswerk text"' in seite
    git(bestand, "config", "diff.vertragswerk.textconv", f'"{Path(sys.executable).as_posix()}" -m vertragswerk text')
    git(bestand, "config", "diff.vertrag.xfuncname", "^[a-z_]+:.*$")
    lauf = rufe("bauen", bestand, "--format", "docx", "--ziel", bestand / "gebaut", "--entwurf")
    assert lauf.code == 0, lauf.alles
    git(bestand, "add", ".")
    git(bestand, "commit", "-q", "-m", "Stand")
    return bestand


def test_a_diff_of_a_word_file_shows_words(rufe: Rufe, verwaltet: Path) -> None:
    replace_once(verwaltet / "vertraege" / ERSTER / "vertrag.yaml", "verhandlung_wochen: 6", "verhandlung_wochen: 8")
    lauf = rufe("bauen", verwaltet, "--format", "docx", "--ziel", verwaltet / "gebaut", "--entwurf", "--ersetzen")
    assert lauf.code == 0, lauf.alles
    unterschied = git(verwaltet, "diff", "--word-diff=plain", "--", "*.docx")
    assert "{+acht+}" in unterschied or "{+8+}" in unterschied, unterschied
    assert "anpassung:" in git(verwaltet, "diff", "--", "*vertrag.yaml")


def test_the_report_is_a_comment_for_a_merge_request(rufe: Rufe, verwaltet: Path, tmp_path: Path) -> None:
    replace_once(verwaltet / "vertraege" / ERSTER / "vertrag.yaml", "verhandlung_wochen: 6", "verhandlung_wochen: 8")
    ziel = tmp_path / "kommentar"
    lauf = rufe("vergleichen", f"{ERSTER}@git:main", ERSTER, verwaltet, "--format", "bericht-md", "--ziel", ziel)
    assert lauf.code == 0, lauf.alles
    text = (ziel / "bericht.md").read_text(encoding="utf-8")
    assert "anpassung" in text and len(text) < 65_000


@pytest.mark.parametrize(
    ("name", "inhalt", "meldung"),
    [("kaputt.docx", b"PK\x03\x04", "kaputt.docx"), ("fehlt.docx", None, "fehlt.docx"), ("alt.doc", b"x", "als .docx")],
)
def test_text_of_what_cannot_be_read(rufe: Rufe, tmp_path: Path, name: str, inhalt: bytes | None, meldung: str) -> None:
    if inhalt is not None:
        (tmp_path / name).write_bytes(inhalt)
    lauf = rufe("text", tmp_path / name)
    assert lauf.code == 2 and meldung in lauf.fehler and "Traceback" not in lauf.alles
