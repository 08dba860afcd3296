"""LibreOffice accepts and refuses all changes of tracked files: text and numbers are those of the two versions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.numbering import resolve
from generator.query import rewrite
from generator.readers.pdflose import text_pdf_lose
from generator.tree import Abschnitt, plain
from generator.vergleich.aenderungssatz import compare
from generator.vergleich.gegenlage import node_id
from generator.vergleich.wordspur.spurdatei import write_wordspur
from tests.generator.vergleich.officezeuge import AUTOR, FORMATE, Fall, differences, what_counts
from tests.generator.vergleich.test_vergleich import dokument, edited, fassung
from tests.generator.vergleich.test_wordspur import without_charts
from tests.generator.writers.office import print_pdf
from tests.vertraege import ERSTER, KOOPERATION, ZWEITER

ZUFALL = ((ERSTER, 2), (KOOPERATION, 1))
"""The first moves a lead-in with its table, the other is short; the long run has two hundred more."""
GEFUNDEN = {
    "docx": (
        ("SRB-MUSTERRIED-2026", 1000),
        ("TB2-MUSTERHAVEN-II", 1000),
        ("R64-LINDENTAL-2024", 1006),
        ("Z132-HAFENBRUECKE-2026", 1012),
        ("Z132-HAFENBRUECKE-2026", 1018),
    ),
    "odt": (("SRB-MUSTERRIED-2026", 1005), ("Z132-HAFENBRUECKE-2026", 1012)),
}
"""What long runs found.

Word: a reference to a Satz that went, a heading behind what moved and came, a heading behind what came and went in two looks, a place
whose words were all exchanged, a list that moved as a whole. ODT: the first and the fourth of these as ODT says them.
"""


@pytest.mark.langsam
@pytest.mark.parametrize("format", FORMATE)
def test_libreoffice_reads_both_versions_out_of_one_file(format: str, tmp_path: Path) -> None:
    faelle = [Fall("jahr", format, dokument(ERSTER), dokument(ZWEITER))]
    faelle += [Fall(f"{k} {n}", format, *edited(k, n)) for k, n in ZUFALL]
    faelle += [Fall(f"{k} {n}", format, *edited(k, n, True)) for k, n in GEFUNDEN[format]]
    if format == "docx":
        faelle += _chart_cases()
    else:
        faelle.append(_list_behind_heading())
    assert list(differences(tmp_path, faelle)) == []


def _list_behind_heading() -> Fall:
    """The first Absatz of a § goes with the items that it ends with."""
    alt = dokument("PB-MUSTERBREMEN-2026")

    def without(abschnitt: Abschnitt, _: object) -> Abschnitt:
        return replace(abschnitt, bloecke=tuple(b for b in abschnitt.bloecke if node_id(b) != "begriffe_begriffe"))

    neu = resolve(rewrite(alt, without, Abschnitt))
    assert neu != alt
    return Fall("Liste hinter Überschrift", "odt", alt, neu)


def _chart_cases() -> list[Fall]:
    """Charts that went or came before headings that are numbered otherwise as well."""
    mit, anders = dokument(ERSTER), dokument(ZWEITER).kopf
    ohne = without_charts(mit)
    paare = (("gehen", mit, ohne), ("kommen", ohne, mit))
    return [Fall(f"Diagramme {w}", "docx", alt, resolve(replace(neu, kopf=anders))) for w, alt, neu in paare]


def test_the_witness_sees_an_empty_paragraph_that_counts() -> None:
    davor = [("", "Inhalt"), ("", "§ 1 Eins 3"), ("§ 1", "Eins"), ("(1)", "Text")]
    assert what_counts(davor) == [("§ 1", "Eins"), ("(1)", "Text")]
    assert what_counts([*davor, ("(2)", "")]) != what_counts([*davor, ("", "")]) == what_counts(davor)


@pytest.mark.langsam
def test_the_pdf_of_a_tracked_file_shows_the_accepted_numbers(tmp_path: Path) -> None:
    alt, neu = dokument(ERSTER), dokument(ZWEITER)
    datei = tmp_path / "vergleich.docx"
    datei.write_bytes(write_wordspur(compare(fassung(alt), fassung(neu)), AUTOR))
    zeilen = "\n".join(text_pdf_lose(print_pdf(datei).read_bytes()).zeilen)
    assert "4.750.291,34" in zeilen, "the new amount"
    for paragraf in (a for a in neu.abschnitte if a.art == "paragraf"):
        anfang = plain(paragraf.ueberschrift)[:20]
        assert re.search(rf"^{re.escape(paragraf.nummer)}\s*{re.escape(anfang)}", zeilen, re.MULTILINE), paragraf.nummer
