"""Word files in short: what the cases of tracked changes are written in, and the package that every program opens."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from typing import Final

from lxml import etree

from generator.vergleich.wordspur.ooxml import DEL, NS, W

FELDER: Final = {"b": "begin", "s": "separate", "e": "end"}
HAUPT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAW: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_RAEUME: Final = (
    f'xmlns:w="{NS}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:wp="{_DRAW}/wordprocessingDrawing" xmlns:a="{_DRAW}/main" xmlns:pic="{_DRAW}/picture"'
)
_EBENE: Final = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
)
_NUMMERN: Final = (
    f'<w:numbering xmlns:w="{NS}"><w:abstractNum w:abstractNumId="1">{_EBENE}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_EBENE.replace("%1.", "(%1)")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
_STILE: Final = (
    f'<w:styles xmlns:w="{NS}"><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zaehlt"><w:name w:val="Zaehlt"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)
_BILD: Final = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_ZEICHNUNG: Final = (
    '<w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="{0}" name="Bild {0}"/><a:graphic>'
    f'<a:graphicData uri="{_DRAW}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{{0}}" name="b"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="b{0}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_KASTEN: Final = (
    '<w:r><w:pict><v:shape id="k" style="width:90pt;height:40pt"><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>'
    "</v:shape></w:pict></w:r>"
)
_GRUND: Final = {"1": "Note.", "2": "Note.", "3": "Drei."}
"""The notes of a file whose case says nothing of notes."""


def write_out(kurz: str, wurzel: str = "document") -> str:
    """Return WordprocessingML of the short form.

    M, Z, C are the marks of paragraph, row and cell, N the number of the list of a paragraph, S its style, A the author of a change;
    `<f b/>` begins a field and `<c>` holds its code, `<x>` is a formula, `<bild 1/>` a picture, `<kasten>` a text box, `<note 2/>`
    refers to a footnote and `<endnote 2/>` to an endnote.
    """
    text = re.sub(r"<kasten>(.*?)</kasten>", lambda m: _KASTEN.format(m[1]), kurz, flags=re.DOTALL)
    text = re.sub(r"<bild (\d)/>", lambda m: _ZEICHNUNG.format(m[1]), text)
    text = re.sub(r"<x>([^<]*)</x>", r"<m:r><m:t>\1</m:t></m:r>", text)
    text = re.sub(r"<note (\d)/>", r"<r><footnoteReference w:id='\1'/></r>", text)
    text = re.sub(r"<endnote (\d)/>", r"<r><endnoteReference w:id='\1'/></r>", text)
    text = re.sub(r"<p((?: [MNSA]='[^']*')*)(/?)>", _paragraph, text)
    text = re.sub(r"<tr Z='([\w ]+)'((?: A='\w+')?)>", lambda m: f"<tr><trPr>{_marks(m[1], m[2])}</trPr>", text)
    text = re.sub(r"<tc C='(\w+)'((?: A='\w+')?)>", lambda m: f"<tc><tcPr>{_marks(m[1], m[2])}</tcPr>", text)
    text = re.sub(r"<(ins|del|moveFrom|moveTo)((?: A='\w+')?)(/?)>", lambda m: f"<{m[1]} {_author(m[2])}{m[3]}>", text)
    text = re.sub(r"<(\w+Change)((?: A='\w+')?)(/?)>", lambda m: f"<{m[1]} {_author(m[2])}{m[3]}>", text)
    text = re.sub(r"<f (\w)/>", lambda m: f"<fldChar w:fldCharType='{FELDER[m[1]]}'/>", text)
    text = re.sub(r"<c>(.*?)</c>", r"<instrText xml:space='preserve'>\1</instrText>", text)
    text = re.sub(r"(<r>(?:<rPr>.*?</rPr>)?)([^<]+)</r>", r"\1<t xml:space='preserve'>\2</t></r>", text)
    text = re.sub(r"<(/?)(\w+)(?=[ />])", r"<\1w:\2", text)
    innen = f"<w:body>{text}</w:body>" if wurzel == "document" else text
    baum = etree.fromstring(f"<w:{wurzel} {_RAEUME}>{innen}</w:{wurzel}>")
    for geloescht in baum.iter(DEL):
        for knoten in geloescht.iter(f"{W}t", f"{W}instrText"):
            knoten.tag = f"{W}delText" if knoten.tag == f"{W}t" else f"{W}delInstrText"
    return etree.tostring(baum, encoding="unicode")


def _paragraph(treffer: re.Match[str]) -> str:
    angaben, ende = treffer[1], treffer[2]
    marken = _marks(_value(angaben, "M"), angaben)
    stil = f"<pStyle w:val='{n}'/>" if (n := _value(angaben, "S")) else ""
    liste = f"<numPr><ilvl w:val='0'/><numId w:val='{n}'/></numPr>" if (n := _value(angaben, "N")) else ""
    innen = f"{stil}{liste}{f'<rPr>{marken}</rPr>' if marken else ''}"
    return f"<p>{f'<pPr>{innen}</pPr>' if innen else ''}" + ("</p>" if ende else "")


def _marks(namen: str, angaben: str) -> str:
    return "".join(f"<{name} {_author(angaben)}/>" for name in namen.split())


def _author(angaben: str) -> str:
    return f"w:id='9' w:author='{_value(angaben, 'A') or 'a'}' w:date='2025-01-01T00:00:00Z'"


def _value(angaben: str, name: str) -> str:
    treffer = re.search(rf"{name}='([^']*)'", angaben)
    return treffer[1] if treffer else ""


def write_raw(innen: str, wurzel: str = "document") -> str:
    """Return WordprocessingML whose changes are short of author and date: `A` stands for both."""
    text = re.sub(r"(<w:\w+[^<>]*?) A(?=[ />])", r"\1 w:author='a' w:date='2025-01-01T00:00:00Z'", innen)
    text = f"<w:body>{text}</w:body>" if wurzel == "document" else text
    return f"<w:{wurzel} {_RAEUME}>{text}</w:{wurzel}>"


def write_notes(noten: dict[str, str], art: str = "footnote") -> str:
    """Return the part of notes: of each number its paragraphs in short."""
    innen = "".join(f"<{art} w:id='{n}'>{text}</{art}>" for n, text in noten.items())
    return write_out(innen, f"{art}s")


def package(dokument: str, fussnoten: str = "", endnoten: str = "") -> bytes:
    """Return a Word file that every program opens, with two pictures, lists, styles, notes, a comment and a head."""
    grund = {n: f"<p><r>{t}</r></p>" for n, t in _GRUND.items()}
    teile = {
        "numbering": _NUMMERN,
        "styles": _STILE,
        "comments": write_out("<comment w:id='0' w:author='a'><p><r>Bemerkung.</r></p></comment>", "comments"),
        "header": write_out("<p><r>Kopf</r></p>", "hdr"),
        "footnotes": fussnoten or write_notes(grund),
        "endnotes": endnoten or write_notes(grund, "endnote"),
    }
    pakete = "http://schemas.openxmlformats.org/package/2006"
    arten = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{HAUPT}.{n}+xml"/>' for n in teile)
    bezug = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/relationships/{n}" Target="{n}.xml"/>' for n in teile)
    bilder = "".join(
        f'<Relationship Id="b{n}" Type="{_OFFICE}/relationships/image" Target="media/{n}.png"/>' for n in (1, 2)
    )
    dateien = {
        "[Content_Types].xml": f'<Types xmlns="{pakete}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override '
        f'PartName="/word/document.xml" ContentType="{HAUPT}.document.main+xml"/>{arten}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{pakete}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{pakete}/relationships">{bezug}{bilder}</Relationships>',
        "word/document.xml": dokument,
        **{f"word/{name}.xml": inhalt for name, inhalt in teile.items()},
    }
    strom = io.BytesIO()
    with zipfile.ZipFile(strom, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in dateien.items():
            archiv.writestr(zipfile.ZipInfo(name), inhalt)
        for n in (1, 2):
            archiv.writestr(zipfile.ZipInfo(f"word/media/{n}.png"), _BILD + bytes(n))
    return strom.getvalue()
