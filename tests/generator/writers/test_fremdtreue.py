"""What a format of pandoc must do to be offered: say title and subtitle, lead where it says, be the same at every build."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace

import pytest

from generator.pandoc import pandoc_outputs
from generator.tree import Dokument
from generator.writers.fremdformat import GESPERRT, FremdformatFehler, check_format, write_pandoc
from generator.writers.rtfbaum import escape_rtf
from tests.generator.beispielbaum import Schema, baum

FORMATE = [f for f in pandoc_outputs() if f not in GESPERRT]
SCHEMATA = ("paragraf", "dezimal")
# A model of pandoc, whose strings are words; lines broken anew, with hyphens.
OHNE_WORTLAUT = ("json", "native", "man", "ms")


def _letters(text: str) -> str:
    return "".join(z for z in text if z.isalnum())


def _read(format: str, datei: bytes) -> str:
    """Return the letters and digits of a file, whatever its markup."""
    if datei.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(datei)) as archiv:
            namen = [n for n in archiv.namelist() if re.search(r"\.(xml|xhtml|html)$", n)]
            text = "".join(archiv.read(n).decode("utf-8", "replace") for n in namen)
    else:
        text = datei.decode("utf-8", "replace")
    if format == "rtf":
        text = re.sub(r"\\u(-?\d+) ?.", lambda m: chr(int(m[1]) % 65536), text)
    return _letters(re.sub(r"<[^>]*>", "", html.unescape(text)))


@pytest.mark.langsam
@pytest.mark.parametrize("format", FORMATE)
def test_every_format_says_what_the_document_is_called(format: str) -> None:
    dokument = baum()
    text = _read(format, datei := write_pandoc(dokument, format))
    assert datei == write_pandoc(dokument, format), "bei jedem Bau dieselben Bytes"
    if format not in OHNE_WORTLAUT:
        assert _letters(dokument.kopf.titel) in text
        assert _letters(dokument.kopf.untertitel) in text
        assert text.count(_letters(dokument.kopf.untertitel)) <= 3


@pytest.mark.parametrize("format", ["ipynb", "opml", "bbcode_phpbb", "bbcode_fluxbb", "pptx", "revealjs", "beamer"])
def test_what_a_format_cannot_do_is_left_out_of_the_list(format: str) -> None:
    with pytest.raises(FremdformatFehler, match=f"„{format}“"):
        check_format(format)
    with pytest.raises(FremdformatFehler) as fehler:
        check_format("unbekannt")
    assert f" {format}," not in str(fehler.value)


@pytest.mark.parametrize("stand", ["1970-01-01", "2107-12-31", "2108-01-01", "2150-06-30", "2199-12-31"])
@pytest.mark.parametrize("format", ["epub", "docx", "odt", "chunkedhtml", "rtf", "html"])
def test_any_day_of_a_contract_can_be_written(format: str, stand: str) -> None:
    """ZIP archives know the years 1980 to 2107 only."""
    dokument = baum()
    assert write_pandoc(replace(dokument, kopf=replace(dokument.kopf, stand=stand)), format)


# -------------------------------------------------------------------------------------------------------------------- EPUB


def _chapters(dokument: Dokument) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write_pandoc(dokument, "epub"))) as archiv:
        assert archiv.namelist()[0] == "mimetype"
        assert archiv.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        return {n: archiv.read(n).decode("utf-8") for n in archiv.namelist() if n.startswith("EPUB/text/ch")}


@pytest.mark.parametrize("schema", SCHEMATA)
def test_chapters_bear_their_headings(schema: Schema) -> None:
    dokument = baum(schema)
    titel = [
        html.unescape(m[1]) for s in _chapters(dokument).values() for m in re.finditer(r"<title>(.*?)</title>", s, re.S)
    ]
    erwartet = [f"{e.nummer} {e.text}".strip() for e in dokument.verzeichnis if e.ebene == 1]
    assert [" ".join(t.split()) for t in titel[-len(erwartet) :]] == [" ".join(e.split()) for e in erwartet]
    assert not any(".xhtml" in t for t in titel)


# --------------------------------------------------------------------------------------------------------------------- RTF


@pytest.mark.parametrize("schema", SCHEMATA)
def test_every_link_of_the_rtf_leads_to_a_mark(schema: Schema) -> None:
    rtf = write_pandoc(baum(schema), "rtf").decode("ascii")
    ziele = set(re.findall(r'HYPERLINK \\\\l "([^"]+)"', rtf))
    assert ziele and 'HYPERLINK "#' not in rtf
    assert ziele <= set(re.findall(r"\\bkmkstart ([a-z0-9_]+)\}", rtf))


def test_the_rtf_is_a_german_sheet_with_contents_and_captions_above() -> None:
    dokument = baum()
    rtf = write_pandoc(dokument, "rtf").decode("ascii")
    assert r"\paperw11906\paperh16838" in rtf and r"\deflang1031" in rtf
    assert rtf.index(escape_rtf(dokument.kopf.untertitel)) < rtf.index("fs28 Inhalt") < rtf.index(r"\trowd")
    davor, erste, *_ = rtf.split(r"\trowd")
    assert "Tabelle" in davor.split(r"\pard")[-1], "die Beschriftung steht unmittelbar über der Tabelle"
    assert "Monatsraten" not in erste


@pytest.mark.parametrize(
    ("text", "rtf"),
    [
        ("a{b}\\c", r"a\{b\}\\c"),
        ("§ 1", r"\u167? 1"),
        ("€", r"\u8364?"),
        ("\uffe6", r"\u-26?"),
        ("𝄞", r"\u-10188?\u-8930?"),
        ("S\u0304", r"S\u772?"),
    ],
)
def test_text_in_rtf(text: str, rtf: str) -> None:
    assert escape_rtf(text) == rtf
