"""Charts in finished files: every format has the picture or its text, and all say the same of it."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree, html

from generator.bildbeschreibung import describe_chart
from generator.gegenprobe import LESER, check_texts, prove
from generator.kanon import normalise, posten
from generator.numbering import NummerierungsFehler, number, resolve
from generator.pdfpruefung import pruefe_pdf
from generator.query import query, rewrite
from generator.schwaerzung import black_out
from generator.tree import Diagramm, Dokument, Tabelle, plain
from generator.writers import find_format
from generator.writers.native import read_native, write_native
from tests.generator.beispielbaum import baum, unresolved
from tests.generator.writers.lesen_office import parse, parts

OWN = ("docx", "odt", "pdf", "html", "akn")
FREMD = ("markdown", "plain", "rtf", "latex", "asciidoc")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG_ODF = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def _write(format: str, dokument: Dokument | None = None) -> bytes:
    return find_format(format).write(dokument or baum(), b"{}")


def _texts() -> list[str]:
    return [d.beschreibung for d in query(baum(), Diagramm)]


def test_the_tree_has_charts_that_say_something() -> None:
    assert [d.nummer for d in query(baum(), Diagramm)] == ["Abbildung\u00a01", "Abbildung\u00a02"]
    erster, zweiter = _texts()
    assert "385.531,07\u00a0Euro (rund 50,0\u00a0%)" in erster and erster.endswith(
        "Dieselben Werte stehen in Tabelle\u00a01."
    )
    assert "ohne Angabe" in zweiter or "1.234" in zweiter


@pytest.mark.parametrize("format", sorted(LESER))
def test_our_readers_find_caption_and_description(format: str) -> None:
    dokument = baum()
    datei = _write(format)
    assert check_texts(dokument, {format: datei}).messages() == []
    zeilen = LESER[format](datei).zeilen
    for diagramm in query(dokument, Diagramm):
        assert normalise(diagramm.beschreibung) in zeilen


@pytest.mark.parametrize("format", sorted(LESER))
def test_another_description_is_a_difference(format: str) -> None:
    """What a file says of a picture is compared, not assumed."""
    anderer = rewrite(baum(), lambda d, _: replace(d, beschreibung="Ein Bild."), Diagramm)
    probe = check_texts(baum(), {format: _write(format, anderer)})
    assert not probe.ist_bestanden
    assert any("Ein Bild." in m for m in probe.messages())


def test_pandoc_finds_the_captions_too() -> None:
    assert prove(baum(), _write("docx"), _write("odt")).messages() == []


@pytest.mark.parametrize("format", FREMD)
def test_formats_of_text_say_what_the_picture_shows(format: str) -> None:
    # Markup may stand between letters: the words in order are enough.
    text = re.sub(r"[^a-z]", "", _write(format).decode("utf-8").lower())
    assert "balkendiagrammmitzeilen" in text and "dieselbenwertestehenintabelle" in text


def test_word_has_vector_raster_and_description() -> None:
    teile = parts(_write("docx"))
    koerper = parse(teile["word/document.xml"])
    ziele = {e.get("Id"): e.get("Target") for e in parse(teile["word/_rels/document.xml.rels"])}
    arten = {
        e.get("Extension"): e.get("ContentType") for e in parse(teile["[Content_Types].xml"]) if e.get("Extension")
    }
    assert (arten["png"], arten["svg"]) == ("image/png", "image/svg+xml")
    bilder = list(koerper.iter(f"{WP}inline"))
    assert [b.find(f"{WP}docPr").get("descr") for b in bilder] == _texts()
    for bild in bilder:
        (blip,) = bild.iter(f"{A}blip")
        (vektor,) = bild.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
        assert teile[f"word/{ziele[blip.get(f'{R}embed')]}"].startswith(b"\x89PNG")
        assert teile[f"word/{ziele[vektor.get(f'{R}embed')]}"].startswith(b"<svg")
    nummern = [b.find(f"{WP}docPr").get("id") for b in bilder]
    assert len(set(nummern)) == len(nummern)


def test_odt_has_vector_title_and_description() -> None:
    teile = parts(_write("odt"))
    inhalt = parse(teile["content.xml"])
    assert [e.text for e in inhalt.iter(f"{SVG_ODF}desc")] == _texts()
    assert next(inhalt.iter(f"{SVG_ODF}title")).text.startswith("Abbildung\u00a01: ")
    for nummer in (1, 2):
        etree.fromstring(teile[f"Pictures/bild{nummer}.svg"])
    assert b"Pictures/bild2.svg" in teile["META-INF/manifest.xml"]


def test_the_page_shows_the_drawing_itself() -> None:
    seite = html.fromstring(_write("html"))
    figuren = seite.xpath("//figure[@class]")
    assert [f.get("id") for f in figuren] == ["k_bild_raten", "k_bild_mengen"]
    for figur, text in zip(figuren, _texts(), strict=True):
        (svg,) = figur.iter("svg")
        assert svg.get("role") == "img"
        titel, beschreibung = (seite.get_element_by_id(i) for i in svg.get("aria-labelledby").split())
        assert titel.text and beschreibung.text == text
    assert not seite.xpath("//img") and b" style=" not in _write("html")


def test_akn_carries_the_picture_with_its_text() -> None:
    wurzel = parse(_write("akn"))
    bilder = list(wurzel.iter("{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}img"))
    assert [b.get("alt") for b in bilder] == _texts()
    for bild in bilder:
        etree.fromstring(base64.b64decode(bild.get("src").removeprefix("data:image/svg+xml;base64,")))


def test_the_pdf_tags_the_picture_as_figure_with_text() -> None:
    import pikepdf

    datei = _write("pdf")
    assert not pruefe_pdf(datei)
    with pikepdf.open(BytesIO(datei)) as pdf:
        texte = []
        offen = [pdf.Root.StructTreeRoot.K]
        while offen:
            k = offen.pop()
            if isinstance(k, pikepdf.Array):
                offen.extend(reversed(k.as_list()))
            elif isinstance(k, pikepdf.Dictionary) and "/S" in k:
                if pikepdf.Name.Figure == k.S:
                    texte.append(str(k.Alt))
                elif "/K" in k:
                    offen.append(k.K)
    assert texte == _texts()


def test_an_epub_shows_the_drawing() -> None:
    with zipfile.ZipFile(BytesIO(_write("epub"))) as archiv:
        bilder = [n for n in archiv.namelist() if n.endswith(".svg")]
        assert len(bilder) == 2
        seiten = "".join(archiv.read(n).decode() for n in archiv.namelist() if n.endswith(".xhtml"))
    texte = [normalise(str(t)) for t in re.findall(r'alt="([^"]+)"', seiten)]
    assert [normalise(t) for t in _texts()] == [html.fromstring(f"<p>{t}</p>").text for t in texte]


def test_the_native_form_keeps_charts() -> None:
    assert read_native(write_native(baum())) == baum()


# ------------------------------------------------------------------------------------------------- numbering, blacking out


def test_a_chart_without_its_table_before_it_is_refused() -> None:
    verkehrt = rewrite(unresolved(), lambda d, _: replace(d, tabelle="tab_mengen"), Diagramm)
    with pytest.raises(NummerierungsFehler, match="steht die Tabelle „tab_mengen“ nicht"):
        resolve(verkehrt)


def test_a_reference_names_the_number_of_a_chart() -> None:
    dokument, stellen = number(unresolved())
    assert stellen["bild_mengen"].bezeichnung.replace("\u00a0", " ") == "Anlage 1 Abbildung 2"
    assert "siehe Abbildung 2." in " ".join(p.text for p in posten(dokument))


def test_every_value_of_a_chart_is_one_of_its_table() -> None:
    dokument = baum()
    tabellen = {t.id: t for t in query(dokument, Tabelle)}
    for diagramm in query(dokument, Diagramm):
        zellen = {plain(z.inhalt) for r in tabellen[diagramm.tabelle].rumpf for z in r.zellen}
        gezeigt = {plain(p.inhalt) for r in diagramm.reihen for p in r.punkte if p.inhalt}
        assert gezeigt and gezeigt <= zellen
        assert (
            describe_chart(diagramm, "Tabelle\u00a01" if diagramm.tabelle == "tab_raten" else "Tabelle\u00a02")
            == diagramm.beschreibung
        )


@pytest.mark.parametrize("format", [*OWN, "markdown", "native", "epub"])
def test_a_value_that_is_blacked_out_leaves_the_chart_too(format: str) -> None:
    """Neither picture nor description nor raster copy tells it: the chart is drawn of what is left."""
    fertig = black_out(baum(), ["raten[*]"])
    assert not [v for v in fertig.verraten if v.wo == "bild_raten"]
    dokument = resolve(fertig.dokument)
    bild = next(d for d in query(dokument, Diagramm) if d.id == "bild_raten")
    assert "nicht angegeben" in bild.beschreibung
    datei = _write(format, dokument)
    teile = parts(datei).values() if datei.startswith(b"PK") else [datei]
    assert not any(b"385.531" in t or b"385531" in t for t in teile)


# ----------------------------------------------------------------------------------------------------------------- the cost

OHNE = """
import sys
from generator.query import rewrite
from generator.tree import Absatz, Abschnitt, Diagramm
from generator.numbering import resolve
from generator.writers import WRITERS
from tests.generator.beispielbaum import unresolved
def strip(k, _):
    from dataclasses import replace
    return replace(k, bloecke=tuple(b for b in k.bloecke if not isinstance(b, Diagramm)))
dokument = unresolved()
dokument = rewrite(dokument, strip, Absatz, Abschnitt)
from generator.tree import Verweis, Text
dokument = resolve(rewrite(dokument, lambda v, _: Text("weg") if v.ziel == "bild_mengen" else v, Verweis))
for format in WRITERS.values():
    format.write(dokument, b"")
print(*sorted(m for m in sys.modules if "diagramm" in m or "bildbeschreibung" in m or "abbildung" in m))
"""


def test_a_document_without_a_chart_imports_nothing_of_them() -> None:
    fertig = subprocess.run(
        [sys.executable, "-c", OHNE],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert fertig.stdout.strip() == ""
