"""DOCX and ODT as pandoc reads them fast: without bookmarks, which hold no text.

pandoc's readers pay dearly for bookmarks: that of ODT takes time in the square of their number (a contract with 1,600 of them 7 s,
without them 0.1 s), that of DOCX a third more. Nothing else is taken away, and every part that is not named here reaches pandoc
byte by byte; where bookmarks stand is looked at by our own readers and by the tests of references.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from typing import TYPE_CHECKING, Final

from .lesegrenzen import LeseFehler, Verbrauch
from .odtnummern import T
from .paket import Paket, open_zip, parse_xml

if TYPE_CHECKING:
    from lxml import etree

DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODT_TEILE: Final = ("mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml", "settings.xml")
_ODT_MARKEN: Final = (f"{T}bookmark", f"{T}bookmark-start", f"{T}bookmark-end")
_DOCX_MARKEN: Final = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_DOCX_TEXT: Final = "word/document.xml"


def simplify(daten: bytes, von: str, verbrauch: Verbrauch) -> bytes:
    """Return a file of pandoc's input format `von` without what only costs its reader time; raises LeseFehler.

    Formats other than DOCX and ODT come back as they are.
    """
    if von == "docx":
        return _simplify_docx(open_zip(daten, "DOCX", verbrauch), verbrauch)
    return _simplify_odt(open_zip(daten, "ODT", verbrauch)) if von == "odt" else daten


def _simplify_docx(alt: Paket, verbrauch: Verbrauch) -> bytes:
    teile = {name: alt.read(name) or b"" for name in dict.fromkeys(alt.archiv.namelist())}
    if _DOCX_TEXT not in teile:
        raise LeseFehler(f"Das ist keine DOCX-Datei: Der Teil „{_DOCX_TEXT}“ fehlt.")
    wurzel = parse_xml(teile[_DOCX_TEXT], _DOCX_TEXT, verbrauch)
    return _pack({**teile, _DOCX_TEXT: _without(wurzel, _DOCX_MARKEN)})


def _simplify_odt(alt: Paket) -> bytes:
    """Return it also with the text of frames in the place of their anchor: pandoc passes over them, as over the head of a letter."""
    wurzel = alt.xml("content.xml")
    if wurzel is None:
        raise LeseFehler("Das ist keine ODT-Datei: Der Teil „content.xml“ fehlt.")
    for anker in [
        a for a in wurzel.iter(f"{T}p") if (r := a.find(f"{DRAW}frame/{DRAW}text-box")) is not None and len(r)
    ]:
        absaetze = list(anker.iterfind(f"{DRAW}frame/{DRAW}text-box/*"))
        anker.addprevious(absaetze[0])
        for vorher, absatz in itertools.pairwise(absaetze):
            vorher.addnext(absatz)
    teile = {name: teil for name in _ODT_TEILE if (teil := alt.read(name))}
    return _pack({**teile, "content.xml": _without(wurzel, _ODT_MARKEN)})


def _without(wurzel: etree._Element, marken: tuple[str, ...]) -> bytes:
    """Return XML without these elements; the text behind them stays."""
    from lxml import etree

    etree.strip_elements(wurzel, *marken, with_tail=False)
    return etree.tostring(wurzel, encoding="utf-8", xml_declaration=True)


def _pack(teile: dict[str, bytes]) -> bytes:
    neu = io.BytesIO()
    with zipfile.ZipFile(neu, "w") as archiv:
        for name, teil in teile.items():
            archiv.writestr(zipfile.ZipInfo(name), teil)
    return neu.getvalue()
