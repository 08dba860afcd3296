"""Hostile files for `zitate`, made when they are asked for: small where they lie, large or endless where they are read.

Nothing here is kept as a file of the repository. `DATEIEN` names each: what makes it, and what the user must read (empty: it is
answered like any other file).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

MIB = 1024 * 1024
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "style")
)
_KOPF = '<?xml version="1.0" encoding="UTF-8"?>'


class Fall(NamedTuple):
    """A hostile input: name of the file, what makes its bytes, what must be said of it."""

    datei: str
    mache: Callable[[], bytes]
    sagt: str = ""


# ------------------------------------------------------------------------------------------------------- office files


def pack(teile: Mapping[str, str | bytes], art: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of parts."""
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", art, compresslevel=9) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return puffer.getvalue()


def docx(koerper: str | bytes, art: int = zipfile.ZIP_DEFLATED, **teile: str) -> bytes:
    """Return a Word file of a body and further parts (`numbering`, `styles`, `footnotes`)."""
    roh = koerper.encode() if isinstance(koerper, str) else koerper
    haupt = f"{_KOPF}<w:document {_W}><w:body>".encode() + roh + b"</w:body></w:document>"
    weitere = {f"word/{n}.xml": f"{_KOPF}<w:{n} {_W}>{t}</w:{n}>" for n, t in teile.items()}
    return pack({"word/document.xml": haupt, **weitere}, art)


