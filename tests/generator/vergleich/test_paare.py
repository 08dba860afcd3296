"""Pairs of Word files that a comparison engine has tracked: the own resolver finds both versions in what others wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pypandoc
import pytest
import yaml
from lxml import etree

from generator.vergleich.spur.beweis import Wahl
from generator.vergleich.wordspur.aufloesung import resolve_changes
from tests.generator.vergleich.officezeuge import BEFEHLE, what_counts
from tests.generator.vergleich.test_aufloesung import boxes, check_sound, read, squeezed, words
from tests.generator.vergleich.wordkurz import package, write_notes, write_out, write_raw
from tests.generator.writers.office import Zeilen, edit_office

ORDNER: Final = Path(__file__).with_name("faelle")


def load(name: str) -> dict[str, dict[str, Any]]:
    faelle = yaml.safe_load(ORDNER.joinpath(name).read_text(encoding="utf-8"))
    return {f["name"]: f for f in faelle}


PAARE, SPUREN = load("paare.yaml"), load("paare_spur.yaml")
SEITEN: Final[tuple[tuple[Wahl, str], ...]] = (("annehmen", "neu"), ("ablehnen", "alt"))
GEZAEHLT: Final = ("tbl", "tr", "tc", "drawing", "txbxContent", "br", "footnoteReference", "endnoteReference")


def version(fall: dict[str, Any], seite: str) -> tuple[str, str]:
    """Return document and footnotes of a version."""
    noten = fall.get(f"noten_{seite}")
    return write_out(fall[seite]), write_notes(noten) if noten else ""


def tracked(name: str) -> tuple[str, str]:
    """Return document and footnotes that track the changes of a pair."""
    spur = SPUREN[name]
    return write_raw(spur["spur"]), write_raw(spur["noten"], "footnotes") if "noten" in spur else ""


def resolved(xml: str, wahl: Wahl) -> str:
    return etree.tostring(resolve_changes(etree.fromstring(xml), wahl), encoding="unicode") if xml else ""


def what_it_says(dokument: str, noten: str) -> tuple[list[str], ...]:
    """Return text with numbers, notes and text boxes, and how much of everything else there is."""
    gelesen, baum = read(dokument, noten), etree.fromstring(dokument)
    mengen = [f"{n}: {sum(1 for _ in baum.iter(f'{{*}}{n}'))}" for n in GEZAEHLT]
    return squeezed(gelesen.zeilen), squeezed(gelesen.fussnoten), boxes(baum), mengen


@pytest.mark.parametrize(("wahl", "seite"), SEITEN)
@pytest.mark.parametrize("name", PAARE)
def test_the_resolver_finds_both_versions(name: str, wahl: Wahl, seite: str) -> None:
    dokument, noten = (resolved(teil, wahl) for teil in tracked(name))
    assert what_it_says(dokument, noten) == what_it_says(*version(PAARE[name], seite))
    check_sound(etree.fromstring(dokument))


def test_there_are_as_many_pairs_as_in_the_public_suite() -> None:
    assert list(PAARE) == list(SPUREN)
    assert len(PAARE) >= 91
    assert all(f["alt"] != f["neu"] or f["noten_alt"] != f["noten_neu"] for f in PAARE.values())


@pytest.mark.langsam
def test_the_own_resolver_finds_them_at_least_as_often_as_other_readers(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A pair is right where both versions are found: text by words for pandoc, by lines with numbers for LibreOffice."""
    richtig = {"eigen": len(PAARE), "LibreOffice": 0, "pandoc": 0}
    for n, (name, fall) in enumerate(PAARE.items()):
        spur = tmp_path / f"{n}.docx"
        spur.write_bytes(package(*tracked(name)))
        bei_pandoc, bei_office = True, True
        for (_, seite), (_, befehl), wie in zip(SEITEN, BEFEHLE, ("accept", "reject"), strict=True):
            allein = tmp_path / f"{n}_{seite}.docx"
            allein.write_bytes(package(*version(fall, seite)))
            bei_pandoc &= _plain(allein, "all") == _plain(spur, wie)
            bei_office &= _lines(edit_office(allein)) == _lines(edit_office(spur, (("tue", befehl),)))
        richtig["pandoc"] += bei_pandoc
        richtig["LibreOffice"] += bei_office
    record_property("richtig", richtig)
    assert richtig["eigen"] >= max(richtig["LibreOffice"], richtig["pandoc"]), richtig


def _plain(datei: Path, wie: str) -> list[str]:
    return words(pypandoc.convert_file(str(datei), "plain", extra_args=[f"--track-changes={wie}", "--wrap=none"]))


def _lines(zeilen: Zeilen) -> list[str]:
    return squeezed([f"{nummer} {inhalt}" for nummer, inhalt in what_counts(zeilen)])
