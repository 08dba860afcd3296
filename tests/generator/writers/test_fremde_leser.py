"""What other programs look for in our office files: heading styles, declared name spaces, the place of the text, fonts of marks."""

from __future__ import annotations

import re

import pytest

from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.beispielbaum import Schema, baum
from tests.generator.writers.lesen_office import NS, W, parse, parts

SCHEMATA = ("paragraf", "dezimal")
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@pytest.mark.parametrize("schema", SCHEMATA)
def test_every_heading_has_a_heading_style_by_its_name(schema: Schema) -> None:
    """pandoc, mammoth and python-docx know a heading by the style alone, not by its outline level."""
    dokument = baum(schema)
    teile = parts(write_docx(dokument))
    stile = {s.get(f"{{{W}}}styleId"): s for s in parse(teile["word/styles.xml"]).iterfind("w:style", NS)}
    koerper = parse(teile["word/document.xml"])
    gesehen = []
    for eintrag in dokument.verzeichnis:
        marke = koerper.find(f".//w:bookmarkStart[@w:name='_k_{eintrag.ziel}']", NS)
        assert marke is not None
        absatz = marke.getparent()
        assert absatz is not None
        stil = stile[absatz.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")]
        gesehen.append(stil.find("w:name", NS).get(f"{{{W}}}val"))
    assert gesehen == [f"heading {e.ebene}" for e in dokument.verzeichnis]


@pytest.mark.parametrize("entwurf", [False, True])
def test_every_word_part_declares_relations(entwurf: bool) -> None:
    """docx2python asks each part for them."""
    from dataclasses import replace

    dokument = baum("paragraf")
    teile = parts(write_docx(replace(dokument, kopf=replace(dokument.kopf, entwurf=entwurf))))
    namen = [n for n in teile if re.fullmatch(r"word/(document|footnotes|header\d|footer\d)\.xml", n)]
    assert len(namen) == 6
    for name in namen:
        assert parse(teile[name]).nsmap.get("r") == R, name


@pytest.mark.parametrize("schema", SCHEMATA)
def test_the_text_is_the_first_child_of_the_body(schema: Schema) -> None:
    """odfpy takes whatever comes first for the text, white space too."""
    inhalt = parse(parts(write_odt(baum(schema)))["content.xml"])
    koerper = inhalt.find(f"{OFFICE}body")
    assert koerper is not None and not koerper.text
    assert [k.tag for k in koerper] == [f"{OFFICE}text"]
    assert not koerper[0].text and not koerper[0].tail


@pytest.mark.parametrize("schema", SCHEMATA)
def test_a_dash_names_its_font(schema: Schema) -> None:
    """Without one LibreOffice saves the dash as a sign of a symbol font."""
    nummern = parse(parts(write_docx(baum(schema)))["word/numbering.xml"])
    striche = nummern.findall(".//w:lvl[w:numFmt]", NS)
    striche = [s for s in striche if s.find("w:numFmt", NS).get(f"{{{W}}}val") == "bullet"]
    assert len(striche) == 6
    for strich in striche:
        schrift = strich.find("w:rPr/w:rFonts", NS)
        assert schrift is not None and schrift.get(f"{{{W}}}ascii") == "Arial"
    stile = parts(write_odt(baum(schema)))["styles.xml"]
    ebenen = parse(stile).findall(".//{*}list-level-style-bullet")
    namen = [[t.get(f"{STYLE}font-name") for t in e.iterfind("{*}text-properties")] for e in ebenen]
    assert namen == [["Liberation Sans"]] * 6
