"""The Word file: schema, numbering, references, anchors, page marks; LibreOffice as a second reader."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.kanon import normalise
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Diagramm,
    Dokument,
    Feld,
    Punkt,
    Tabelle,
    Textblock,
    Unterschrift,
    Zeile,
)
from generator.writers.docx import write_docx
from tests.generator.beispielbaum import Schema, baum
from tests.generator.writers.lesen_office import (
    NS,
    W,
    drop_pages,
    expected_lines,
    footnote_texts,
    libreoffice_lines,
    libreoffice_pages,
    parse,
    parts,
    xsd,
)
from tests.hilfen import need_program

SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")
TEIL_SCHEMA = {
    r"\[Content_Types\]\.xml": "opc-xsd/opc-contentTypes.xsd",
    r".*\.rels": "opc-xsd/opc-relationships.xsd",
    r"docProps/core\.xml": "opc-xsd/opc-coreProperties.xsd",
    r"docProps/custom\.xml": "shared-documentPropertiesCustom.xsd",
    r"docProps/app\.xml": "shared-documentPropertiesExtended.xsd",
    r"word/.*\.xml": "wml.xsd",
}


def _dokument(schema: Schema, entwurf: bool = False) -> Dokument:
    dokument = baum(schema)
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=entwurf))


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


# ---------------------------------------------------------------------------------------------------------- the package


@pytest.mark.parametrize("schema", SCHEMATA)
@pytest.mark.parametrize("entwurf", [False, True])
def test_every_part_is_valid(schema: Schema, entwurf: bool) -> None:
    for name, inhalt in parts(write_docx(_dokument(schema, entwurf))).items():
        if name.startswith("word/media/"):
            continue
        datei = next(d for muster, d in TEIL_SCHEMA.items() if re.fullmatch(muster, name))
        xsd(datei).assertValid(parse(inhalt))


def test_schema_gate_sees_a_misplaced_element() -> None:
    xml = parts(write_docx(baum()))["word/document.xml"]
    kaputt = xml.replace(b"</w:pPr>", b'<w:pStyle w:val="Absatz"/></w:pPr>', 1)
    assert not xsd("wml.xsd").validate(parse(kaputt))


def test_every_part_has_type_and_relation() -> None:
    teile = parts(write_docx(baum()))
    arten = parse(teile["[Content_Types].xml"])
    genannt = {e.get("PartName").lstrip("/") for e in arten if e.get("PartName")}
    assert genannt == {n for n in teile if n.endswith(".xml") and n != "[Content_Types].xml"}
    ziele = {"word/" + e.get("Target") for e in parse(teile["word/_rels/document.xml.rels"])}
    assert ziele <= set(teile)


@pytest.mark.parametrize("schema", SCHEMATA)
def test_same_input_same_bytes(schema: Schema) -> None:
    assert write_docx(_dokument(schema)) == write_docx(_dokument(schema))


def test_dates_come_from_the_document() -> None:
    dokument = baum()
    spaeter = replace(dokument, kopf=replace(dokument.kopf, stand="2026-02-03"))
    assert b"2026-02-03T00:00:00Z" in parts(write_docx(spaeter))["docProps/core.xml"]
    assert write_docx(dokument) != write_docx(spaeter)


@pytest.mark.langsam
@pytest.mark.parametrize("schema", SCHEMATA)
def test_open_xml_sdk_finds_nothing(schema: Schema, tmp_path: Path) -> None:
    programm = need_program("ooxml-validator")
    datei = tmp_path / "vertrag.docx"
    datei.write_bytes(write_docx(_dokument(schema, entwurf=True)))
    for version in ("Office2013", "Microsoft365"):
        lauf = subprocess.run(
            [programm, str(datei), "--officeVersion", version], capture_output=True, timeout=120, check=False
        )
        bericht = json.loads(lauf.stdout)
        assert bericht["ok"], bericht["errors"]


# ------------------------------------------------------------------------------------------------------- labels and text


class WordZaehler:
    """Counts list labels the way Word does, from numbering.xml and styles.xml alone."""

    def __init__(self, teile: dict[str, bytes]) -> None:
        nummern = parse(teile["word/numbering.xml"])
        self.ebenen = {a.get(_w("abstractNumId")): a.findall("w:lvl", NS) for a in nummern.findall("w:abstractNum", NS)}
        self.listen = {n.get(_w("numId")): n for n in nummern.findall("w:num", NS)}
        self.stile = {s.get(_w("styleId")): s for s in parse(teile["word/styles.xml"]).findall("w:style", NS)}
        self.stand: dict[str, list[int]] = {}
        self.begonnen: set[str] = set()

    def label(self, absatz: etree._Element) -> str:
        stil = absatz.find("w:pPr/w:pStyle", NS).get(_w("val"))
        zahl = absatz.find("w:pPr/w:numPr", NS)
        if zahl is None:
            zahl = self._style_number(stil)
        if zahl is None or zahl.find("w:numId", NS).get(_w("val")) == "0":
            return ""
        nummer = zahl.find("w:numId", NS).get(_w("val"))
        return self._count(nummer, int(zahl.find("w:ilvl", NS).get(_w("val"))))

    def _style_number(self, stil: str) -> etree._Element | None:
        while stil:
            eintrag = self.stile[stil]
            zahl = eintrag.find("w:pPr/w:numPr", NS)
            if zahl is not None:
                return zahl
            basis = eintrag.find("w:basedOn", NS)
            stil = basis.get(_w("val")) if basis is not None else ""
        return None

    def _count(self, nummer: str, ebene: int) -> str:
        liste = self.listen[nummer]
        abstrakt = liste.find("w:abstractNumId", NS).get(_w("val"))
        ebenen = self.ebenen[abstrakt]
        anfaenge = [int(e.find("w:start", NS).get(_w("val"))) for e in ebenen]
        stand = self.stand.setdefault(abstrakt, [a - 1 for a in anfaenge])
        if nummer not in self.begonnen and liste.find("w:lvlOverride", NS) is not None:
            stand[:] = [a - 1 for a in anfaenge]
        self.begonnen.add(nummer)
        stand[ebene] += 1
        stand[ebene + 1 :] = [a - 1 for a in anfaenge[ebene + 1 :]]
        muster = ebenen[ebene].find("w:lvlText", NS).get(_w("val"))
        return re.sub("%([1-9])", lambda t: self._figure(ebenen, stand, int(t[1]) - 1), muster)

    def _figure(self, ebenen: list[etree._Element], stand: list[int], ebene: int) -> str:
        zahl = max(stand[ebene], 1)
        if ebenen[ebene].find("w:numFmt", NS).get(_w("val")) == "decimal":
            return str(zahl)
        return chr(ord("a") + (zahl - 1) % 26) * ((zahl - 1) // 26 + 1)


def _paragraph_text(absatz: etree._Element) -> str:
    stuecke = []
    for element in absatz.iter(_w("t"), _w("br"), _w("tab"), _w("footnoteReference")):
        name = etree.QName(element).localname
        stuecke.append({"t": element.text or "", "br": "\n", "tab": " "}.get(name, element.get(_w("id"), "")))
    return "".join(stuecke)


@pytest.mark.parametrize("schema", SCHEMATA)
def test_words_own_numbers_and_text_are_those_of_the_tree(schema: Schema) -> None:
    dokument = baum(schema)
    teile = parts(write_docx(dokument))
    zaehler = WordZaehler(teile)
    zeilen = []
    for absatz in parse(teile["word/document.xml"]).iter(_w("p")):
        zeilen += f"{zaehler.label(absatz)} {_paragraph_text(absatz)}".split("\n")
    assert drop_pages([z for z in map(normalise, zeilen) if z], dokument) == expected_lines(dokument)


@pytest.mark.parametrize("schema", SCHEMATA)
def test_footnotes_are_real(schema: Schema) -> None:
    dokument = baum(schema)
    noten = parse(parts(write_docx(dokument))["word/footnotes.xml"]).findall("w:footnote", NS)
    assert [n.get(_w("type")) for n in noten[:2]] == ["separator", "continuationSeparator"]
    assert [normalise(_paragraph_text(n)) for n in noten[2:]] == footnote_texts(dokument)


_ERGEBNIS = re.compile(
    r'( (?:REF|SEQ) [^<]*</w:instrText></w:r><w:r>.{0,80}?"separate"/></w:r><w:r>.{0,80}?<w:t[^>]*>)[^<]*'
)


@pytest.mark.langsam
@pytest.mark.parametrize("schema", SCHEMATA)
def test_libreoffice_counts_and_refers_alike(schema: Schema, tmp_path: Path) -> None:
    """Numbers stand nowhere in the file; for the references the cached results are wiped and must come back alike."""
    dokument = _dokument(schema, entwurf=True)
    ganz, ohne = tmp_path / "ganz.docx", tmp_path / "ohne.docx"
    ganz.write_bytes(write_docx(dokument))
    ohne.write_bytes(_without_cache(ganz.read_bytes()))
    assert drop_pages(libreoffice_lines(ganz)[0], dokument) == expected_lines(dokument)
    seiten = libreoffice_pages(ganz)
    assert libreoffice_pages(ohne) == seiten
    for nummer, seite in enumerate(seiten, 1):
        assert f"Seite {nummer} von {len(seiten)}" in seite
        assert "ENTWURF" in seite


def _without_cache(daten: bytes) -> bytes:
    from generator.writers.zip import build_zip, pack_part

    teile = parts(daten)
    text, anzahl = _ERGEBNIS.subn(r"\1?", teile["word/document.xml"].decode("utf-8"))
    assert anzahl >= 10
    teile["word/document.xml"] = text.encode("utf-8")
    return build_zip([pack_part(n, t) for n, t in teile.items()], "2025-01-01")


# ------------------------------------------------------------------------------------------------------------- anchors


def _bookmarks(daten: bytes) -> dict[str, etree._Element]:
    teile = parts(daten)
    marken: dict[str, etree._Element] = {}
    nummern: Counter[str] = Counter()
    for name in ("word/document.xml", "word/footnotes.xml"):
        for absatz in parse(teile[name]).iter(_w("p")):
            offen = [m.get(_w("id")) for m in absatz.iter(_w("bookmarkStart"))]
            assert sorted(offen) == sorted(m.get(_w("id")) for m in absatz.iter(_w("bookmarkEnd")))
            nummern.update(offen)
            for marke in absatz.iter(_w("bookmarkStart")):
                assert marke.get(_w("name")) not in marken
                marken[marke.get(_w("name"))] = absatz
    assert max(nummern.values()) == 1
    return marken


def test_every_block_row_and_field_has_its_bookmark() -> None:
    dokument = baum()
    marken = _bookmarks(write_docx(dokument))
    assert max(map(len, marken)) <= 40
    bloecke = query(dokument, Abschnitt, Absatz, Textblock, Aufzaehlung, Punkt, Tabelle, Diagramm, Zeile, Unterschrift)
    erwartet = {f"_k_{b.id}" for b in bloecke if b.id} | {f"_f_{f.id}" for f in query(dokument, Feld) if f.id}
    zahlen = {f"_n_{t.id}_0" for t in query(dokument, Tabelle, Diagramm)}
    zahlen |= {f"_n_budget_1_t_{n}" for n in (1, 2)} | {
        f"_n_{k}" for k in ("gegenstand_1_t_1", "geltung_1_t_1", "geltung_1_t_2", "schluss_1_t_1", "schluss_1_t_2")
    }
    assert set(marken) == erwartet | zahlen


def test_field_bookmark_holds_the_text_of_the_field() -> None:
    dokument = baum()
    feld = next(f for b in query(dokument, Textblock) if b.id == "budget_1_t" for f in query(b, Feld))
    absatz = _bookmarks(write_docx(dokument))[f"_f_{feld.id}"]
    anfang = next(m for m in absatz.iter(_w("bookmarkStart")) if m.get(_w("name")) == f"_f_{feld.id}")
    assert _paragraph_text(anfang.getnext()) == "4.626.372,89\u00a0Euro"
    assert anfang.getnext().getnext().tag == _w("bookmarkEnd")


def test_field_without_id_has_no_bookmark() -> None:
    feld = Feld("a.b", "7", "7")
    dokument = replace(baum(), rubrum=(Textblock("rub", (feld, replace(feld, id="bf_1"))),))
    assert [n for n in _bookmarks(write_docx(dokument)) if n.startswith("_f_bf")] == ["_f_bf_1"]
    assert b"_f_rub" not in parts(write_docx(dokument))["word/document.xml"]


def test_references_and_links_lead_to_bookmarks() -> None:
    daten = write_docx(baum())
    marken = _bookmarks(daten)
    xml = "".join(
        t.decode("utf-8") for n, t in parts(daten).items() if n in ("word/document.xml", "word/footnotes.xml")
    )
    ziele = {*re.findall(r" (?:PAGE)?REF (_[kn]_\w+) \\?", xml), *re.findall(r'w:anchor="(\w+)"', xml)}
    assert len(ziele) > 20
    assert ziele <= set(marken)


# ---------------------------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("entwurf", [False, True])
def test_draft_mark_on_every_page(entwurf: bool) -> None:
    teile = parts(write_docx(_dokument("paragraf", entwurf)))
    for name in ("word/header1.xml", "word/header2.xml"):
        assert (b'string="ENTWURF"' in teile[name]) is entwurf
        assert (b">ENTWURF<" in teile[name]) is entwurf


def test_footer_names_document_and_page() -> None:
    teile = parts(write_docx(baum()))
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert (
            normalise(_paragraph_text(parse(teile[name])))
            == "TB-2025-001 · Fassung 1.0 · Prüfsumme 0123456789ab Seite 1 von 1"
        )
        assert b" NUMPAGES " in teile[name]
    eigen = parse(teile["docProps/custom.xml"])
    werte = {p.get("name"): "".join(p.itertext()) for p in eigen}
    assert (werte["Kennung"], werte["Fassung"], werte["Inhaltshash"]) == ("TB-2025-001", "1.0", "0123456789abcdef" * 4)


def test_text_before_signatures_stays_with_them() -> None:
    koerper = parse(parts(write_docx(baum()))["word/document.xml"])[0]
    tabelle = next(t for t in koerper.iter(_w("tbl")) if t.find("w:tblPr/w:tblStyle", NS) is None)
    assert tabelle.getprevious().find("w:pPr/w:keepNext", NS) is not None
    assert all(r.find("w:trPr/w:cantSplit", NS) is not None for r in tabelle.iter(_w("tr")))


def test_every_style_in_use_is_defined() -> None:
    teile = parts(write_docx(_dokument("paragraf", entwurf=True)))
    da = {s.get(_w("styleId")) for s in parse(teile["word/styles.xml"]).iter(_w("style"))}
    for name in (n for n in teile if n.startswith("word/") and n.endswith(".xml")):
        wurzel = parse(teile[name])
        genutzt = {
            e.get(_w("val"))
            for art in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
            for e in wurzel.iter(_w(art))
        }
        assert genutzt <= da, name


def test_header_rows_repeat_and_cells_fill_the_grid() -> None:
    tabellen = [
        t
        for t in parse(parts(write_docx(baum()))["word/document.xml"]).iter(_w("tbl"))
        if t.find("w:tblPr/w:tblStyle", NS) is not None
    ]
    assert [len(t.findall("w:tr/w:trPr/w:tblHeader", NS)) for t in tabellen] == [1, 2]
    for tabelle in tabellen:
        raster = [int(s.get(_w("w"))) for s in tabelle.findall("w:tblGrid/w:gridCol", NS)]
        assert sum(raster) == 9071
        for zeile in tabelle.findall("w:tr", NS):
            assert sum(int(b.get(_w("w"))) for b in zeile.iter(_w("tcW"))) == sum(raster)
