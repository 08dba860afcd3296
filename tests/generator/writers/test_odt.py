"""The OpenDocument text: schema, numbering, references, anchors, page marks; LibreOffice as the reader it is made for."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.kanon import normalise
from generator.query import query
from generator.tree import Dokument, Feld, Text, Textblock, Verweis
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from generator.writers.odt.listenbau import Stueck, nest
from generator.writers.xmltext import SchreibFehler
from generator.writers.zip import build_zip, pack_part
from tests.generator.beispielbaum import Schema, baum, unresolved
from tests.generator.writers.lesen_office import (
    drop_pages,
    expected_lines,
    footnote_texts,
    libreoffice_lines,
    libreoffice_pages,
    parse,
    parts,
    rng,
)

SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def _dokument(schema: Schema, entwurf: bool = False) -> Dokument:
    dokument = baum(schema)
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=entwurf))


# ---------------------------------------------------------------------------------------------------------- the package


@pytest.mark.parametrize("schema", SCHEMATA)
@pytest.mark.parametrize("entwurf", [False, True])
def test_every_part_is_valid_odf_1_3(schema: Schema, entwurf: bool) -> None:
    teile = parts(write_odt(_dokument(schema, entwurf)))
    assert set(teile) == {"mimetype", "META-INF/manifest.xml", "settings.xml", "meta.xml", "styles.xml", "content.xml",
        "Pictures/bild1.svg", "Pictures/bild2.svg",
    }  # fmt: skip
    for name, inhalt in teile.items():
        if name.endswith(".xml"):
            art = "manifest-schema" if name.startswith("META-INF/") else "schema"
            rng(f"OpenDocument-v1.3-{art}.rng").assertValid(parse(inhalt))
            assert b'version="1.3"' in inhalt


def test_schema_gate_sees_a_misplaced_element() -> None:
    xml = parts(write_odt(baum()))["content.xml"]
    kaputt = xml.replace(b"<text:list-item>", b"<text:list-item><text:table-of-content/>", 1)
    assert not rng("OpenDocument-v1.3-schema.rng").validate(parse(kaputt))


def test_media_type_comes_first_and_stored() -> None:
    daten = write_odt(baum())
    erster = zipfile.ZipFile(io.BytesIO(daten)).infolist()[0]
    assert (erster.filename, erster.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert daten[30:38] == b"mimetype"
    assert daten[38:77] == b"application/vnd.oasis.opendocument.text"


def test_manifest_names_every_file() -> None:
    teile = parts(write_odt(baum()))
    raum = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
    genannt = {e.get(raum) for e in parse(teile["META-INF/manifest.xml"])}
    assert genannt == {"/", *(n for n in teile if n != "mimetype" and not n.startswith("META-INF/"))}


@pytest.mark.parametrize("schema", SCHEMATA)
def test_same_input_same_bytes(schema: Schema) -> None:
    erste = write_odt(_dokument(schema))
    write_odt(_dokument(schema, entwurf=True))
    assert write_odt(_dokument(schema)) == erste


def test_meta_identifies_the_document() -> None:
    meta = parse(parts(write_odt(baum()))["meta.xml"])
    werte = {m.get(f"{META}name"): m.text for m in meta.iter(f"{META}user-defined")}
    assert (werte["Kennung"], werte["Fassung"], werte["Inhaltshash"]) == ("TB-2025-001", "1.0", "0123456789abcdef" * 4)
    assert meta.findtext(f".//{META}creation-date") == "2024-12-01T00:00:00"


# ------------------------------------------------------------------------------------------------------- labels and text


_ERGEBNIS = re.compile(r"(<text:(?:bookmark-ref|sequence) [^>]*>)[^<]*")


@pytest.mark.langsam
@pytest.mark.parametrize("schema", SCHEMATA)
def test_libreoffice_counts_and_refers_alike(schema: Schema, tmp_path: Path) -> None:
    """Numbers stand nowhere in the file; for the references the cached results are wiped and must come back alike."""
    dokument = _dokument(schema, entwurf=True)
    ganz, ohne = tmp_path / "ganz.odt", tmp_path / "ohne.odt"
    ganz.write_bytes(write_odt(dokument))
    teile = parts(ganz.read_bytes())
    text, anzahl = _ERGEBNIS.subn(r"\1?", teile["content.xml"].decode("utf-8"))
    assert anzahl >= 10
    teile["content.xml"] = text.encode("utf-8")
    ohne.write_bytes(build_zip([pack_part(n, t, n == "mimetype") for n, t in teile.items()], "2025-01-01"))
    assert drop_pages(libreoffice_lines(ganz)[0], dokument) == expected_lines(dokument)
    seiten = libreoffice_pages(ganz)
    assert libreoffice_pages(ohne) == seiten
    for nummer, seite in enumerate(seiten, 1):
        assert f"Seite {nummer} von {len(seiten)}" in seite
        assert "ENTWURF" in seite


@pytest.mark.parametrize("schema", SCHEMATA)
def test_footnotes_are_real(schema: Schema) -> None:
    dokument = baum(schema)
    noten = list(parse(parts(write_odt(dokument))["content.xml"]).iter(f"{T}note"))
    assert [normalise("".join(n.find(f"{T}note-body").itertext())) for n in noten] == footnote_texts(dokument)
    assert [n.findtext(f"{T}note-citation") for n in noten] == ["1", "2"]


@pytest.mark.parametrize(
    ("stuecke", "xml"),
    [
        ([("a", "", 0), ("b", "", 0)], "ab"),
        ([("a", "X", 1), ("b", "X", 1)], "(X+[a][b])"),
        ([("a", "X", 1), ("b", "X", 2), ("c", "X", 1)], "(X+[a([b])][c])"),
        ([("a", "X", 1), ("b", "X", 3)], "(X+[a([([b])])])"),
        ([("a", "X", 3), ("b", "X", 1)], "(X+[([([a])])][b])"),
        ([("a", "X", 1), ("t", "", 0), ("b", "X", 1)], "(X+[a])t(X=[b])"),
        ([("a", "X-1", 1), ("b", "X-2", 1), ("c", "X-1", 2)], "(X+[a])(X+[b])(X=[([c])])"),
        ([("a", "Striche", 1), ("t", "", 0), ("b", "Striche", 2)], "(Striche[a])t(Striche[([b])])"),
    ],
)
def test_lists_nest_and_go_on(stuecke: list[tuple[str, str, int]], xml: str) -> None:
    gebaut = nest(Stueck(*s) for s in stuecke)
    kurz = re.sub(r'<text:list xml:id="[^"]*" text:style-name="(\w+)">', r"(\1+", gebaut)
    kurz = re.sub(r'<text:list text:continue-list="[^"]*" text:style-name="(\w+)">', r"(\1=", kurz)
    kurz = re.sub(r'<text:list text:style-name="(\w+)">', r"(\1", kurz)
    for lang, zeichen in (
        ("<text:list>", "("),
        ("</text:list>", ")"),
        ("<text:list-item>", "["),
        ("</text:list-item>", "]"),
    ):
        kurz = kurz.replace(lang, zeichen)
    assert kurz == xml


# ------------------------------------------------------------------------------------------------------------- anchors


def test_same_bookmarks_as_word_and_each_within_its_paragraph() -> None:
    dokument = baum()
    inhalt = parse(parts(write_odt(dokument))["content.xml"])
    namen = [m.get(f"{T}name") for m in inhalt.iter(f"{T}bookmark-start")]
    assert len(namen) == len(set(namen))
    word = parts(write_docx(dokument))
    assert set(namen) == set(
        re.findall(
            r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"',
            (word["word/document.xml"] + word["word/footnotes.xml"]).decode(),
        )
    )
    for start in inhalt.iter(f"{T}bookmark-start"):
        absatz = next(a for a in start.iterancestors(f"{T}p", f"{T}h"))
        enden = {e.get(f"{T}name") for e in absatz.iter(f"{T}bookmark-end")}
        assert start.get(f"{T}name") in enden


def test_references_and_links_lead_to_bookmarks() -> None:
    dokument = baum()
    xml = parts(write_odt(dokument))["content.xml"].decode("utf-8")
    marken = set(re.findall(r'<text:bookmark-start text:name="(\w+)"', xml))
    ziele = [*re.findall(r'text:ref-name="(_\w+)"', xml), *re.findall(r'xlink:href="#(\w+)"', xml)]
    verweise = query(dokument, Verweis)
    assert len(ziele) > len(verweise)
    assert set(ziele) <= marken


def test_field_bookmarks_hold_the_text_of_the_field() -> None:
    dokument = baum()
    inhalt = parse(parts(write_odt(dokument))["content.xml"])
    starts = {m.get(f"{T}name"): m for m in inhalt.iter(f"{T}bookmark-start")}
    geprueft = 0
    for feld in (f for f in query(dokument, Feld) if f.id):
        start = starts[f"_f_{feld.id}"]
        folgend = start.getnext()
        text = start.tail or "".join(folgend.itertext())
        assert normalise(text) == normalise(feld.text)
        geprueft += 1
    assert geprueft >= 10


# ---------------------------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("entwurf", [False, True])
def test_draft_mark_on_every_page(entwurf: bool) -> None:
    stile = parse(parts(write_odt(_dokument("paragraf", entwurf)))["styles.xml"])
    for name in ("header", "header-first"):
        kopf = next(stile.iter(f"{STYLE}{name}"))
        assert ("ENTWURF" in "".join(kopf.itertext())) is entwurf
        assert (kopf.find(".//{*}custom-shape") is not None) is entwurf


def test_page_is_a4_and_german_and_counts_pages() -> None:
    stile = parse(parts(write_odt(baum()))["styles.xml"])
    seite = next(stile.iter(f"{STYLE}page-layout-properties"))
    assert (seite.get(f"{FO}page-width"), seite.get(f"{FO}page-height")) == ("21cm", "29.7cm")
    text = next(stile.iter(f"{STYLE}default-style")).find(f"{STYLE}text-properties")
    assert (text.get(f"{FO}language"), text.get(f"{FO}country")) == ("de", "DE")
    for name in ("footer", "footer-first"):
        fuss = "".join(next(stile.iter(f"{STYLE}{name}")).itertext())
        assert fuss == "TB-2025-001 · Fassung 1.0 · Prüfsumme 0123456789abSeite 1 von 1"


def test_every_style_in_use_is_defined() -> None:
    teile = parts(write_odt(_dokument("paragraf", entwurf=True)))
    wurzeln = [parse(teile[name]) for name in ("styles.xml", "content.xml")]
    arten = (f"{STYLE}style", f"{T}list-style", f"{STYLE}page-layout", f"{STYLE}master-page")
    da = {e.get(f"{STYLE}name") for w in wurzeln for art in arten for e in w.iter(art)}
    for wurzel in wurzeln:
        for element in wurzel.iter():
            namen = (v for k, v in element.attrib.items() if k.endswith(("}style-name", "-style-name")))
            assert {n for n in namen if n} <= da, element.tag


def test_header_rows_repeat_and_spans_fill_the_columns() -> None:
    inhalt = parse(parts(write_odt(baum()))["content.xml"])
    tabellen = [t for t in inhalt.iter(f"{TABLE}table") if t.find(f"{TABLE}table-header-rows") is not None]
    assert [len(t.find(f"{TABLE}table-header-rows")) for t in tabellen] == [1, 2]
    for tabelle in tabellen:
        spalten = len(tabelle.findall(f"{TABLE}table-column"))
        for zeile in tabelle.iter(f"{TABLE}table-row"):
            assert len(zeile) == spalten


def test_text_before_signatures_stays_with_them() -> None:
    inhalt = parse(parts(write_odt(baum()))["content.xml"])
    tabelle = next(t for t in inhalt.iter(f"{TABLE}table") if t.findtext(f"{TABLE}title") == "Unterschriften")
    stil = tabelle.getprevious().get(f"{T}style-name")
    eintrag = next(s for s in inhalt.iter(f"{STYLE}style") if s.get(f"{STYLE}name") == stil)
    assert eintrag.find(f"{STYLE}paragraph-properties").get(f"{FO}keep-with-next") == "always"


# ------------------------------------------------------------------------------------------------------- hostile input


def _read(absatz: etree._Element) -> str:
    """Text as ODF reads it: blanks of text:s counted, runs of blanks in the source one."""
    stuecke = []
    for element in absatz.iter():
        if element.tag == f"{T}s":
            stuecke.append("\0" * int(element.get(f"{T}c", "1")))
        elif element.text:
            stuecke.append(element.text)
        if element is not absatz and element.tail:
            stuecke.append(element.tail)
    return re.sub(" +", " ", "".join(stuecke)).strip(" ").replace("\0", " ")


@given(st.text(alphabet=st.sampled_from(list(" \t\na<&\"'\u00a0\u00ad]>\x00\x1b\ud800\ufffe€𝄞")), max_size=30))
def test_any_text_survives_but_for_what_xml_forbids(text: str) -> None:
    block = Textblock("fremd", (Text(text), Text(text)))
    xml = parts(write_odt(replace(baum(), rubrum=(block,))))["content.xml"]
    start = next(m for m in parse(xml).iter(f"{T}bookmark-start") if m.get(f"{T}name") == "_k_fremd")
    erwartet = re.sub("[\t\n]", " ", re.sub("[\x00\x1b\ud800\ufffe]", "", text + text))
    assert _read(start.getparent()) == erwartet


@pytest.mark.parametrize(
    ("block", "meldung"),
    [
        (Textblock('x"><text:p', (Text("a"),)), "kann keine Textmarke werden"),
        (Textblock("x", (Verweis("budget"),)), "nummeriert"),
    ],
)
def test_what_cannot_be_written_is_refused_in_german(block: Textblock, meldung: str) -> None:
    with pytest.raises(SchreibFehler, match=meldung):
        write_odt(replace(baum(), rubrum=(block,)))


def test_document_without_labels_is_refused() -> None:
    with pytest.raises(SchreibFehler, match="nummeriert"):
        write_odt(unresolved())
