"""Names of files and typed words never steer a terminal, whatever command prints them; JSON keeps them as escapes."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

from corpus.druckbar import escape_json, mask, show_pfad
from tests.hilfen import PROJEKT
from tests.vertraege import KURZER
from tests.vertragswerk.conftest import ERSTER, Rufe, keep_only, replace_once

# Clears the screen, sets the title, the same in one byte (C1), turns the direction of writing, adds a line.
BOESE = ("\x1b[2J", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\x7f")
NUR_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows verbietet Steuerzeichen in Dateinamen")


def is_harmless(text: str) -> bool:
    return all(z.isprintable() or z in "\n\u00a0\u2009\u202f" for z in text)


@NUR_POSIX
@pytest.mark.parametrize("zeichen", BOESE, ids=ascii)
def test_every_command_that_names_a_path(zeichen: str, rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    name = f"a{zeichen}b"
    ordner = tmp_path / name
    ordner.mkdir()
    (ordner / "x").write_text("x", encoding="utf-8")
    (tmp_path / f"{name}.txt").write_text("§ 9998 SGB IX", encoding="utf-8")
    (tmp_path / f"{name}.xyz").write_bytes(b"x")
    (bestand / "parteien" / f"{name}.yaml").write_text("a: 1", encoding="utf-8")
    (bestand / "vertraege" / name).mkdir()
    (bestand / "vertraege" / ERSTER / "klauseln").mkdir(exist_ok=True)
    (bestand / "vertraege" / ERSTER / "klauseln" / f"{name}.md").write_text("x", encoding="utf-8")
    rufe("beispiel", tmp_path / f"neu{zeichen}")
    keep_only(tmp_path / f"neu{zeichen}", KURZER)
    for angaben in (
        ("pruefen", ordner), ("pruefen", tmp_path / f"fehlt{name}"), ("pruefen", tmp_path / f"{name}.txt"), ("pruefen", bestand),
        ("pruefen", bestand, "--ausgabe", "json"), ("pruefen", bestand, "--ausgabe", f"json:{tmp_path}/fehlt/{name}"),
        ("bauen", bestand, "--ziel", ordner), ("bauen", bestand, "--ziel", tmp_path / f"{name}.txt"),
        ("bauen", tmp_path / f"neu{zeichen}", "--ziel", tmp_path / f"ziel{zeichen}", "--format", "plain"),
        ("beispiel", ordner), ("neu", "--kennung", "TB1-X", ordner),
        ("zitate", tmp_path / f"{name}.txt"), ("zitate", tmp_path / f"{name}.txt", "--ausgabe", "json"), ("zitate", tmp_path / f"{name}.xyz"),
        ("zitate", tmp_path / f"fehlt{name}"), ("gesetze", "importieren", tmp_path / f"{name}.txt"), ("gesetze", "importieren", tmp_path / f"f{name}"),
        ("auswirkung", ordner, "--von", "2024-01-01", "--bis", "2025-01-01"), ("norm", f"§ 1 {name}"), ("erklaere", name), ("schema", name),
        (name,), (f"--{name}",), ("pruefen", "--vertrag", name, bestand), ("bauen", "--format", name, bestand),
        ("pruefen", "--stichtag", name, bestand), ("gesetze", "suchen", name),
    ):  # fmt: skip
        lauf = rufe(*angaben)
        assert is_harmless(lauf.alles), (angaben, lauf.alles)


@NUR_POSIX
def test_a_name_adds_no_line_to_a_message(rufe: Rufe, tmp_path: Path) -> None:
    datei = tmp_path / "a\nKeine Fehler gefunden.xyz"
    datei.write_bytes(b"x")
    for angaben in (("zitate", datei), ("zitate", tmp_path / "fehlt\nx.txt"), ("pruefen", tmp_path / "fehlt\nx")):
        assert rufe(*angaben).fehler.count("\n") == 1


def test_data_of_a_contract_reach_the_table_harmless(rufe: Rufe, bestand: Path) -> None:
    datei = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    replace_once(datei, "kennung: TB1-WESERBOGEN-2025", 'kennung: "TB1\\u009b2J\\e[2J"')
    for befehl in ("pruefen", "bauen"):
        assert is_harmless(rufe(befehl, bestand).alles)


def test_json_says_the_same() -> None:
    text = json.dumps({"a": "".join(BOESE), "ä": "\u00a0–„“"}, ensure_ascii=False)
    geschrieben = escape_json(text)
    assert is_harmless(geschrieben) and json.loads(geschrieben) == json.loads(text)
    assert escape_json(text) != text and "–„“" in geschrieben
    assert json.loads(escape_json(json.dumps("a\udc80", ensure_ascii=False))) == "a�"


def test_what_is_printable_stays() -> None:
    text = "§ 29\u00a0SGB\u202fIX „Träger“ – 日本\n"
    assert mask(text) == text
    assert show_pfad(Path("a\nb")) == "a�b"


def test_only_the_console_prints() -> None:
    """Whatever a command prints goes through `konsole`, which masks what could steer a terminal."""
    erlaubt = {"vertragswerk/cli/konsole.py", "vertragswerk/__main__.py", "vertragswerk/gesetze/auflage.py"}
    fund = []
    for pfad in sorted((PROJEKT / "vertragswerk").rglob("*.py")):
        name = pfad.relative_to(PROJEKT).as_posix()
        for k in ast.walk(ast.parse(pfad.read_text("utf-8"))):
            if isinstance(k, ast.Call) and ast.unparse(k.func) in ("print", "sys.stdout.write", "sys.stderr.write"):
                fund += [] if name in erlaubt else [f"{name}:{k.lineno}"]
    assert fund == []
