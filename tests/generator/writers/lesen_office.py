"""Reading our Word and OpenDocument files in tests: packages, schemas, what LibreOffice says, what the tree says."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import etree

from generator.kanon import STRICH, identification, normalise, posten
from generator.query import rewrite
from generator.tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Unterschriften,
)
from generator.writers.satzzahlen import Satzzahl, cited_texts, with_numbers
from tests.generator.writers.office import convert_all, print_pdf
from tests.hilfen import need_program, need_shared

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XS = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
NS = {"w": W}


def parts(daten: bytes) -> dict[str, bytes]:
    """Return the files of a package by name, in order; the archive must be sound and free of duplicates."""
    with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
        assert archiv.testzip() is None
        namen = archiv.namelist()
        assert len(namen) == len(set(namen))
        return {name: archiv.read(name) for name in namen}


def parse(xml: bytes) -> etree._Element:
    """Return the root of a part."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


class _Lokal(etree.Resolver):
    """Dublin Core schemas are imported from the net by ECMA-376; these stand-ins hold the few elements in use."""

    def resolve(self, url: str, kennung: str, kontext: object) -> object:
        if "dublincore.org" not in url:
            return None
        raum = "http://purl.org/dc/" + ("terms/" if "dcterms" in url else "elements/1.1/")
        namen = ("created", "modified") if "dcterms" in url else (
            "creator", "description", "identifier", "language", "subject", "title"
        )  # fmt: skip
        simple = (
            '<xs:complexType name="SimpleLiteral"><xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent>'
        )
        simple += "</xs:complexType>"
        datum = '<xs:simpleType name="W3CDTF"><xs:restriction base="xs:dateTime"/></xs:simpleType>'
        typ = "xs:anySimpleType" if "dcterms" in url else "t:SimpleLiteral"
        elemente = "".join(f'<xs:element name="{n}" type="{typ}"/>' for n in namen)
        text = (
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="{raum}" targetNamespace="{raum}"'
            f' elementFormDefault="qualified">{simple}{datum}{elemente}</xs:schema>'
        )
        return self.resolve_string(text, kontext)


@cache
def xsd(name: str) -> etree.XMLSchema:
    """Return a schema of ECMA-376 or skip the test when the development material is missing."""
    pfad = need_shared("schemas", "ooxml", *name.split("/"))
    leser = etree.XMLParser(load_dtd=False, no_network=True)
    leser.resolvers.add(_Lokal())
    baum = etree.parse(str(pfad), leser)
    for bezug in baum.getroot().findall(f"{{{XS}}}import[@namespace='{XML}']"):
        bezug.set("schemaLocation", (need_shared("schemas", "ooxml") / "xml.xsd").as_uri())
    return etree.XMLSchema(baum)


@cache
def rng(name: str) -> etree.RelaxNG:
    """Return a schema of ODF 1.3 or skip the test when the development material is missing."""
    return etree.RelaxNG(etree.parse(str(need_shared("schemas", "odf1.3", name))))


def libreoffice_lines(*dateien: Path) -> list[list[str]]:
    """Return what LibreOffice reads in each file, line by line, with the list numbers it counts; skips the test without it.

    Reference fields come as they are cached: LibreOffice computes them only for a page layout.
    """
    return [_lines_of(text.read_text(encoding="utf-8-sig")) for text in convert_all(dateien, "txt")]


def _lines_of(text: str) -> list[str]:
    zeilen = (re.sub("^•", STRICH, normalise(z)) for z in text.splitlines())
    return [z for z in zeilen if z]


