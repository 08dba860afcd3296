"""Readers: what they take out of files that others made, and what they refuse."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from generator.readers import Auszug, LeseFehler, text_docx, text_html, text_odt, text_pdf
from generator.readers.abgleich import compare_text
from generator.readers.lesegrenzen import NORMAL, GrenzFehler
from generator.writers import WRITERS
from generator.writers.fremdformat import write_pandoc
from tests.generator.beispielbaum import baum

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "drawing")
)


def _zip(**teile: str | bytes) -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name.replace("__", "/").replace("_xml", ".xml"), inhalt)
    return puffer.getvalue()


def _docx(koerper: str, noten: str = "") -> bytes:
    haupt = f"<w:document {W}><w:body>{koerper}</w:body></w:document>"
    return _zip(word__document_xml=haupt, word__footnotes_xml=f"<w:footnotes {W}>{noten}</w:footnotes>")


def _odt(koerper: str) -> bytes:
    return _zip(
        content_xml=f"<office:document-content {ODF}><office:body><office:text>{koerper}</office:text></office:body>"
        "</office:document-content>"
    )


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _feld(anweisung: str, ergebnis: str) -> str:
    teile = [f'<w:r><w:fldChar w:fldCharType="{a}"/></w:r>' for a in ("begin", "separate", "end")]
    return f"{teile[0]}<w:r><w:instrText>{anweisung}</w:instrText></w:r>{teile[1]}{ergebnis}{teile[2]}"


@pytest.mark.parametrize(
    ("koerper", "zeilen"),
    [
        (f"<w:p>{_r('a')}{_r(' b')}</w:p><w:p/><w:p>{_r('c')}</w:p>", ("a b", "c")),
        (f"<w:p>{_r('a')}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r></w:p>", ("a b c\u2011",)),
        (
            f"<w:p>{_r('alt')}<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins>{_r(' neu')}</w:ins></w:p>",
            ("alt neu",),
        ),
        (f"<w:p>siehe {_feld(' REF x ', _r('§ 3'))}{_r(' fort')}</w:p>", ("§ 3 fort",)),
        (f"<w:tbl><w:tr><w:tc><w:p>{_r('1')}</w:p></w:tc><w:tc><w:p>{_r('2')}</w:p></w:tc></w:tr></w:tbl>", ("1", "2")),
        (f"<w:p><w:r><w:drawing><w:p>{_r('Bild')}</w:p></w:drawing></w:r>{_r('x')}</w:p>", ("x",)),
        (f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{_r('in')}</w:p></w:sdtContent></w:sdt>", ("in",)),
    ],
)
def test_docx(koerper: str, zeilen: tuple[str, ...]) -> None:
    assert text_docx(_docx(koerper)).zeilen == zeilen


def test_docx_contents_and_footnotes_are_apart() -> None:
    inhalt = f"<w:p>{_feld('TOC o', _r('§ 1 A') + '<w:r><w:tab/></w:r>' + _feld('PAGEREF x', _r('3')))}</w:p>"
    noten = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{n}"><w:p>{_r(f"Note {n}")}</w:p></w:footnote>' for n in (2, 1)
    )
    verweise = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2))
    auszug = text_docx(_docx(f"{inhalt}<w:p>{_r('Text')}{verweise}</w:p>", noten))
    assert auszug == Auszug(("Text",), ("§ 1 A 3",), ("Note 1", "Note 2"))


@pytest.mark.parametrize(
    ("koerper", "zeilen"),
    [
        ("<text:p>a<text:span>b</text:span> c</text:p>\n <text:h>d</text:h>", ("ab c", "d")),
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', ("a b c d",)),
        ("<text:list><text:list-item><text:p>1</text:p></text:list-item></text:list>", ("1",)),
        ("<text:p>siehe <text:bookmark-ref>§ 3</text:bookmark-ref>.</text:p>", ("siehe § 3.",)),
        ("<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:p>da</text:p>", ("da",)),
        ("<text:p>a<office:annotation><text:p>Rand</text:p></office:annotation>b</text:p>", ("ab",)),
        (
            "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
            "<table:covered-table-cell/></table:table-row></table:table>",
            ("1",),
        ),
    ],
)
def test_odt(koerper: str, zeilen: tuple[str, ...]) -> None:
    assert text_odt(_odt(koerper)).zeilen == zeilen


def test_odt_contents_and_footnotes_are_apart() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p><text:p>zwei</text:p>"
        "</text:note-body></text:note>"
    )
    inhalt = "<text:table-of-content><text:index-body><text:p>§ 1 A<text:tab/>3</text:p></text:index-body></text:table-of-content>"
    auszug = text_odt(_odt(f"{inhalt}<text:p>Text{note} weiter</text:p>"))
    assert auszug == Auszug(("Text weiter",), ("§ 1 A 3",), ("Note zwei",))


def test_html() -> None:
    seite = """<!DOCTYPE html><html><head><title>weg</title><style>p{}</style></head><body>
    <a class="sprung" href="#x">weg</a><nav><h2>Inhalt</h2><ol><li>§ 1 A</li></ol></nav>
    <main><h1>A<br>B</h1><p>x <b>y</b><!-- weg -->z<a role="doc-noteref">1</a></p>Rest<ul><li>–&nbsp;c</li></ul>
    <script>weg()</script><div hidden>weg</div>
    <section role="doc-endnotes"><p>Note <a role="doc-backlink">↩</a></p></section></main><footer>weg</footer></body></html>"""
    auszug = text_html(seite.encode())
    assert auszug == Auszug(("A B", "x yz", "Rest", "– c"), ("Inhalt", "§ 1 A"), ("Note",))


# -------------------------------------------------------------------------------------------------------- foreign writers


@pytest.mark.parametrize(("format", "lesen"), [("docx", text_docx), ("odt", text_odt), ("html", text_html)])
def test_own_readers_read_pandocs_files(format: str, lesen: Callable[[bytes], Auszug]) -> None:
    """Files of another program, which writes labels as text: all canonical words are found in order."""
    gelesen = " ".join(lesen(write_pandoc(baum(), format)).zeilen)
    stelle = 0
    for zeile in (
        "Zwischen",
        "Präambel",
        "(2) Was in Absatz 1 Satz 1 steht",
        "Januar–November",
        "385.531,12 Euro",
        "Formblatt",
    ):
        stelle = gelesen.index(zeile, stelle)


@pytest.mark.parametrize(("format", "lesen"), [("docx", text_docx), ("odt", text_odt)])
def test_lists_of_another_writer_are_counted_as_the_tree_counts(format: str, lesen: Callable[[bytes], Auszug]) -> None:
    """pandoc numbers its lists itself; evaluating its files must give the labels of the tree."""
    zeilen = lesen(write_pandoc(baum(), format)).zeilen
    for label in ("2. die Anteile für", "a) Grundleistungen sowie", "b) Zusatzleistungen"):
        assert zeilen.count(label) == 1
    assert [z for z in zeilen if z.endswith(("Erstens", "Zweitens"))] == ["1. Erstens", "2. Zweitens"]
    assert [z[:3] for z in zeilen if z.endswith(("die Rücklage und", "termin."))] == ["3. ", "4. "]


# ------------------------------------------------------------------------------------------------------------- refusals

BOMBE = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("lesen", "daten", "meldung"),
    [
        (text_docx, b"", "ZIP"),
        (text_docx, b"PK\x03\x04kaputt", "ZIP"),
        (text_docx, _zip(content_xml="<a/>"), "word/document.xml"),
        (text_docx, _zip(word__document_xml="<a"), "kein gültiges XML"),
        (text_docx, _zip(word__document_xml=BOMBE), "DTD"),
        (text_docx, _zip(word__document_xml="<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "DTD"),
        (text_docx, _zip(word__document_xml="<a>" * 100_000), "kein gültiges XML"),
        (text_odt, b"x", "ZIP"),
        (text_odt, _zip(mimetype="x"), "content.xml"),
        (text_odt, _zip(content_xml="<a/>"), "fehlt der Text"),
        (text_html, b"\xff\xfe", "UTF-8"),
        (text_html, b"", "HTML"),
        (text_pdf, b"%PDF-1.7 kaputt", "beschädigt"),
        (text_pdf, b"", "beschädigt"),
    ],
)
def test_damaged_and_hostile_files_are_refused(lesen: Callable[[bytes], Auszug], daten: bytes, meldung: str) -> None:
    with pytest.raises(LeseFehler, match=meldung):
        lesen(daten)


def test_a_damaged_member_is_refused() -> None:
    daten = bytearray(_docx("<w:p/>" * 200))
    stelle = daten.index(b"word/document.xml") + 40
    daten[stelle : stelle + 20] = b"\xff" * 20
    with pytest.raises(LeseFehler, match="beschädigt"):
        text_docx(bytes(daten))


@pytest.mark.parametrize(
    ("grenze", "wert", "meldung"),
    [
        ("entpackt", 100, "entpackt größer"),
        ("teile", 1, "mehr als 1 Teile"),
        ("datei", 10, "größer"),
        ("knoten", 20, "mehr als 20 Bausteinen"),
        ("verhaeltnis_ab", 1, "dicht gepackt"),
        ("zeichen", 1, "länger als 1 Zeichen"),
    ],
)
def test_size_bounds(grenze: str, wert: int, meldung: str) -> None:
    datei = _docx("<w:p><w:r><w:t>ab</w:t></w:r></w:p>" * 500)
    grenzen = (
        replace(NORMAL, **{grenze: wert})
        if grenze != "verhaeltnis_ab"
        else replace(NORMAL, verhaeltnis_ab=1, verhaeltnis=5)
    )
    with pytest.raises(GrenzFehler, match=meldung):
        text_docx(datei, grenzen)


# ------------------------------------------------------------------------------------------------------------------ PDF


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return WRITERS["pdf"].write(baum(), b"{}")


def _changed(pdf: bytes, change: Callable[[Any], None], **speichern: Any) -> bytes:
    puffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as datei:
        change(datei)
        datei.save(puffer, **speichern)
    return puffer.getvalue()


def test_pdf_is_read_in_the_order_of_its_tags(pdf: bytes) -> None:
    auszug = text_pdf(pdf)
    assert auszug.zeilen[0] == baum().kopf.titel
    assert "(1) Das Jahresbudget beträgt 4.626.372,89 Euro" in " ".join(auszug.zeilen)
    assert not any("Seite" in z for z in auszug.zeilen)
    assert len(auszug.fussnoten) == 2
    assert len(auszug.verzeichnis) == len(baum().verzeichnis)


def test_pdf_without_tags_is_refused(pdf: bytes) -> None:
    def change(datei: Any) -> None:
        del datei.Root.StructTreeRoot

    with pytest.raises(LeseFehler, match="nicht ausgezeichnet"):
        text_pdf(_changed(pdf, change))


def test_locked_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(LeseFehler, match="Kennwort"):
        text_pdf(_changed(pdf, lambda datei: None, encryption=pikepdf.Encryption(user="a", owner="b")))


def test_a_tag_tree_that_loops_is_refused(pdf: bytes) -> None:
    def change(datei: Any) -> None:
        dokument = datei.Root.StructTreeRoot.K
        dokument = dokument[0] if isinstance(dokument, pikepdf.Array) else dokument
        dokument.K.append(dokument)

    with pytest.raises(LeseFehler, match="zu tief oder zu groß"):
        text_pdf(_changed(pdf, change))


def test_text_that_left_the_tags_is_missing(pdf: bytes) -> None:
    """A paragraph that is painted but not tagged is no text for a screen reader, and not for us."""

    def change(datei: Any) -> None:
        dokument = datei.Root.StructTreeRoot.K
        dokument = dokument[0] if isinstance(dokument, pikepdf.Array) else dokument
        del dokument.K[9]

    assert compare_text(baum(), text_pdf(_changed(pdf, change)), True)


def test_a_font_without_unicode_table_is_noticed(pdf: bytes) -> None:
    def change(datei: Any) -> None:
        for objekt in datei.objects:
            if isinstance(objekt, pikepdf.Dictionary) and "/ToUnicode" in objekt:
                del objekt["/ToUnicode"]

    abweichungen = compare_text(baum(), text_pdf(_changed(pdf, change)), True)
    assert abweichungen
    assert "\ufffd" in "".join(z for a in abweichungen for z in a.ist)