def odt(koerper: str, stile: str = "", art: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an OpenDocument text of a body and list styles."""
    inhalt = (
        f"{_KOPF}<office:document-content {_ODF}><office:automatic-styles>{stile}</office:automatic-styles>"
        f"<office:body><office:text>{koerper}</office:text></office:body></office:document-content>"
    )
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": inhalt}, art)


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _lying_zip() -> bytes:
    """An archive whose list says that its part is packed into 64 MiB."""
    daten = bytearray(docx("<w:p/>" * 4_000_000))
    ort = daten.index(b"PK\x01\x02")
    daten[ort + 20 : ort + 24] = struct.pack("<I", 64 * MIB)
    return bytes(daten)


def _many_parts() -> bytes:
    return pack({f"word/{i}.xml": b"" for i in range(60_000)}, zipfile.ZIP_STORED)


def _labels() -> bytes:
    """Each paragraph is numbered with a pattern of a hundred thousand numbers."""
    muster = "%1" * 100_000
    ebene = (
        f'<w:lvl w:ilvl="0"><w:start w:val="780"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="{muster}"/></w:lvl>'
    )
    nummern = f'<w:abstractNum w:abstractNumId="0">{ebene}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    absatz = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    )
    return docx(absatz * 5_000, zipfile.ZIP_STORED, numbering=nummern)


def _odt_labels() -> bytes:
    stil = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="{}"/></text:list-style>'
    punkte = "<text:list-item><text:p>a</text:p></text:list-item>" * 20_000
    liste = f'<text:list text:style-name="L">{punkte}</text:list>'
    return odt(liste, stil.format("a" * 500_000), zipfile.ZIP_STORED)


_FELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'


# ---------------------------------------------------------------------------------------------------------------- PDF


def pdf(*objekte: bytes | tuple[bytes, bytes], wurzel: bytes = b"<</Type/Catalog/Pages 2 0 R>>") -> bytes:
    """Return a PDF of objects numbered from 2; a pair is a stream of dictionary entries and bytes. Object 1 is the root."""
    aus = bytearray(b"%PDF-1.7\n")
    orte = []
    for nummer, objekt in enumerate((wurzel, *objekte), 1):
        orte.append(len(aus))
        if isinstance(objekt, tuple):
            angaben, inhalt = objekt
            objekt = b"<<%b/Length %d>>stream\n%b\nendstream" % (angaben, len(inhalt), inhalt)
        aus += b"%d 0 obj%b\nendobj\n" % (nummer, objekt)
    ende = len(aus)
    aus += b"xref\n0 %d\n0000000000 65535 f \n" % (len(orte) + 1)
    aus += b"".join(b"%010d 00000 n \n" % ort for ort in orte)
    return bytes(aus) + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(orte) + 1, ende)


SEITE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %b/Resources<</Font<</F 5 0 R>>/Properties<</P 6 0 R>>>>>>"
)
SEITEN = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SCHRIFT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def flate(inhalt: bytes, stufen: int = 1) -> tuple[bytes, bytes]:
    """Return a stream packed several times."""
    for _ in range(stufen):
        inhalt = zlib.compress(inhalt, 9)
    return b"/Filter[%b]" % (b"/FlateDecode " * stufen), inhalt


def page(inhalt: tuple[bytes, bytes], schrift: bytes = SCHRIFT, *weitere: Any, zeiger: bytes = b"4 0 R") -> bytes:
    """Return a PDF of one page."""
    return pdf(SEITEN, SEITE % zeiger, inhalt, schrift, *weitere)


def _cmap(zeilen: bytes) -> bytes:
    schrift = b"<</Type/Font/Subtype/Type0/BaseFont/X/ToUnicode 6 0 R>>"
    return page((b"", b"BT /F 9 Tf <0001> Tj ET"), schrift, (b"", zeilen))


def _bomb_in_bomb() -> bytes:
    return page(flate(zlib.compress(zlib.compress(b"\0" * (256 * MIB), 9), 9) and b"\0" * (64 * MIB), 3))


def tagged(inhalt: bytes, baum: bytes, *weitere: Any) -> bytes:
    """Return a PDF with a structure tree, object 7."""
    wurzel = b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>>>"
    angaben = b"<</ActualText(" + b"a" * 100_000 + b")/MCID 0>>"
    return pdf(SEITEN, SEITE % b"4 0 R", flate(inhalt), SCHRIFT, angaben, baum, *weitere, wurzel=wurzel)


_EIN_MCID = b"<</Type/StructTreeRoot/K<</S/P/Pg 3 0 R/K 0>>>>"


def _object_stream(anzahl: int = 24 * MIB) -> bytes:
    """A file whose objects lie in one densely packed stream."""
    kopf = b"1 0 "
    koerper = b"<</Type/Catalog/Pages 2 0 R/X[" + b"1 " * anzahl + b"]>>"
    strom = zlib.compress(kopf + koerper, 9)
    aus = bytearray(b"%PDF-1.7\n")
    erster = len(aus)
    aus += b"3 0 obj<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(kopf), len(strom), strom,
    )  # fmt: skip
    zweiter = len(aus)
    aus += b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    ende = len(aus)
    tafel = b"".join(
        struct.pack(">BIB", *e) for e in ((0, 0, 0), (2, 3, 0), (1, zweiter, 0), (1, erster, 0), (1, ende, 0))
    )
    aus += b"4 0 obj<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(tafel),
        tafel,
    )
    return bytes(aus) + b"startxref\n%d\n%%%%EOF" % ende


def _same_content() -> bytes:
    """Forty pages that share what they draw."""
    seiten = [SEITE % b"4 0 R" for _ in range(40)]
    kids = b"".join(b"%d 0 R " % n for n in range(6, 46))
    return pdf(b"<</Type/Pages/Kids[%b]/Count 40>>" % kids, seiten[0], flate(b"q " * 400_000), SCHRIFT, *seiten)


def _kids(anzahl: int) -> bytes:
    """Each element names the next one twice: as many ways through the tree as a number of this many bits."""
    return tagged(
        b"/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET EMC",
        b"<</Type/StructTreeRoot/K 8 0 R>>",
        *(b"<</S/P/K[%d 0 R %d 0 R]>>" % (i + 9, i + 9) for i in range(anzahl)),
        b"<</S/P/Pg 3 0 R/K 0>>",
    )


# --------------------------------------------------------------------------------------------------------------- cases

_DICHT, _GROSS, _VIELE, _LANG, _TEXT = (
    "dicht gepackt",
    "entpackt größer",
    "Bausteinen",
    "länger als",
    "möglichen Zitate",
)
DATEIEN: tuple[Fall, ...] = (
    Fall("leere-absaetze.docx", lambda: docx("<w:p/>" * 4_000_000), _DICHT),
    Fall("viele-elemente.docx", lambda: docx("".join(f'<w:p w:a{i % 977}="{i}"/>' for i in range(900_000))), _VIELE),
    Fall("merkmale.docx", lambda: docx("<w:p " + " ".join(f'a{i}="{i * 7919 % 9973}"' for i in range(1_300_000)) + "/>"), _VIELE),
    Fall("groesser-als-gesagt.docx", _lying_zip, _DICHT),
    Fall("viel-text.docx", lambda: docx(b"".join(_p(f"{i * i} Leistung " * 30).encode() for i in range(9_000))), _LANG),
    Fall("viele-teile.docx", _many_parts, "mehr als 2000 Teile"),
    Fall("tief.docx", lambda: docx("<w:p>" * 50_000 + "</w:p>" * 50_000), "kein gültiges XML"),
    Fall("noch-genug-elemente.docx", lambda: docx("".join(f'<w:p w:a="{i * 7919 % 99991}"/>' for i in range(590_000)))),
    Fall("felder-in-feldern.docx", lambda: docx(f"<w:p>{_FELD * 40_000}</w:p>" + _p("§ 1 SGB IX") * 1_000, zipfile.ZIP_STORED)),
    Fall("lange-anweisung.docx", lambda: docx("<w:p>" + _FELD + "<w:r><w:instrText>x</w:instrText></w:r>" * 90_000 + "</w:p>", zipfile.ZIP_STORED)),
    Fall("lange-nummern.docx", _labels),
    Fall("bzip2.docx", lambda: docx("<w:p/>" * 4_000_000, zipfile.ZIP_BZIP2), "unüblichen Verfahren"),
    Fall("lzma.docx", lambda: docx("<w:p/>" * 400_000, zipfile.ZIP_LZMA), "unüblichen Verfahren"),
    Fall("entitaeten.docx", lambda: pack({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">' + "".join(f'<!ENTITY b{i} "{f"&b{i - 1};" * 10}">' for i in range(1, 9)).replace("&b0;", "&b;") + "]><a>&b8;</a>"}), "Teil „word/document.xml“"),
    Fall("utf7.docx", lambda: pack({"word/document.xml": '<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>'}), "nicht in UTF-8"),
    Fall("noten.docx", lambda: docx('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 50_000, zipfile.ZIP_STORED, footnotes=f'<w:footnote w:id="1">{_p("a" * 50_000)}</w:footnote>')),
    Fall("leerzeichen.odt", lambda: odt("<text:p>" + '<text:s text:c="1000"/>' * 100_000 + "</text:p>", art=zipfile.ZIP_STORED), _LANG),
    Fall("lange-nummern.odt", _odt_labels, _LANG),
    Fall("leere-absaetze.odt", lambda: odt("<text:p/>" * 3_000_000), _DICHT),
    Fall("tiefe-listen.odt", lambda: odt("<text:list><text:list-item>" * 100 + "<text:p>§ 1 SGB IX</text:p>" * 2_000 + "</text:list-item></text:list>" * 100)),
    Fall("merkmale.html", lambda: ("<body><p " + " ".join(f"a{i}=''" for i in range(60_000)) + ">x").encode(), "Merkmale"),
    Fall("merkmale-in-klammern.html", lambda: ("<body><p x='>' " + " ".join(f"a{i}" for i in range(60_000)) + ">x").encode(), "Merkmale"),
    Fall("viele-elemente.html", lambda: b"<body>" + b"<b a>" * 2_000_000, _VIELE),
    Fall("verweise.html", lambda: b"<body>" + b"&amp;" * 2_000_000, _VIELE),
    Fall("noch-genug-elemente.html", lambda: b"<body>" + b"<b a>x" * 590_000),
    Fall("tief.html", lambda: b"<body>" + b"<footer><div>" * 40_000 + "§ 1 SGB IX".encode() * 1_000),
    Fall("anfaenge.html", lambda: b"<body>" + b"<p a='" * 300_000 + b"x", "Merkmale"),
    Fall("strom-im-strom.pdf", _bomb_in_bomb, "entpackt größer"),
    Fall("abgebrochen.pdf", lambda: page((b"", b"BT /F 9 Tf (a)Tj (b")), "beschädigt"),
    Fall("viele-filter.pdf", lambda: page(flate(b"BT ET", 30)), "beschädigt"),
    Fall("lauflaenge.pdf", lambda: page((b"/Filter[/FlateDecode/RunLengthDecode]", zlib.compress(b"\x81 " * MIB + b"\x80", 9))), "beschädigt"),
    Fall("lzw.pdf", lambda: page((b"/Filter/LZWDecode", b"\x80\x0b\x60\x50")), "LZW"),
    Fall("lzw-verdeckt.pdf", lambda: page((b"/Filter/L#5aWDecode", b"\x80\x0b\x60\x50")), "LZW"),
    Fall("objekte-im-strom.pdf", _object_stream, "PDF-Datei"),
    Fall("viele-stuecke.pdf", lambda: tagged(b"BT /F 9 Tf /P <</MCID 0>> BDC " + b"(a)Tj " * 200_000 + b"EMC ET", _EIN_MCID)),
    Fall("viele-befehle.pdf", lambda: page(flate(b"q " * 490_000 + b"BT /F 9 Tf(a)Tj"))),
    Fall("zu-viele-befehle.pdf", lambda: page(flate(b"q " * 990_000)), "zu vielen Befehlen"),
    Fall("dieselbe-seite.pdf", _same_content, "zu vielen Befehlen"),
    Fall("viele-zahlen.pdf", lambda: page(flate(b"BT /F 9 Tf [" + b"1 " * 490_000 + b"]TJ(a)Tj ET"))),
    Fall("seite-aus-vielen-teilen.pdf", lambda: page(flate(b"%" + b"a" * 200_000), zeiger=b"[" + b"4 0 R " * 20_000 + b"]"), _GROSS),
    Fall("klammern-in-klammern.pdf", lambda: tagged(b"/P <</MCID 0>> BDC BT /F 9 Tf " + b"/Q BMC " * 60_000 + b"(a)Tj " * 60_000 + b"ET", _EIN_MCID)),
    Fall("ersatztext.pdf", lambda: tagged(b"/P <</MCID 0>> BDC " + b"/Q /P BDC EMC " * 40_000 + b"EMC", _EIN_MCID), _LANG),
    Fall("derselbe-text.pdf", lambda: tagged(b"/P <</MCID 0>> BDC BT /F 9 Tf (" + b"a" * 100_000 + b") Tj ET EMC", b"<</Type/StructTreeRoot/K<</S/P/Pg 3 0 R/K[" + b"0 " * 100_000 + b"]>>>>"), _LANG),
    Fall("baum-verdoppelt.pdf", lambda: _kids(60), _VIELE),
    Fall("zeichentafel-vervielfacht.pdf", lambda: _cmap(b"1 beginbfrange " + b"<0000><FFFF><" + b"0041" * 256 + b"> " * 1 + b"<0000><FFFF><0041> " * 5_000 + b"endbfrange"), "Zeichentabelle"),
    Fall("zeichentafel-lang.pdf", lambda: _cmap(b"beginbfchar " + b"".join(b"<%04X><%b>" % (i, b"0041" * 60) for i in range(7_000)) + b"endbfchar")),
    Fall("zeichentafel-offen.pdf", lambda: _cmap(b"beginbfchar " * 150_000), "keinen lesbaren Text"),
    Fall("noch-genug-werte.pdf", lambda: _object_stream(MIB - 100), "keinen lesbaren Text"),
    Fall("marken.pdf", lambda: tagged(b"/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET EMC", b"<</Type/StructTreeRoot/K<</S/LI/K[" + b"<</S/Lbl/Pg 3 0 R/K 0>>" * 30_000 + b"]>>>>")),
    Fall("dicht.txt", lambda: ("Nach § 29 Abs. 4 SGB IX und § 123 SGB IX. " * 15_000).encode()),
    Fall("nur-zeichen.txt", lambda: ("§ " * 400_000).encode(), "mögliche Zitate"),
    Fall("eine-zeile.txt", lambda: b"a" * (8 * MIB), _LANG),
    Fall("verdeckt.txt", lambda: ("**a\u0308\u00ad_b_" * 200_000).encode()),
    Fall("punkte.txt", lambda: b"A. " * 900_000),
    Fall("viele-zeilen.jsonl", lambda: ('{"text": "§ 1 SGB IX"}\n' * 150_000).encode(), "mögliche Zitate"),
    Fall("tiefes-json.jsonl", lambda: b"[" * 900_000, "Zeile 1"),
)  # fmt: skip
