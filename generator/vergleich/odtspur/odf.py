"""Names and small helpers of OpenDocument (ODF 1.3, part 3) that the tracked file needs.

While it is worked on, every piece of text of a paragraph is an element of its own (`STUECK`), so that nothing hangs behind
another element.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ...readers.odt import LEERZEICHEN_MAX
from ...readers.wordnummern import read_number

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
T, TAB, OFFICE, STYLE, DRAW = (f"{{{_NS}{n}:1.0}}" for n in ("text", "table", "office", "style", "drawing"))
XLINK: Final = "{http://www.w3.org/1999/xlink}"
DC: Final = "http://purl.org/dc/elements/1.1/"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
ABSATZ, KOPF, LISTE, PUNKT = (f"{T}{n}" for n in ("p", "h", "list", "list-item"))
TABELLE, ZEILE, ZELLE = (f"{TAB}{n}" for n in ("table", "table-row", "table-cell"))
ABSAETZE: Final = (ABSATZ, KOPF)
SPANNE, VERWEIS, LEER, NOTE = (f"{T}{n}" for n in ("span", "a", "s", "note"))
ANFANG, ENDE = (f"{T}bookmark-{n}" for n in ("start", "end"))
LESEMARKEN: Final = (ANFANG, ENDE, f"{T}bookmark")
WECHSEL, VON, BIS = (f"{T}change{n}" for n in ("", "-start", "-end"))
WECHSELMARKEN: Final = (WECHSEL, VON, BIS)
VERFOLGUNG: Final = f"{T}tracked-changes"
STUECK: Final = "stueck"
_BLANKS: Final = re.compile(" +")


def named(knoten: etree._Element) -> str:
    """Return the name of a bookmark."""
    return knoten.get(f"{T}name") or ""


def copied(knoten: etree._Element) -> etree._Element:
    """Return a copy without the text behind it."""
    kopie = copy.copy(knoten)  # of lxml this is the whole element too, without the notes that deepcopy takes
    kopie.tail = None
    return kopie


def emptied(knoten: etree._Element) -> etree._Element:
    """Return an element of the same name with the same attributes and nothing in it."""
    kopie = etree.Element(str(knoten.tag), nsmap={n: u for n, u in knoten.nsmap.items() if n is not None})
    for name, wert in knoten.attrib.items():
        kopie.set(name, wert)
    return kopie


def loosen(absatz: etree._Element) -> etree._Element:
    """Return a copy of a paragraph in which each piece of text is an element, blanks of `text:s` with it (6.1.2, 6.1.3).

    Notes stay as they are: their paragraphs are not those of the text around.
    """
    neu = emptied(absatz)
    _piece(neu, absatz.text)
    for kind in absatz:
        if kind.tag == LEER:
            _piece(neu, " " * min(read_number(kind.get(f"{T}c"), 1), LEERZEICHEN_MAX))
        elif kind.tag in (SPANNE, VERWEIS):
            neu.append(loosen(kind))
        elif isinstance(kind.tag, str):
            neu.append(copied(kind))
        _piece(neu, kind.tail)
    return neu


def _piece(ziel: etree._Element, text: str | None) -> None:
    if not text:
        return
    letztes = ziel[-1] if len(ziel) else None
    if letztes is not None and letztes.tag == STUECK:
        letztes.text = f"{letztes.text}{text}"
    else:
        etree.SubElement(ziel, STUECK).text = text


def piece(text: str) -> etree._Element:
    """Return a piece of text."""
    stueck = etree.Element(STUECK)
    stueck.text = text
    return stueck


def fasten(absatz: etree._Element) -> etree._Element:
    """Return a paragraph with its text in it: a blank that a reader would join with another or drop is a `text:s`."""
    kopie = copied(absatz)
    ist_leer = True
    stuecke = [k for k in kopie.iter() if k.tag == STUECK or k.tag in WECHSELMARKEN]
    for n, stueck in enumerate(stuecke):
        if stueck.tag != STUECK:
            ist_leer = True
            continue
        text = stueck.text or ""
        ist_ende = n + 1 == len(stuecke) or stuecke[n + 1].tag != STUECK
        _write_blanks(stueck, text, ist_leer, ist_ende)
        ist_leer = text[-1:] == " "
    for stueck in list(kopie.iter(STUECK)):
        _dissolve(stueck)
    return kopie


def _write_blanks(stueck: etree._Element, text: str, ist_leer: bool, ist_ende: bool) -> None:
    """Put `text:s` where a blank stands at an end or behind another."""
    am_anfang, am_ende = ist_leer and text[:1] == " ", ist_ende and text[-1:] == " "
    if "  " not in text and not am_anfang and not am_ende:
        return
    stueck.text = ""
    ort = 0
    for treffer in _BLANKS.finditer(text):
        _write(stueck, text[ort : treffer.start()])
        zahl = len(treffer[0])
        am_rand = (treffer.start() == 0 and ist_leer) or (treffer.end() == len(text) and ist_ende)
        if not am_rand:
            _write(stueck, " ")
            zahl -= 1
        if zahl:
            leer = etree.SubElement(stueck, LEER)
            if zahl > 1:
                leer.set(f"{T}c", str(zahl))
        ort = treffer.end()
    _write(stueck, text[ort:])


def _write(ziel: etree._Element, text: str) -> None:
    if len(ziel):
        ziel[-1].tail = (ziel[-1].tail or "") + text
    else:
        ziel.text = (ziel.text or "") + text


def _dissolve(knoten: etree._Element) -> None:
    """Put what an element holds in its place."""
    eltern = knoten.getparent()
    if eltern is None:
        return
    davor = knoten.getprevious()
    if knoten.text:
        if davor is None:
            eltern.text = (eltern.text or "") + knoten.text
        else:
            davor.tail = (davor.tail or "") + knoten.text
    for kind in list(knoten):
        knoten.addprevious(kind)
    eltern.remove(knoten)


def text_pieces(knoten: etree._Element) -> str:
    """Return the text of a loosened paragraph, notes left out."""
    return "".join(_pieces(knoten))


def _pieces(knoten: etree._Element) -> Iterator[str]:
    for kind in knoten:
        if kind.tag != NOTE:
            yield kind.text or ""
            yield from _pieces(kind)
