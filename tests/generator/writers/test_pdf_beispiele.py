"""PDF and HTML of the contracts that the project ships: flawless files that say what the tree says, on well-set pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from contracts.bestand.ladung import load_vertrag
from generator.assemble import assemble
from generator.kanon import normalise
from generator.numbering import resolve
from generator.pdfpruefung import pruefe_pdf
from generator.query import query
from generator.readers import text_html, text_pdf
from generator.readers.abgleich import compare_text
from generator.tree import Abschnitt, Dokument, Textblock, Unterschriften, plain
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from tests.generator.writers.lesen_office import pages_of
from tests.generator.writers.test_html import PRUEFUNGEN
from tests.generator.writers.test_pdf_seiten import _assert_inside, _boxes
from tests.generator.writers.verzeichnisseiten import entries, stands_on
from tests.vertraege import BEISPIELE
from vertragswerk.dateisystem.verzeichnis import open_bestand

KENNUNGEN = sorted(p.parent.name for p in BEISPIELE.glob("vertraege/*/vertrag.yaml"))


@cache
def _dokument(kennung: str) -> Dokument:
    bestand, _ = open_bestand(BEISPIELE)
    ordner = next(o for o in bestand.vertraege() if o.kennung == kennung)
    geladen = load_vertrag(bestand.read_dateien(ordner))
    assert geladen.vertrag is not None, geladen.maengel
    assert geladen.gliederung is not None
    assert geladen.quelle is not None
    bau = assemble(geladen.vertrag, geladen.gliederung, geladen.quelle)
    assert bau.dokument is not None, bau.maengel
    return resolve(bau.dokument)


@cache
def _pdf(kennung: str) -> bytes:
    return write_pdf(_dokument(kennung), b"{}")


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_pdf_passes_the_gate(kennung: str) -> None:
    assert pruefe_pdf(_pdf(kennung), anhang="vertrag.json") == []


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_texts_equal_the_tree(kennung: str) -> None:
    dokument = _dokument(kennung)
    assert compare_text(dokument, text_pdf(_pdf(kennung)), True) == ()
    assert compare_text(dokument, text_html(write_html(dokument)), True) == ()


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_html_passes_all_checks(kennung: str) -> None:
    dokument = _dokument(kennung)
    seite = write_html(dokument).decode("utf-8")
    # A short document without contents has nothing to navigate.
    ohne = [] if dokument.verzeichnis else ["_bereiche"]
    assert [p.__name__ for p in PRUEFUNGEN if not p(seite)] == ohne


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_pages_are_well_set(kennung: str, tmp_path: Path) -> None:
    """No overfull line, no heading at the foot of a page, no signature page without text of the contract."""
    dokument = _dokument(kennung)
    _assert_inside(_pdf(kennung), tmp_path)
    seiten = [" ".join(w[4] for w in s) for s in _boxes(_pdf(kennung), tmp_path)]
    ueberschriften = [
        f"{b.nummer} {plain(b.ueberschrift)}".replace("\u00a0", " ").strip() for b in query(dokument, Abschnitt)
    ]
    for nummer, seite in enumerate(seiten[2:], 3):
        ende = seite.split(f" {dokument.kopf.kennung} ·")[0]
        for titel in ueberschriften:
            assert not ende.endswith(titel), f"Seite {nummer}: {titel}"
    name = _first_name(dokument)
    mit_unterschrift = [s for s in seiten if name in s]
    assert mit_unterschrift
    assert all(len(re.findall(r"\w+", s)) > 40 for s in mit_unterschrift)


def _first_name(dokument: Dokument) -> str:
    """The name of the first person who signs; it stands nowhere else but in the Rubrum."""
    return plain(query(dokument, Unterschriften)[0].felder[0].zeilen[0])


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_signatures_stand_below_the_last_words_of_the_contract(kennung: str, tmp_path: Path) -> None:
    """The closing formula alone would let every page before it be exchanged."""
    dokument = _dokument(kennung)
    letzter = [b for a in dokument.abschnitte if a.art == "paragraf" for b in a.bloecke][-1]
    text = " ".join(plain(t.inhalt) for t in query(letzter, Textblock)).replace("\u00a0", " ")
    seiten = [" ".join(w[4] for w in s) for s in _boxes(_pdf(kennung), tmp_path)]
    (seite,) = [s for s in seiten[1:] if _first_name(dokument) in s]
    assert " ".join(text.split()[:4]) in seite


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_contents_of_the_pdf_name_the_pages(kennung: str, tmp_path: Path) -> None:
    pdf = tmp_path / "vertrag.pdf"
    pdf.write_bytes(_pdf(kennung))
    seiten = pages_of(pdf)
    eintraege = [normalise(f"{e.nummer} {e.text}") for e in _dokument(kennung).verzeichnis]
    mit_punkten = [re.sub(r"(?m) {2,}(\d+)$", r"...\1", s) for s in seiten]
    for eintrag, seite in entries(mit_punkten, eintraege).items():
        assert stands_on(seiten[seite - 1], eintrag), (eintrag, seite)
