"""The strict YAML loader, case by case; a new case is a new file in `load/`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.bestand.mangelarten import MANGELARTEN, hide_consequences
from contracts.position import Mangel, Pfad, Position
from contracts.yamltext import bauer as bau
from contracts.yamltext import parse
from contracts.yamltext.yamldatei import MAX_BYTES, load_yaml

FAELLE = sorted((Path(__file__).parent / "load").glob("*.toml"))
# libyaml refuses a directive or shows an escape one column earlier than PyYAML's own parser.
NUR_LIBYAML = {"rueckstrich"}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def leser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with libyaml and with the pure parser."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML ohne libyaml")
    monkeypatch.setattr(parse, "_LESER", getattr(yaml, request.param))
    return str(request.param)


def read_fall(pfad: Path) -> dict[str, Any]:
    return tomllib.loads(pfad.read_text(encoding="utf-8"))


@pytest.mark.parametrize("pfad", FAELLE, ids=lambda pfad: pfad.stem)
def test_case(pfad: Path, leser: str) -> None:
    if leser == "SafeLoader" and pfad.stem in NUR_LIBYAML:
        pytest.skip("der reine Leser zeigt eine andere Spalte")
    fall = read_fall(pfad)
    inhalt = bytes.fromhex(fall["bytes"]) if "bytes" in fall else fall["text"]
    quelle, maengel = load_yaml(inhalt, "v.yaml")
    gefunden = [
        f"{m.code} {m.position.zeile}:{m.position.spalte} {'/'.join(map(str, m.pfad))}".strip() for m in maengel
    ]
    assert gefunden == [erwartet.strip() for erwartet in fall["maengel"]]
    assert fall.get("sagt", "") in "".join(m.meldung for m in maengel)
    assert all(m.position.datei == "v.yaml" for m in maengel)
    if "daten" in fall:
        assert quelle is not None
        assert quelle.daten == json.loads(fall["daten"])
        assert json.dumps(quelle.daten) == json.dumps(json.loads(fall["daten"])), "Typen (true und 1) sind verschieden"
    else:
        assert quelle is None
        assert maengel


def test_every_text_code_has_a_case() -> None:
    gezeigt = {zeile.split()[0] for pfad in FAELLE for zeile in read_fall(pfad)["maengel"]}
    eigene_tests = {"YML-11", "YML-16", "YML-17"}
    assert gezeigt | eigene_tests == {code for code in MANGELARTEN if code.startswith("YML")}


def test_codes_are_numbered_without_gap() -> None:
    for familie in ("YML", "BST"):
        nummern = [int(code[4:]) for code in MANGELARTEN if code.startswith(familie)]
        assert nummern == list(range(1, len(nummern) + 1))


@pytest.mark.parametrize("inhalt", [b"#" * (MAX_BYTES + 1), "#" * (MAX_BYTES + 1)])
def test_too_large(inhalt: str | bytes) -> None:
    quelle, maengel = load_yaml(inhalt, "v.yaml")
    assert quelle is None
    assert [m.code for m in maengel] == ["YML-11"]


def test_too_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bau, "MAX_EREIGNISSE", 100)
    quelle, maengel = load_yaml("a: [" + "1, " * 100 + "]", "v.yaml")
    assert quelle is None
    assert [m.code for m in maengel] == ["YML-11"]


@pytest.mark.parametrize("zeichen", ["[", "{a: ", "- ", "? "])
def test_brackets_do_not_end_the_process(zeichen: str, leser: str) -> None:
    # libyaml's composer recurses in C: this input ends `yaml.load` with a segmentation fault.
    quelle, maengel = load_yaml("a:\n  " + zeichen * 20_000, "v.yaml")
    assert quelle is None
    assert "YML-10" in [m.code for m in maengel]


def test_positions_of_missing_paths_fall_back_to_parent() -> None:
    quelle, _ = load_yaml("a:\n  b:\n    - {c: 1}\n", "v.yaml")
    assert quelle is not None
    assert (quelle.position(("a", "b", 0, "c")).zeile, quelle.position(("a", "b", 0, "c")).spalte) == (3, 11)
    assert quelle.position(("a", "b", 0, "fehlt")) == quelle.werte[("a", "b", 0)]
    assert quelle.position(("a", "fehlt", "x")) == quelle.schluessel[("a",)]
    assert ("a", "b", True) not in quelle.werte
    assert ("a", "b", -1) not in quelle.werte
    assert ("a", "b", 0) not in quelle.schluessel
    assert set(quelle.werte) - set(quelle.schluessel) == {(), ("a", "b", 0)}
    assert len(quelle.werte) == 5


@pytest.mark.parametrize(
    "text", ["a: [" + "yes, " * 500 + "]", "a: 1\n" * 500, "".join(f"{n:05}: x\n" for n in range(500))]
)
def test_number_of_findings_is_bounded(text: str) -> None:
    quelle, maengel = load_yaml(text, "v.yaml")
    assert quelle is None
    assert len(maengel) == bau.MAX_MAENGEL
    assert "Weitere Mängel" in maengel[-1].meldung


def test_one_mistake_is_one_finding() -> None:
    def mangel(*pfad: str | int) -> Mangel:
        ort: Pfad = pfad
        return Mangel("X", "", Position("v"), ort)

    folgen = [mangel("a"), mangel("a", 0, "b"), mangel("c", 1), mangel(), mangel("c", 10)]
    assert hide_consequences(folgen, [mangel("a"), mangel("c", 1, "d"), mangel()]) == [
        mangel("c", 1),
        mangel(),
        mangel("c", 10),
    ]
    assert hide_consequences(folgen, [mangel("a", 0), mangel("c", 1)]) == [mangel("a"), mangel(), mangel("c", 10)]


@pytest.mark.parametrize(
    ("geschrieben", "gelesen"),
    [
        ("Weser\u00adbogen", "Weserbogen"),
        ("'Jo\u0308rg Mu\u00adster'", "Jörg Muster"),
        ("\u00adWeser\u00ad", "Weser"),
        ('"S\u0304a\u00adhin"', "S\u0304ahin"),
    ],
)
def test_a_soft_hyphen_hides_no_name_from_a_search(geschrieben: str, gelesen: str, leser: str) -> None:
    quelle, maengel = load_yaml(f"name: {geschrieben}\n", "v.yaml")
    assert quelle is not None and not maengel
    assert quelle.daten["name"] == gelesen


@pytest.mark.parametrize(
    ("zeichen", "worte"),
    [
        ("\ufb01", "Schreiben Sie dafür „fi“"),
        ("\ufb06", "Schreiben Sie dafür „st“"),
        ("\uff37", "Schreiben Sie dafür „W“"),
        ("\U0001d416", "Schreiben Sie dafür „W“"),
        ("\uf0b7", "Aufzählungspunkt aus Word"),
        ("\uf0a7", "Aufzählungspunkt aus Word"),
        ("\U000f0001", "Aufzählungspunkt aus Word"),
        ("\u200b", "tippen Sie die Stelle neu"),
    ],
)
@pytest.mark.parametrize("form", ["name: Ha{}s\n", 'name: "Ha{}s"\n'])
def test_a_letter_that_no_search_finds_is_refused(form: str, zeichen: str, worte: str) -> None:
    quelle, maengel = load_yaml(form.format(zeichen), "v.yaml")
    assert quelle is None
    assert [m.code for m in maengel] == ["YML-13"] and worte in maengel[0].meldung
    assert maengel[0].position == Position("v.yaml", 1, form.index("{") + 1)


def test_an_escape_in_the_data_is_refused_with_the_same_words() -> None:
    _, maengel = load_yaml('name: "Ha\\uf0b7s \\ufb01"\n', "v.yaml")
    assert [m.code for m in maengel] == ["YML-13"] and "Aufzählungspunkt aus Word" in maengel[0].meldung
