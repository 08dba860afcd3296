"""Exit codes: each that a command announces in its help has a case in `exitcodes.toml`, and no case uses another."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from checks.regeln.begriffe import bg_06
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, replace_once
from vertragswerk.cli.app import app

FAELLE: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "exitcodes.toml").read_text(encoding="utf-8"))[
    "fall"
]
ANDERE = {"neu", "schema", "erklaere", "beispiel", "vervollstaendigung", "altbestand"}
"""Commands that announce nothing: 0 when done, 2 when not."""


def break_number(bestand: Path) -> None:
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", 'verguetungssatz: "92.40"', "verguetungssatz: 92.40")


def break_text(bestand: Path) -> None:
    datei = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    replace_once(datei, "  vorsitz: Referatsleitung Psychiatrie und Sucht", '  vorsitz: "[offen: Vorsitz]"')


def break_party(bestand: Path) -> None:
    replace_once(bestand / "parteien" / "land.yaml", 'plz: "28000"', "plz: 06667")


STOERUNGEN: dict[str, Callable[[Path], None]] = {
    "kommazahl": break_number,
    "platzhalter": break_text,
    "partei": break_party,
    "keine_vertraege": lambda bestand: shutil.rmtree(bestand / "vertraege"),
}


@pytest.mark.parametrize(
    "fall", FAELLE, ids=lambda f: "-".join([str(f["code"]), *f["befehl"][:1], f.get("stoere", "")]).strip("-")
)
def test_exit_code(
    fall: dict[str, Any], rufe: Rufe, bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fall.get("stoere") == "regel":
        monkeypatch.setattr(bg_06, "pruefe", lambda kontext: 1 / 0)
    elif "stoere" in fall:
        STOERUNGEN[fall["stoere"]](bestand)
    angaben = [a.format(bestand=bestand, neu=tmp_path / "neu") for a in fall["befehl"]]
    lauf = rufe(*angaben, ist_absturz_gewollt=fall.get("stoere") == "regel")
    assert lauf.code == fall["code"], lauf.alles
    assert fall["sagt"] in " ".join(lauf.alles.split()), lauf.alles


def test_announced_codes_and_cases_are_the_same() -> None:
    gezeigt = {(f["befehl"][0], f["code"]) for f in FAELLE if f["befehl"][0] in app.commands}
    angesagt = {(b, code) for b in ANDERE for code in (0, 2)}
    for name in ("pruefen", "bauen", "lesen"):
        hilfe = app.commands[name].get_help(click.Context(app.commands[name]))
        codes = re.findall(r"^ +(\d)  \S", hilfe, re.MULTILINE)
        assert codes == sorted(set(codes)), hilfe
        angesagt |= {(name, int(c)) for c in codes}
    assert gezeigt == angesagt


def test_crash_is_a_sentence_without_data(rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("geheime Angabe")

    monkeypatch.setattr("vertragswerk.werk.work", fail)
    lauf = rufe("pruefen", bestand, ist_absturz_gewollt=True)
    assert lauf.code == 2
    assert "inneren Fehler gestoßen (KeyError, bei TB1-WESERBOGEN-2025)" in lauf.fehler
    assert "geheime" not in lauf.alles
