"""pandoc's formats: the same words, the same bytes, and nothing else than a format's name reaches pandoc."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings

from generator import pandoc
from generator.kanon import posten
from generator.pandoc import PandocFehler, run_pandoc
from generator.readers.auszug import Auszug
from generator.readers.pandocleser import text_pandoc
from generator.tree import Dokument
from generator.writers import WRITERS, find_format
from generator.writers.fremdformat import GESPERRT, FremdformatFehler, check_format, write_ast, write_pandoc
from tests.generator.baeume import dokumente
from tests.generator.beispielbaum import Schema, baum

_UNSICHER = ("pdf", "bibtex", "csljson", "foo.lua", "../x", "markdown+raw_html", "", "Docx", "html\n", "unbekannt")


def _soll(dokument: Dokument, ist_bild: bool = False) -> list[str]:
    """The canonical lines as this writer prints them: numbers pandoc counts itself are not text, nor what a picture says."""
    ohne = ("fussnote", "unterschrift", "punkt", *(["bildtext"] if ist_bild else []))
    return [
        p.text
        if p.art == "strich"
        else f"{p.nummer}: {p.text}"
        if p.art in ("tabellentitel", "abbildungstitel")
        else p.zeile
        for p in posten(dokument)
        if p.art not in ohne and p.text
    ]


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
@pytest.mark.parametrize("format", ["docx", "odt", "html", "docbook", "json"])
def test_pandoc_reads_back_what_it_wrote(schema: Schema, format: str) -> None:
    dokument = baum(schema)
    auszug: Auszug = text_pandoc(write_pandoc(dokument, format), format)
    assert [z for z in _soll(dokument, ist_bild=format == "html") if z not in auszug.zeilen] == []
    assert list(auszug.fussnoten) == [p.text for p in posten(dokument) if p.art == "fussnote"]


@settings(max_examples=15, deadline=None)
@given(dokumente())
def test_pandoc_accepts_any_tree(dokument: Dokument) -> None:
    zeilen = text_pandoc(write_ast(dokument), "json").zeilen
    assert [z for z in _soll(dokument) if z not in zeilen] == []


@pytest.mark.parametrize("format", ["rtf", "epub", "docx", "odt", "latex", "chunkedhtml", "typst"])
def test_same_tree_same_bytes(format: str) -> None:
    assert write_pandoc(baum(), format) == write_pandoc(baum(), format)


@pytest.mark.langsam
def test_every_format_pandoc_lists_can_be_written_or_is_refused() -> None:
    for format in pandoc.pandoc_outputs():
        if format not in GESPERRT:
            assert len(write_pandoc(baum(), format)) > 1_000, format


def test_timestamps_come_from_the_document() -> None:
    archiv = zipfile.ZipFile(BytesIO(write_pandoc(baum(), "docx")))
    assert b"2024-12-01T00:00:00Z" in archiv.read("docProps/core.xml")


def test_values_keep_their_data_path() -> None:
    html = write_pandoc(baum(), "html").decode("utf-8")
    assert 'data-pfad="budget.jahresbetrag" data-wert="4626372.89"' in html


def test_references_are_links_to_existing_places() -> None:
    ast = write_ast(baum()).decode("utf-8")
    ziele = {teil.split('"')[0] for teil in ast.split('"#')[1:]}
    assert ziele
    assert all(f'["{ziel}",' in ast for ziel in ziele)


@pytest.mark.parametrize("format", _UNSICHER)
def test_unsafe_and_unknown_formats_are_refused(format: str) -> None:
    with pytest.raises(FremdformatFehler):
        write_pandoc(baum(), format)
    with pytest.raises(FremdformatFehler):
        check_format(format)


def test_registry() -> None:
    assert find_format("docx") is WRITERS["docx"]
    rtf = find_format("rtf")
    assert (rtf.endung, rtf.braucht) == ("rtf", "pandoc")
    assert rtf.write(baum(), b"").startswith(b"{\\rtf")
    assert find_format("latex").endung == "tex"
    assert all(name == f.name for name, f in WRITERS.items())


def test_ast_is_compact_json() -> None:
    assert json.loads(write_ast(baum()))["meta"]["lang"] == {"t": "MetaString", "c": "de-DE"}


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PandocFehler, match="Code"):
        run_pandoc(b"{", "json", "plain")
    monkeypatch.setattr(pandoc, "EINGABE_MAX", 3)
    with pytest.raises(PandocFehler, match="größer"):
        run_pandoc(b"abcd", "markdown", "plain")


def test_memory_is_bounded() -> None:
    with pytest.raises(PandocFehler, match=r"Code 251.*heap"):
        run_pandoc(b"- a *b*\n" * 200_000, "markdown", "plain", speicher=10 * pandoc.MIB)


def test_a_slow_run_is_ended() -> None:
    with pytest.raises(PandocFehler, match="beendet"):
        run_pandoc(b"abcd", "markdown", "plain", zeit=0.001)


def test_the_sandbox_reads_no_files() -> None:
    ergebnis = run_pandoc(b".. include:: /etc/hostname\n", "rst", "plain")
    assert ergebnis.strip() == b""


def test_missing_pandoc_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypandoc

    def missing() -> str:
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    with pytest.raises(PandocFehler, match="pypandoc_binary"):
        run_pandoc(b"", "markdown", "plain")
