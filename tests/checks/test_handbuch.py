"""Manual pages: complete, the same on screen and on disk; rules, pages and case folders name the same codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from checks.handbuch import MASCHINE, explain_code, list_codes, parse_seite
from checks.regel import Regelmodul
from checks.registry import ALLE, REGELN
from contracts.bestand.mangelarten import MANGELARTEN
from corpus.recht.beurteilung import judge
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import find
from tests.checks.faelle import REGELFAELLE
from tests.hilfen import PROJEKT
from vertragswerk.regelseiten import write_regelseiten

SEITEN = PROJEKT / "docs" / "regeln"
CODES = [m.REGEL.code for m in ALLE]
AUFRUF = "python -m vertragswerk.regelseiten tests/checks/regeln docs/regeln"


def test_the_pages_on_disk_are_the_generated_ones(tmp_path: Path) -> None:
    write_regelseiten(REGELFAELLE, tmp_path)
    erwartet = {p.name: p.read_bytes() for p in tmp_path.glob("*.md")}
    assert {p.name for p in SEITEN.glob("*.md")} == set(erwartet), AUFRUF
    for name, inhalt in erwartet.items():
        assert (SEITEN / name).read_bytes() == inhalt, f"{name}: {AUFRUF}"


def test_the_command_writes_the_pages_and_removes_old_ones(tmp_path: Path) -> None:
    (tmp_path / "ALT-01.md").write_text("alt", encoding="utf-8")
    write_regelseiten(REGELFAELLE, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in SEITEN.glob("*.md")}


@pytest.mark.parametrize("text", ["Kurz.\n\nFreier Absatz.", "Kurz.\n\nWarum: x\n\nPrüft: y", "Kurz."])
def test_an_incomplete_page_is_refused(text: str) -> None:
    modul = SimpleNamespace(REGEL=REGELN[0].REGEL, __doc__=text)
    with pytest.raises(ValueError, match=REGELN[0].REGEL.code):
        parse_seite(cast(Regelmodul, modul))


def test_rules_pages_and_cases_name_the_same_codes() -> None:
    seiten = {p.stem for p in SEITEN.glob("*.md")} - {"index"}
    assert seiten == set(CODES)
    assert {p.name for p in REGELFAELLE.iterdir() if p.is_dir()} == set(CODES)


@pytest.mark.parametrize("modul", ALLE, ids=CODES)
def test_every_rule_has_a_complete_page(modul: Regelmodul) -> None:
    seite = parse_seite(modul)
    assert seite.kurz.endswith(".") and modul.REGEL.quellen
    text = explain_code(modul.REGEL.code)
    assert (
        text is not None
        and modul.REGEL.titel in text
        and max(map(len, text.splitlines())) <= 80 + len(modul.REGEL.titel)
    )


@pytest.mark.parametrize("modul", ALLE, ids=CODES)
def test_a_rule_lives_where_its_code_says(modul: Regelmodul) -> None:
    assert modul.__name__.rsplit(".", 1)[1] == modul.REGEL.code.lower().replace("-", "_")  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", [*MANGELARTEN, *MASCHINE])
def test_codes_of_the_machine_are_explained(code: str) -> None:
    text = explain_code(code.lower())
    assert text is not None and text.startswith(code)


def test_an_unknown_code_has_no_page() -> None:
    assert explain_code("ZZ-99") is None
    assert {code for code, _ in list_codes()} == {*CODES, *MANGELARTEN, *MASCHINE}


@pytest.mark.parametrize("modul", ALLE, ids=CODES)
def test_the_law_a_rule_names_is_in_force(modul: Regelmodul) -> None:
    bestand, tag = load_mitgeliefert(), date.fromisoformat(modul.REGEL.stand)
    for norm in modul.REGEL.normen:
        urteile = {judge(z, norm, tag, bestand).urteil for z in find(norm)}
        assert urteile and urteile <= {"geltend", "nicht_geprueft"}, norm
