"""Which Anlagen begin a new page, and that every paged format does as it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.numbering import resolve
from generator.tree import Abschnitt, Dokument, Kopf, Spalte, Tabelle, Text, Textblock, Zeile, Zelle
from generator.writers.docx import write_docx
from generator.writers.haftung import bind_blocks, page_starts
from generator.writers.html import write_html
from generator.writers.masse import keeping_measures
from generator.writers.odt import write_odt
from generator.writers.pdf import write_pdf
from generator.writers.seitenmass import measure_pages
from tests.generator.writers.lesen_office import parts
from tests.generator.writers.seitenbild import words_of

KURZ, LANG = 8, 400
"""Words of an Anlage that points to something, and of one that fills most of a page."""
FAELLE: tuple[tuple[tuple[int, ...], set[int]], ...] = (
    ((LANG, LANG), {0, 1}),
    ((LANG, KURZ, KURZ), {0}),
    ((LANG, KURZ, LANG), {0}),
    ((LANG, KURZ, LANG, LANG), {0, 3}),
    ((KURZ, LANG), {0}),
    ((KURZ, LANG, LANG), {0, 2}),
    ((KURZ,), set()),
    ((KURZ,) * 6, {0}),
    ((), set()),
)


def _document(worte: tuple[int, ...]) -> Dokument:
    vertrag = Abschnitt("v", "ohne_nummer", (Text("Vertrag"),), (Textblock("vt", (Text("Wort."),)),))
    anlagen = tuple(
        Abschnitt(f"a{n}", "anlage", (Text(f"Beilage{n}"),), (Textblock(f"t{n}", (Text("Wort " * zahl),)),))
        for n, zahl in enumerate(worte)
    )
    dokument = resolve(Dokument(Kopf("K-1", "Titel", "", "1.0", "2025-01-01", "0" * 64), (), (vertrag, *anlagen)))
    return replace(dokument, verzeichnis=())


@pytest.mark.parametrize(("worte", "erwartet"), FAELLE)
def test_a_short_anlage_and_its_neighbour_share_a_page(worte: tuple[int, ...], erwartet: set[int]) -> None:
    assert page_starts(_document(worte).abschnitte) == {f"a{n}" for n in erwartet}


def test_the_measure_parts_short_from_long() -> None:
    """One line more or less around the measure decides; eleven words of this length fill about a line."""
    zahlen = [n for n in range(1, LANG) if "a1" in page_starts(_document((LANG, n)).abschnitte)]
    assert zahlen == list(range(zahlen[0], LANG))
    assert keeping_measures().kurze_anlage / keeping_measures().zeile * 8 < zahlen[0] < LANG / 1.5


@pytest.mark.parametrize(("worte", "erwartet"), [f for f in FAELLE if f[0]])
def test_the_formats_begin_the_same_pages(worte: tuple[int, ...], erwartet: set[int]) -> None:
    dokument = _document(worte)
    folgende = len(worte) - len(erwartet)
    word = parts(write_docx(dokument))["word/document.xml"].decode()
    assert word.count("<w:pageBreakBefore/>") == len(erwartet)
    odt = parts(write_odt(dokument))["content.xml"].decode()
    assert odt.count('text:h text:style-name="Anlage_anschluss"') == folgende
    assert odt.count('text:h text:style-name="Anlage"') == len(erwartet)
    html = write_html(dokument).decode()
    assert len(re.findall(r'class="abschnitt anlage anschluss"', html)) == folgende
    geschaetzt = measure_pages(dokument, bind_blocks(dokument))
    assert {n for n in range(len(worte)) if geschaetzt[f"a{n}"] != geschaetzt.get(f"a{n - 1}", 1)} == erwartet


def test_the_pdf_sets_a_short_anlage_on_the_page_before(tmp_path: Path) -> None:
    zahlen = []
    for zweite in (KURZ, LANG):
        datei = tmp_path / f"{zweite}.pdf"
        datei.write_bytes(write_pdf(_document((LANG, zweite)), b"{}"))
        zahlen.append([{"Beilage0", "Beilage1"} & {w.text for w in seite} for seite in words_of(datei)])
    assert {"Beilage0", "Beilage1"} in zahlen[0]
    assert {"Beilage1"} in zahlen[1]


def test_nothing_behind_the_last_table_takes_room() -> None:
    """An empty paragraph of the usual height began a page of its own when the table filled the one before."""
    zeile = Zeile("z", (Zelle((Text("Wert"),), True),), False)
    tabelle = Tabelle("t", (Text("Tafel"),), (Spalte(100, "links"),), (replace(zeile, id="k"),), (zeile,), ())
    dokument = _document((KURZ,))
    anlage = replace(dokument.abschnitte[-1], bloecke=(tabelle,))
    dokument = resolve(replace(dokument, abschnitte=(dokument.abschnitte[0], anlage)))
    word = parts(write_docx(dokument))["word/document.xml"].decode()
    assert '</w:tbl><w:p><w:pPr><w:pStyle w:val="Tabellenende"/><w:spacing w:after="0" w:line="20"' in word
    odt = parts(write_odt(dokument))["content.xml"].decode()
    assert odt.endswith(
        '<text:p text:style-name="Tabellenende_schluss"/></office:text></office:body>\n</office:document-content>\n'
    )
    assert re.search(r'style:name="Tabellenende_schluss".*?text:display="none"', odt)
