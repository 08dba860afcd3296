"""The estimated pages: in order, one new page for each Anlage, more text never on an earlier page."""

from __future__ import annotations

from dataclasses import replace

from generator.numbering import resolve
from generator.tree import Abschnitt, Dokument, Eintrag, Kopf, Spalte, Tabelle, Text, Textblock, Zeile, Zelle
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from generator.writers.seitenmass import measure_pages
from tests.generator.beispielbaum import baum

KOPF = Kopf("K", "Titel", "", "1", "2025-01-01", "0" * 64)


def _baum(worte: int) -> Dokument:
    text = Textblock("t", (Text("Wort " * worte),))
    abschnitte = (
        Abschnitt("vor", "praeambel", (Text("Vor"),), (text,)),
        Abschnitt("nach", "ohne_nummer", (Text("Nach"),), ()),
        Abschnitt("anl", "anlage", (Text("Anlage"),), ()),
    )
    return resolve(Dokument(KOPF, (), abschnitte))


def test_title_contents_and_text_each_begin_a_page() -> None:
    assert measure_pages(_baum(1)) == {"vor": 3, "nach": 3, "anl": 4}
    assert measure_pages(replace(_baum(1), verzeichnis=())) == {"vor": 1, "nach": 1, "anl": 2}


def test_long_text_moves_what_follows() -> None:
    seiten = [measure_pages(_baum(worte))["nach"] for worte in (1, 1_000, 2_000, 20_000)]
    assert seiten == sorted(seiten)
    assert seiten[0] < seiten[1] < seiten[2]
    assert 20 < seiten[3] < 30


def test_every_entry_has_a_page_and_they_rise() -> None:
    dokument = baum()
    seiten = measure_pages(dokument)
    reihe = [seiten[e.ziel] for e in dokument.verzeichnis]
    assert reihe == sorted(reihe)


def test_a_paragraph_longer_than_pages_ends() -> None:
    assert measure_pages(_baum(200_000))["anl"] > 200


def test_columns_without_width_and_entries_without_heading_do_no_harm() -> None:
    zelle = Zelle((Text("Wort " * 50),))
    tabelle = Tabelle("tab", (), (Spalte(0), Spalte(0), Spalte(100)), (), (Zeile("z", (zelle,) * 3),))
    dokument = _baum(1)
    dokument = resolve(replace(dokument, rubrum=(tabelle,)))
    assert measure_pages(dokument)["anl"] >= 4
    fremd = replace(dokument, verzeichnis=(Eintrag("gibt_es_nicht", "", "Fremd", 1),))
    assert write_docx(fremd)
    assert write_odt(fremd)
