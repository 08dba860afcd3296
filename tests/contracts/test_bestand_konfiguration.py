"""`vertragswerk.toml`: few settings, and every mistake with its place."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.bestand.konfiguration import parse_konfiguration

GUT = """
[bestand]
name = "Bestand Musterstadt"  # Kommentar

[pruefung]
stichtag = 2026-01-31

[ausgabe]
formate = ["docx", "pdf", "docx"]
"""


def test_all_settings() -> None:
    konfiguration, maengel = parse_konfiguration(GUT.encode())
    assert maengel == []
    assert konfiguration.name == "Bestand Musterstadt"
    assert konfiguration.stichtag == datetime.date(2026, 1, 31)
    assert konfiguration.formate == ("docx", "pdf")
    assert konfiguration.positionen["ausgabe", "formate"].zeile == 9


def test_nothing_set() -> None:
    konfiguration, maengel = parse_konfiguration(b"\xef\xbb\xbf")
    assert maengel == []
    assert (konfiguration.stichtag, konfiguration.formate) == (None, ())


@pytest.mark.parametrize(
    ("text", "befund", "sagt"),
    [
        ("[bestand]\nnme = 'x'", "BST-12 2:1", "Meinten Sie „name“?"),
        ("[bestnd]\n", "BST-12 1:2", "Meinten Sie „bestand“?"),
        ("xyz = 1", "BST-12 1:1", "Bekannt sind: bestand, pruefung, ausgabe, hausregeln."),
        ("ausgabe = 3", "BST-13 1:1", "[ausgabe]"),
        ("[bestand]\nname = 3", "BST-13 2:1", "Zeile Text"),
        ("[bestand]\nname = '  '", "BST-13 2:1", "Zeile Text"),
        ('[bestand]\nname = "a\\nb"', "BST-13 2:1", "Zeile Text"),
        ("[pruefung]\nstichtag = '2026-01-31'", "BST-13 2:1", "ohne Anführungszeichen"),
        ("[pruefung]\nstichtag = 2026-01-31T10:00:00", "BST-13 2:1", "ein Datum"),
        ("pruefung.stichtag = 1", "BST-13 1:10", "ein Datum"),
        ("pruefung = {stichtag = 1}", "BST-13 1:1", "ein Datum"),
        ("[ausgabe]\n  formate = 'docx'", "BST-13 2:3", "Liste"),
        ("[bestand]\nname = 'x\n", "BST-11 2:8", "nicht geschlossen"),
        ("[ausgabe]\nformate = []", "BST-13 2:1", "Liste"),
        ("[ausgabe]\nformate = ['../x']", "BST-13 2:1", "Liste"),
        ("[pruefung]\n[ausgabe]\nstichtag = 1", "BST-12 3:1", "stichtag"),
        ("[bestand]\nname = 'x", "BST-11 2:8", "nicht geschlossen"),
        ('[bestand]\nname = "a\\q"', "BST-11 2:12", "Rückstrich"),
        ("[bestand]\nname = 'x\n[ausgabe]\n", "BST-11 2:8", "nicht geschlossen"),
        ("[bestand]\nname 'x'", "BST-11 2:6", "Gleichheitszeichen"),
        ("[bestand]\nname = x", "BST-11 2:8", "nicht in Anführungszeichen"),
        ("[bestand]\nname = 'a'\nname = 'b'", "BST-11 3:1", "zweimal"),
        ("[bestand]\n[bestand]", "BST-11 2:9", "zweimal"),
        ("[bestand\n", "BST-11 1:9", "Klammer"),
        ("a = " + "[" * 50_000, "BST-11 1:1", "verschachtelt"),
        ("#" * 200_000, "BST-11 1:1", "zu groß"),
    ],
)
def test_mistakes(text: str, befund: str, sagt: str) -> None:
    _, maengel = parse_konfiguration(text.encode())
    assert [f"{m.code} {m.position.zeile}:{m.position.spalte}" for m in maengel] == [befund]
    assert sagt in maengel[0].meldung
    assert maengel[0].position.datei == "vertragswerk.toml"


def test_several_mistakes_at_once_and_the_rest_holds() -> None:
    konfiguration, maengel = parse_konfiguration(GUT.replace("stichtag = 2026-01-31", "stichtag = 1\nx = 2").encode())
    assert [m.code for m in maengel] == ["BST-13", "BST-12"]
    assert (konfiguration.name, konfiguration.stichtag) == ("Bestand Musterstadt", None)


def test_wrong_encoding() -> None:
    assert [m.code for m in parse_konfiguration("[bestand]\nname = 'Träger'".encode("cp1252"))[1]] == ["YML-12"]


@given(st.text("[]=.'\"ab{}\n# 1-") | st.binary())
def test_nothing_raises(inhalt: str | bytes) -> None:
    parse_konfiguration(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
