"""Laws of the whole engine: lines may move, keys may change places, nobody's name gets into a report, outputs are read back."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.bericht import Pruefbericht, Pruefung
from checks.kontext import Pruefling
from checks.report import WRITERS, render
from checks.run import check, check_ausgaben
from tests.checks.faelle import BEISPIELE, STICHTAG, make_pruefling, run_fall, with_haupt
from tests.vertraege import work_at

KENNUNG = "TB1-WESERBOGEN-2025"
FEHLER: dict[str, Any] = {
    "daten": [
        {"pfad": "laufzeit.monate", "wert": 24},
        {"pfad": "ziele[Z5].art", "wert": "traegeruebergreifend"},
        {"pfad": "budget.ausgewiesen.rate", "wert": "385513.07"},
    ],
    "zusatz": [{"titel": "Probe", "text": "{: a}\nDer Budgetnehmer führt eine Warteliste."}],
}


def load(wurzel: Path) -> Pruefling:
    """Return the contract of a repository on the disk as the door makes it."""
    ergebnis = work_at(wurzel, KENNUNG, STICHTAG)
    assert ergebnis.dokumente, [m.meldung for m in ergebnis.pruefling.maengel]
    return ergebnis.pruefling


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """A copy of the example repository with three mistakes in its first contract."""
    ziel = tmp_path / "bestand"
    shutil.copytree(BEISPIELE, ziel)
    datei = ziel / "vertraege" / KENNUNG / "vertrag.yaml"
    text = datei.read_text(encoding="utf-8")
    for alt, neu in (
        ("  monate: 36", "  monate: 24"),
        ('rate: "385531.07"', 'rate: "385513.07"'),
        ("  - id: Z5\n", "  - id: Z5\n    art: traegeruebergreifend\n"),
    ):
        assert text.count(alt) == 1, alt
        text = text.replace(alt, neu)
    datei.write_text(text, encoding="utf-8", newline="\n")
    return ziel


def test_comment_lines_shift_positions_and_change_no_fingerprint(bestand: Path) -> None:
    vorher = check(load(bestand), STICHTAG).befunde
    assert len(vorher) == 3
    for datei in (*bestand.glob("vertraege/*/vertrag.yaml"), *bestand.glob("parteien/*.yaml")):
        datei.write_text("# eins\n# zwei\n# drei\n" + datei.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    nachher = check(load(bestand), STICHTAG).befunde
    assert [b.fingerprint for b in nachher] == [b.fingerprint for b in vorher]
    assert [(b.position.zeile, b.position.spalte) for b in nachher] == [
        (b.position.zeile + 3, b.position.spalte) for b in vorher
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_comment_lines_anywhere_move_exactly_what_stands_below(bestand: Path, data: st.DataObject) -> None:
    """Between any two groups of the file, any number of lines."""
    datei = bestand / "vertraege" / KENNUNG / "vertrag.yaml"
    alt = datei.read_text(encoding="utf-8")
    zeilen = alt.split("\n")
    grenzen = [n for n, z in enumerate(zeilen) if re.match(r"[a-z_]+:", z)]
    stellen = data.draw(st.lists(st.tuples(st.sampled_from(grenzen), st.integers(1, 3)), min_size=1, max_size=4))
    neu = [*zeilen]
    for stelle, anzahl in sorted(stellen, reverse=True):
        neu[stelle:stelle] = ["# eine Zeile ä 👍"] * anzahl
    vorher = check(load(bestand), STICHTAG).befunde
    try:
        datei.write_text("\n".join(neu), encoding="utf-8", newline="\n")
        nachher = check(load(bestand), STICHTAG).befunde
    finally:
        datei.write_text(alt, encoding="utf-8", newline="\n")
    assert [b.fingerprint for b in nachher] == [b.fingerprint for b in vorher]
    for frueher, spaeter in zip(vorher, nachher, strict=True):
        davor = sum(anzahl for stelle, anzahl in stellen if stelle < frueher.position.zeile)
        assert (spaeter.position.zeile, spaeter.position.spalte) == (
            frueher.position.zeile + davor,
            frueher.position.spalte,
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_shuffled_groups_of_the_file_change_no_fingerprint(bestand: Path, zufall: Random) -> None:
    datei = bestand / "vertraege" / KENNUNG / "vertrag.yaml"
    alt = datei.read_text(encoding="utf-8")
    gruppen = re.split(r"(?m)^(?=[a-z_]+:)", alt)[1:]
    zufall.shuffle(gruppen)
    vorher = {b.fingerprint for b in check(load(bestand), STICHTAG).befunde}
    try:
        datei.write_text("\n".join(g.rstrip("\n") for g in gruppen) + "\n", encoding="utf-8", newline="\n")
        assert {b.fingerprint for b in check(load(bestand), STICHTAG).befunde} == vorher
    finally:
        datei.write_text(alt, encoding="utf-8", newline="\n")


def test_items_put_in_front_change_no_fingerprint(bestand: Path) -> None:
    vorher = {b.fingerprint for b in check(load(bestand), STICHTAG).befunde}
    datei = bestand / "vertraege" / KENNUNG / "vertrag.yaml"
    text = datei.read_text(encoding="utf-8")
    anfang, ende = text.index("  - id: Z5\n"), text.index("controlling:\n")
    z5 = text[anfang:ende]
    datei.write_text(
        text[:anfang].replace("\nziele:\n", f"\nziele:\n{z5}") + text[ende:], encoding="utf-8", newline="\n"
    )
    pruefung = check(load(bestand), STICHTAG)
    assert {b.fingerprint for b in pruefung.befunde} == vorher


def turn_round(daten: Any) -> Any:
    """Return data with the keys of every mapping in reverse order."""
    if isinstance(daten, dict):
        return {k: turn_round(v) for k, v in reversed(daten.items())}
    return [turn_round(v) for v in daten] if isinstance(daten, list) else daten


def test_the_order_of_keys_changes_no_finding(bestand: Path) -> None:
    vorher = load(bestand)
    assert vorher.quelle is not None and vorher.vertrag is not None
    gewendet = turn_round(dict(vorher.quelle.daten))
    vertrag = type(vorher.vertrag).model_validate(gewendet)
    nachher = replace(vorher, quelle=replace(vorher.quelle, daten=gewendet), vertrag=vertrag)
    erwartet = {b.fingerprint for b in check(vorher, STICHTAG).befunde}
    assert {b.fingerprint for b in check(nachher, STICHTAG).befunde} == erwartet


def test_the_same_contract_gives_the_same_report() -> None:
    berichte = [Pruefbericht("1", STICHTAG, (check(make_pruefling(FEHLER), STICHTAG),)) for _ in range(2)]
    for name in WRITERS:
        assert render(berichte[0], name) == render(berichte[1], name)


def test_a_defect_of_loading_does_not_hide_what_can_be_checked() -> None:
    pruefling = with_haupt(make_pruefling(FEHLER), dokument=None)
    codes = {b.code for b in check(pruefling, STICHTAG).befunde}
    assert codes == {"FL-01", "ZB-03", "ZI-04"}


def test_own_clause_texts_are_cited_with_line_and_column() -> None:
    (befund,) = [b for b in run_fall(FEHLER) if b.code == "RK-02"]
    assert befund.position.datei.endswith("klauseln/zusatz0.md")
    assert (befund.position.zeile, befund.position.spalte) == (9, 29)


def test_a_finding_in_a_clause_of_the_library_is_placed_in_the_contract_file() -> None:
    fall = {"text": [{"klausel": "ansprueche", "alt": "unberührt", "neu": "eingeschränkt"}]}
    befunde = run_fall(fall)
    assert befunde and {b.position.datei for b in befunde} == {f"vertraege/{KENNUNG}/vertrag.yaml"}


class TestGebaut:
    """TD-04 on files that were built and then changed."""

    def test_equal_files_are_clean(self) -> None:
        pruefling = make_pruefling({})
        assert not self.check(pruefling, self.build(pruefling)).befunde

    @pytest.mark.parametrize(
        "alt, neu", [("Präambel", "Praeambel"), ("unberührt", "berührt"), ("4.626.372,89", "4.626.372,98")]
    )
    def test_a_changed_word_is_found(self, alt: str, neu: str) -> None:
        pruefling = make_pruefling({})
        html = self.build(pruefling)["html"].decode("utf-8")
        assert alt in html
        geaendert = html.replace(alt, neu).encode("utf-8")
        (befund,) = self.check(pruefling, {"html": geaendert}).befunde
        assert befund.code == "TD-04" and neu in befund.ist and alt in befund.soll

    def test_a_broken_file_is_a_finding(self) -> None:
        (befund,) = self.check(make_pruefling({}), {"docx": b"PK\x03\x04kaputt"}).befunde
        assert befund.code == "TD-04" and "DOCX" in befund.meldung

    @staticmethod
    def check(pruefling: Pruefling, ausgaben: dict[str, bytes]) -> Pruefung:
        return check_ausgaben(check(pruefling, STICHTAG), with_haupt(pruefling, ausgaben=ausgaben), STICHTAG)

    @staticmethod
    def build(pruefling: Pruefling) -> dict[str, bytes]:
        from generator.writers import WRITERS as FORMATE

        dokument = pruefling.schriftstuecke[0].dokument
        assert dokument is not None
        return {name: FORMATE[name].write(dokument, b"{}") for name in ("docx", "odt", "html")}
