"""What says which document this is: the line on the title page, the running lines, the labels of the places to sign."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.assemble import assemble
from generator.gegenprobe import check_texts
from generator.kanon import identification, running_foot
from generator.numbering import resolve
from generator.query import query
from generator.tree import Dokument, Textblock, Unterschriften, plain
from generator.writers import WRITERS
from tests.generator.beispielbaum import baum
from tests.hilfen import need_program
from tests.vertraege import geladen

AKTENZEICHEN = "43-4711/2026"


def _dokument(aktenzeichen: str = AKTENZEICHEN) -> Dokument:
    dokument = baum("dezimal")
    return replace(dokument, kopf=replace(dokument.kopf, aktenzeichen=aktenzeichen))


@pytest.mark.parametrize("form", ["docx", "odt", "html", "pdf"])
@pytest.mark.parametrize("aktenzeichen", ["", AKTENZEICHEN])
def test_no_reader_takes_the_line_for_text_of_the_contract(form: str, aktenzeichen: str) -> None:
    dokument = _dokument(aktenzeichen)
    probe = check_texts(dokument, {form: WRITERS[form].write(dokument, b"{}")})
    assert probe.ist_bestanden, probe.messages()


@pytest.mark.parametrize(("form", "teil"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_the_title_page_says_which_document_it_is(form: str, teil: str, tmp_path: Path) -> None:
    datei = tmp_path / "v"
    datei.write_bytes(WRITERS[form].write(_dokument(), b"{}"))
    xml = ZipFile(datei).read(teil).decode("utf-8")
    text = re.sub("&#([0-9]+);", lambda t: chr(int(t[1])), re.sub("<[^>]*>", "", xml))
    assert identification(_dokument().kopf) in text


@pytest.mark.parametrize("form", ["html", "plain", "markdown"])
def test_text_formats_say_it_too(form: str) -> None:
    text = re.sub("<[^>]*>", " ", WRITERS[form].write(_dokument(), b"{}").decode("utf-8"))
    for wert in ("TB-2025-001", "Fassung", "Stand", "Aktenzeichen", AKTENZEICHEN):
        assert wert in text, wert


def test_pages_of_the_pdf_have_a_running_head_and_foot(tmp_path: Path) -> None:
    datei = tmp_path / "v.pdf"
    datei.write_bytes(WRITERS["pdf"].write(_dokument(), b"{}"))
    seiten = subprocess.run(
        [need_program("pdftotext"), "-layout", "-enc", "UTF-8", str(datei), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8").split("\f")[:-1]  # fmt: skip
    kopf = _dokument().kopf
    zeilen = [[" ".join(z.split()) for z in s.splitlines() if z.strip()] for s in seiten]
    assert identification(kopf).replace("\u00a0", " ") in zeilen[0]
    assert [z[0] for z in zeilen[1:]] == [kopf.titel] * (len(zeilen) - 1)
    assert all(running_foot(kopf) in z[-1] for z in zeilen)
    assert "Prüfsumme" in running_foot(kopf)


def test_the_data_of_a_contract_hold_its_file_number() -> None:
    beispiel = geladen()
    assert beispiel.vertrag and beispiel.gliederung and beispiel.quelle
    vertrag = beispiel.vertrag.model_copy(update={"aktenzeichen": AKTENZEICHEN})
    dokument = assemble(vertrag, beispiel.gliederung, beispiel.quelle).dokument
    assert dokument is not None
    assert dokument.kopf.aktenzeichen == AKTENZEICHEN


@pytest.mark.parametrize(("anzahl", "gruppen"), [(1, [2]), (5, [6]), (6, [6, 1]), (17, [6, 6, 6])])
def test_words_of_the_contract_stand_above_every_run_of_places(anzahl: int, gruppen: list[int]) -> None:
    """The example has one person for the Land; `anzahl` more sign for the other party by turns."""
    beispiel = geladen()
    assert beispiel.vertrag and beispiel.gliederung and beispiel.quelle
    unterzeichnung = beispiel.vertrag.unterzeichnung
    muster = unterzeichnung.personen[0]
    parteien = [p.partei for p in beispiel.vertrag.parteien]
    personen = tuple(
        muster.model_copy(update={"id": f"P{n}", "name": f"Person {n}", "partei": parteien[n % 2]})
        for n in range(anzahl + 1)
    )
    unterzeichnung = unterzeichnung.model_copy(update={"personen": personen})
    vertrag = beispiel.vertrag.model_copy(update={"unterzeichnung": unterzeichnung})
    bau = assemble(vertrag, beispiel.gliederung, beispiel.quelle)
    assert bau.dokument is not None, bau.maengel
    dokument = resolve(bau.dokument)
    assert [len(u.felder) for u in query(dokument, Unterschriften)] == gruppen
    weitere = [
        t for t in query(dokument, Textblock) if plain(t.inhalt).startswith("Weitere Unterschriften zum Vertrag")
    ]
    assert len(weitere) == len(gruppen) - 1


@pytest.mark.parametrize(
    ("form", "teil", "muster"),
    [
        ("docx", "word/numbering.xml", r'<w:lvlText w:val="%1\.%2\.%3"/>.*?<w:ind w:left="(\d+)" w:hanging="(\d+)"/>'),
        ("odt", "styles.xml", r'text:display-levels="3">.*?fo:text-indent="-([\d.]+)cm" fo:margin-left="([\d.]+)cm"'),
    ],
)
def test_numbers_of_the_third_level_are_indented(form: str, teil: str, muster: str, tmp_path: Path) -> None:
    datei = tmp_path / "v"
    datei.write_bytes(WRITERS[form].write(_dokument(), b"{}"))
    treffer = re.search(muster, ZipFile(datei).read(teil).decode("utf-8"))
    assert treffer
    erster, zweiter = float(treffer[1]), float(treffer[2])
    assert abs(erster - zweiter) >= min(erster, zweiter) / 2