def libreoffice_pages(datei: Path) -> list[str]:
    """Return the text of each page as LibreOffice sets it, every field computed anew; skips without the programs."""
    return pages_of(print_pdf(datei))


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF, in its place; skips without the program."""
    pdftotext = need_program("pdftotext")
    lauf = subprocess.run([pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return lauf.stdout.decode("utf-8").split("\f")[:-1]


# -------------------------------------------------------------------------------------------- what the document must say


def expected_lines(dokument: Dokument) -> list[str]:
    """Return the text of the document line by line, labels of the tree included, footnotes and Satz numbers bare."""
    zitiert = cited_texts(dokument)
    dokument = rewrite(dokument, lambda block, _: _with_numbers(block) if block.id in zitiert else block, Textblock)
    kopf = dokument.kopf
    zeilen = [kopf.titel, kopf.untertitel, identification(kopf)]
    for block in dokument.rubrum:
        zeilen += _lines("", block.inhalt)
    if dokument.verzeichnis:
        zeilen += ["Inhalt", *(f"{e.nummer} {e.text}" for e in dokument.verzeichnis)]
    for abschnitt in dokument.abschnitte:
        zeilen += _section(abschnitt)
    return [z for z in map(normalise, zeilen) if z]


def _with_numbers(block: Textblock) -> Textblock:
    inhalt = tuple(Text(str(i.nummer)) if isinstance(i, Satzzahl) else i for i in with_numbers(block))
    return replace(block, inhalt=inhalt)


def drop_pages(zeilen: list[str], dokument: Dokument) -> list[str]:
    """Return lines without the pages of the contents, which no line of the tree holds."""
    ohne = list(zeilen)
    ort = ohne.index("Inhalt") + 1 if dokument.verzeichnis else 0
    for n, eintrag in enumerate(dokument.verzeichnis, ort):
        text = normalise(f"{eintrag.nummer} {eintrag.text}")
        assert re.fullmatch(rf"{re.escape(text)} \d+", ohne[n]), ohne[n]
        ohne[n] = text
    return ohne


def footnote_texts(dokument: Dokument) -> list[str]:
    """Return the texts of the footnotes in order."""
    return [p.text for p in posten(dokument) if p.art == "fussnote"]


def _lines(nummer: str, inhalt: tuple[Inline, ...]) -> list[str]:
    return f"{nummer} {_text(inhalt)}".split("\n")


def _text(inhalt: tuple[Inline, ...]) -> str:
    return "".join(_one(i) for i in inhalt)


def _one(inline: Inline) -> str:
    match inline:
        case Betont(inhalt=innen):
            return _text(innen)
        case Fussnote(nummer=nummer):
            return nummer
        case Umbruch():
            return "\n"
        case Aenderungsmarke(inhalt=innen):
            return _text(innen).join(inline.worte)
        case Begriff(text=text):
            return f"„{text}“"
        case _:
            return inline.text


def _section(abschnitt: Abschnitt) -> list[str]:
    zeilen = _lines(abschnitt.nummer, abschnitt.ueberschrift)
    for block in abschnitt.bloecke:
        zeilen += _block(block)
    return zeilen


def _block(block: Block) -> list[str]:
    match block:
        case Textblock():
            return _lines("", block.inhalt)
        case Absatz():
            return _labelled(block.nummer, block)
        case Aufzaehlung():
            return [z for p in block.punkte for z in _labelled(p.nummer if block.art == "gezaehlt" else STRICH, p)]
        case Tabelle():
            zellen = (z for r in (*block.kopf, *block.rumpf, *block.fuss) for z in r.zellen)
            return [
                ": ".join(t for t in (block.nummer, _text(block.titel)) if t),
                *(z for c in zellen for z in _lines("", c.inhalt)),
            ]
        case Diagramm():
            return [": ".join(t for t in (block.nummer, _text(block.titel)) if t)]
        case Unterschriften(felder=felder):
            return [
                z
                for f in felder
                for z in (*_lines("", f.partei), f.ort_datum, *(y for x in f.zeilen for y in _lines("", x)))
            ]
        case Abschnitt():
            return _section(block)


def _labelled(nummer: str, block: Absatz | Punkt) -> list[str]:
    erster, *rest = block.bloecke
    if isinstance(erster, Textblock):
        zeilen = _lines(nummer, erster.inhalt)
    else:
        zeilen, rest = [nummer], list(block.bloecke)
    return [*zeilen, *(z for b in rest for z in _block(b))]
