"""Corrections: what they write, that they write nothing else, and that a second run has nothing to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.befund import Befund
from checks.korrekturen import Korrektur, apply_korrekturen, find_korrektur, is_same_content, keeps_facts
from contracts.position import Position
from contracts.yamltext.yamldatei import load_yaml
from contracts.yamltext.zeichen import split_zeilen
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, replace_once, tree

TAG = ("--stichtag", "2024-12-18")


def mend(text: str) -> str:
    """Return a YAML text with what `--beheben` writes for its reading alone."""
    _, maengel = load_yaml(text, "d.yaml")
    zeilen = split_zeilen(text)
    befunde = [Befund(m.code, "fehler", m.position, satz=m.meldung) for m in maengel]
    return apply_korrekturen(text, {k for b in befunde if (k := find_korrektur(b, zeilen)) and k.ist_sicher})


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("plz: 06667\n", 'plz: "06667"\n'),
        ("satz: 92.40 # je Tag\n", 'satz: "92.40" # je Tag\n'),
        ("a: [no, 1_000, ja]\r\nb: 1\r\n", 'a: ["no", "1_000", ja]\r\nb: 1\r\n'),
        ("a: {x: 1:30, y: on}\n", 'a: {x: "1:30", "y": "on"}\n'),
        ("on: 1\n", '"on": 1\n'),
        ("ä👍: 0x1F\n", 'ä👍: "0x1F"\n'),
        ("a: Wort\u200bteil\n", "a: Wortteil\n"),
        ("a: 12.50", 'a: "12.50"'),
    ],
)
def test_what_is_written(alt: str, neu: str) -> None:
    assert mend(alt) == neu
    quelle, maengel = load_yaml(neu, "d.yaml")
    assert quelle is not None and maengel == []
    assert mend(neu) == neu
    assert is_same_content(alt, neu) and keeps_facts(alt, neu)


@pytest.mark.parametrize(
    "text",
    [
        "a: 2001-12-14 21:59:43\n",
        "a: &x 1\nb: *x\n",
        "a: 1\na: 2\n",
        "a: [\n",
        "a: !t 1\n",
        "zeit: 2001-12-14T21:59:43 rest\n",
    ],
)
def test_what_a_person_must_write_stays(text: str) -> None:
    neu = mend(text)
    assert is_same_content(text, neu)
    quelle, _ = load_yaml(text, "d.yaml")
    danach, _ = load_yaml(neu, "d.yaml")
    assert (quelle is None and neu == text) or (
        quelle is not None and danach is not None and danach.daten == quelle.daten
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "no",
                "06667",
                "1_000",
                "12.50",
                "x",
                "1:30",
                "Off",
                "0x1",
                "2025-01-31",
                "true",
                "7",
                "'no'",
                '"1.5"',
                "a b",
                ".5",
            ]
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_quoting_never_changes_what_the_file_says(werte: list[str], ende: str) -> None:
    text = ende.join(f"k{n}: {w}" for n, w in enumerate(werte)) + ende
    vorher, _ = load_yaml(text, "d.yaml")
    neu = mend(text)
    nachher, maengel = load_yaml(neu, "d.yaml")
    if vorher is not None:
        assert nachher is not None and nachher.daten == vorher.daten and maengel == []
    assert mend(neu) == neu and neu.count(ende) == text.count(ende)


def test_edits_that_overlap_are_made_once() -> None:
    a, b = Korrektur("d", 1, 0, 3, "x", "A"), Korrektur("d", 1, 2, 5, "y", "B")
    assert apply_korrekturen("abcdef\r\nrest", [b, a, a]) == "xdef\r\nrest"


@pytest.mark.parametrize("alt, neu", [("1,5", "1.5 0"), ("§ 5", "5"), ("5 €", "5"), ("12", "21")])
def test_facts_are_compared(alt: str, neu: str) -> None:
    assert not keeps_facts(alt, neu)


def test_a_place_outside_the_file_is_no_correction() -> None:
    for ort in (Position("d", 9, 1), Position("d", 1, 99), Position("d", 0, 0)):
        assert find_korrektur(Befund("YML-03", "fehler", ort), ["a: no"]) is None


class TestBefehl:
    """The command on a repository."""

    def test_it_mends_says_so_and_touches_nothing_else(self, bestand: Path, rufe: Rufe) -> None:
        vertrag, partei = bestand / "vertraege" / ERSTER / "vertrag.yaml", bestand / "parteien" / "land.yaml"
        gut = tree(bestand)
        replace_once(vertrag, 'verguetungssatz: "92.40"', "verguetungssatz: 92.40")
        replace_once(partei, 'plz: "28000"', "plz: 07000")
        partei.write_bytes(b"\xef\xbb\xbf" + partei.read_bytes().replace(b"\n", b"\r\n"))
        schlecht = tree(bestand)
        lauf = rufe("pruefen", bestand, *TAG, "--beheben")
        assert lauf.code == 0 and "Behoben: 2 Stellen in 2 Dateien." in lauf.fehler
        danach = tree(bestand)
        name = f"vertraege/{ERSTER}/vertrag.yaml"
        assert danach[name] == gut[name]
        assert danach["parteien/land.yaml"] == schlecht["parteien/land.yaml"].replace(b"07000", b'"07000"')
        assert {n for n in gut if danach[n] != schlecht[n]} == {
            name,
            "parteien/land.yaml",
        } and danach.keys() == gut.keys()
        zweiter = rufe("pruefen", bestand, *TAG, "--beheben")
        assert "Nichts zu beheben." in zweiter.fehler and tree(bestand) == danach

    def test_blanks_in_a_text_are_mended_not_in_a_party(self, bestand: Path, rufe: Rufe) -> None:
        vertrag, partei = bestand / "vertraege" / ERSTER / "vertrag.yaml", bestand / "parteien" / "land.yaml"
        replace_once(
            vertrag,
            "  vorsitz: Referatsleitung Psychiatrie und Sucht",
            '  vorsitz: "Referatsleitung  Psychiatrie und Sucht "',
        )
        text = partei.read_text(encoding="utf-8")
        name = next(z for z in text.splitlines() if z.startswith("name: "))
        partei.write_text(
            text.replace(name, 'name: "' + name[6:].replace(" ", "  ") + '"'), encoding="utf-8", newline="\n"
        )
        kaputt = partei.read_bytes()
        lauf = rufe("pruefen", bestand, *TAG, "--beheben")
        assert '  vorsitz: "Referatsleitung Psychiatrie und Sucht"\n' in vertrag.read_text(encoding="utf-8")
        assert lauf.code == 1 and partei.read_bytes() == kaputt

    def test_the_unsafe_are_shown_and_written_only_after_a_yes(
        self, bestand: Path, rufe: Rufe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
        gut = vertrag.read_text(encoding="utf-8")
        replace_once(vertrag, 'verguetungssatz: "92.40"', "verguetungssatz: „92.40“")
        kaputt = vertrag.read_bytes()
        assert "Nichts zu beheben." in rufe("pruefen", bestand, *TAG, "--beheben").fehler
        lauf = rufe("pruefen", bestand, *TAG, "--beheben-unsicher")
        assert "verguetungssatz: „92.40“" in lauf.aus and 'verguetungssatz: "92.40"' in lauf.aus
        assert "nichts geschrieben" in lauf.aus and vertrag.read_bytes() == kaputt
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
        assert "Behoben: 1 Stellen" in rufe("pruefen", bestand, *TAG, "--beheben-unsicher").fehler
        assert vertrag.read_text(encoding="utf-8") == gut

    def test_no_link_is_followed(self, bestand: Path, aussen: Path, rufe: Rufe) -> None:
        (aussen / "land.yaml").write_text("plz: 06667\n", encoding="utf-8")
        (bestand / "parteien" / "land.yaml").unlink()
        (bestand / "parteien" / "land.yaml").symlink_to(aussen / "land.yaml")
        rufe("pruefen", bestand, *TAG, "--beheben")
        assert (aussen / "land.yaml").read_text(encoding="utf-8") == "plz: 06667\n"
