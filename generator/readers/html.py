"""The text of an HTML page as a reader sees it, labels included, without navigation and page furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, GrenzFehler, LeseFehler, Lesegrenzen, Verbrauch

if TYPE_CHECKING:
    from lxml import etree

_BLOECKE = (
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCK = frozenset(_BLOECKE.split())
_OHNE_TEXT = "head script style template noscript svg math object iframe input select textarea button"
_STUMM = frozenset(_OHNE_TEXT.split())
# Of these a reader of somebody else's page sees the text.
_SICHTBAR = frozenset({"svg", "math", "select", "textarea", "button"})
# Furniture of the page, not of the contract: skip link, facts of the file, reference marks and ways back.
_KLASSEN = frozenset({"sprung", "angaben", "rueck", "entwurf"})
_ROLLEN = frozenset({"doc-noteref", "doc-backlink"})
_ANFANG = re.compile(r"<[A-Za-z][^\s/>]*+")
# An attribute as browsers cut it.
_MERKMAL = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?""")


def text_html(daten: bytes, grenzen: Lesegrenzen = NORMAL, *, ist_fremd: bool = False) -> Auszug:
    """Return the text of a page in UTF-8; raises LeseFehler if it is too large, broken or no HTML.

    Of a page that is not ours (`ist_fremd`) nothing a reader sees is furniture: navigation and footer are text as well.
    """
    from lxml import etree

    verbrauch = Verbrauch(grenzen)
    verbrauch.take_datei(len(daten), "HTML")
    try:
        text = daten.decode("utf-8")
    except UnicodeDecodeError as fehler:
        raise LeseFehler(f"Die HTML-Datei ist nicht in UTF-8 gespeichert (Byte {fehler.start}).") from fehler
    _count(text, verbrauch)
    try:
        wurzel = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fehler:
        raise LeseFehler("Die Datei ist kein lesbares HTML.") from fehler
    koerper = wurzel.find("body") if wurzel is not None else None
    if koerper is None:
        raise LeseFehler("Die HTML-Datei hat keinen Inhalt (body).")
    leser = _Leser(verbrauch, ist_fremd)
    leser.read(koerper)
    return Auszug(tuple(leser.text.zeilen), tuple(leser.verzeichnis.zeilen), tuple(leser.noten.zeilen))


def _count(text: str, verbrauch: Verbrauch) -> None:
    """Count tags and attributes before parsing: the parser takes time in the square of the attributes of one tag."""
    verbrauch.take_knoten(text.count("<") + text.count("&"))
    stelle = 0
    while marke := _ANFANG.search(text, stelle):
        stelle, anzahl = marke.end(), 0
        while merkmal := _MERKMAL.match(text, stelle):
            stelle, anzahl = merkmal.end(), anzahl + 1
            if anzahl > verbrauch.grenzen.merkmale:
                raise GrenzFehler(f"Ein Element der HTML-Datei hat mehr als {verbrauch.grenzen.merkmale} Merkmale.")
        verbrauch.take_knoten(anzahl)


class _Leser:
    """Walks the page; <nav> goes to the contents, the section of end notes to the notes."""

    def __init__(self, verbrauch: Verbrauch, ist_fremd: bool) -> None:
        self._ist_fremd = ist_fremd
        self.text = Sammler(verbrauch)
        self.verzeichnis = Sammler(verbrauch)
        self.noten = Sammler(verbrauch)
        self._ziele = [self.text]

    def read(self, wurzel: etree._Element) -> None:
        """Read everything below an element, without recursion."""
        from lxml import etree

        stumm: etree._Element | None = None
        for ereignis, knoten in etree.iterwalk(wurzel, events=("start", "end", "comment", "pi")):
            if stumm is not None:
                if ereignis == "end" and knoten is stumm:
                    stumm = None
                    self._add(knoten.tail)
            elif ereignis == "start" and self._is_furniture(knoten):
                stumm = knoten
                if knoten.tag == "svg" and knoten.get("role") == "img":
                    # What a drawing says is its description; the words in it are part of the picture.
                    self._add(knoten.findtext("desc"))
            elif ereignis == "start":
                self._start(knoten)
            else:
                self._end(knoten, ist_element=ereignis == "end")

    def _start(self, knoten: etree._Element) -> None:
        if knoten.tag in _BLOCK:
            self._ziele[-1].close()
        if ziel := self._own_target(knoten):
            self._ziele.append(ziel)
        if knoten.tag == "br":
            self._add("\n")
        self._add(knoten.text)

    def _end(self, knoten: etree._Element, ist_element: bool) -> None:
        if ist_element and knoten.tag in _BLOCK:
            self._ziele[-1].close()
            if self._own_target(knoten):
                self._ziele.pop()
        self._add(knoten.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._ziele[-1].add(text)

    def _own_target(self, knoten: etree._Element) -> Sammler | None:
        if knoten.tag == "nav" and not self._ist_fremd:
            return self.verzeichnis
        return self.noten if knoten.get("role") in ("doc-endnotes", "doc-footnote") else None

    def _is_furniture(self, knoten: etree._Element) -> bool:
        if self._ist_fremd:
            ist_stumm = knoten.tag in _STUMM - _SICHTBAR or knoten.get("hidden") is not None
            return ist_stumm or knoten.get("role") in _ROLLEN
        klassen = set((knoten.get("class") or "").split())
        return (
            knoten.tag in _STUMM
            or (knoten.tag == "footer" and next(knoten.iterancestors("main"), None) is None)
            or bool(klassen & _KLASSEN)
            or knoten.get("role") in _ROLLEN
            or knoten.get("hidden") is not None
        )
