"""The text of an OpenDocument text, the automatic numbers of its lists included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .auszug import Auszug, Sammler, Wandlung
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .odtnummern import Listenwerk, make_listenwerk
from .paket import open_zip
from .wordnummern import read_number

if TYPE_CHECKING:
    from lxml import etree

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
T = f"{_NS}text:1.0}}"
_BLOCK = {f"{T}p", f"{T}h"}
_FEST = {f"{T}tab": " ", f"{T}line-break": "\n"}
LEERZEICHEN_MAX = 1_000
# Not text: deleted text, comments, drawings, form fields, the citation mark of a note, the templates of an index.
_D = f"{_NS}drawing:1.0}}"
_RAHMEN = f"{_D}frame"
_STUMM = {
    *(f"{T}{n}" for n in ("tracked-changes", "note-citation", "sequence-decls", "table-of-content-source", "number")),
    f"{_NS}office:1.0}}annotation",
    f"{_NS}office:1.0}}forms",
    _RAHMEN,
    f"{_NS}table:1.0}}covered-table-cell",
}


def text_odt(daten: bytes, grenzen: Lesegrenzen = NORMAL, wandle: Wandlung | None = None) -> Auszug:
    """Return the text of an ODT; raises LeseFehler for anything that is no readable OpenDocument text within the limits.

    `wandle` makes another document of the one that is there before it is read.
    """
    verbrauch = Verbrauch(grenzen)
    paket = open_zip(daten, "ODT", verbrauch)
    wurzel = paket.xml("content.xml")
    if wurzel is None:
        raise LeseFehler("Das ist keine ODT-Datei: Der Teil „content.xml“ fehlt.")
    if wandle is not None:
        wurzel = wandle(wurzel)
    koerper = wurzel.find(f"{_NS}office:1.0}}body")
    if koerper is None:
        raise LeseFehler("Das ist keine ODT-Datei: Im Teil „content.xml“ fehlt der Text.")
    leser = _Leser(make_listenwerk(paket.xml("styles.xml"), wurzel), verbrauch)
    leser.read(koerper)
    return Auszug(tuple(leser.text.zeilen), tuple(leser.verzeichnis.zeilen), tuple(leser.noten.zeilen))


def _is_textframe(knoten: etree._Element) -> bool:
    """A frame that holds text, as the address of a letter has one."""
    return knoten.tag == _RAHMEN and knoten.find(f"{_D}text-box") is not None


class _Leser:
    """Walks the content; contents and notes each have their own lines."""

    def __init__(self, listenwerk: Listenwerk, verbrauch: Verbrauch) -> None:
        self._listenwerk = listenwerk
        self.text = Sammler(verbrauch)
        self.verzeichnis = Sammler(verbrauch)
        self.noten = Sammler(verbrauch)
        self._ziele = [self.text]

    def read(self, wurzel: etree._Element) -> None:
        """Read everything below an element, without recursion."""
        from lxml import etree

        stumm: etree._Element | None = None
        for ereignis, knoten in etree.iterwalk(wurzel, events=("start", "end")):
            if stumm is not None:
                if ereignis == "end" and knoten is stumm:
                    stumm = None
                    self._tail(knoten)
            elif ereignis == "end":
                self._end(knoten)
            elif (knoten.tag in _STUMM and not _is_textframe(knoten)) or self._is_satzzahl(knoten):
                stumm = knoten
                if knoten.tag == _RAHMEN and (knoten.get(f"{_D}name") or "").startswith("_k_"):
                    # The text alternative of one of our pictures; others are looked at by people.
                    self._ziele[-1].add(knoten.findtext(f"{_NS}svg-compatible:1.0}}desc") or "")
            else:
                self._start(knoten)

    def _start(self, knoten: etree._Element) -> None:
        tag = knoten.tag
        if tag == f"{T}table-of-content":
            self._ziele.append(self.verzeichnis)
        elif tag == f"{T}note-body":
            self._ziele.append(self.noten)
        elif tag == f"{T}list":
            self._listenwerk.open_list(knoten)
        elif tag == f"{T}list-item":
            self._listenwerk.open_item(knoten)
        elif tag in _BLOCK:
            if label := self._listenwerk.label(knoten):
                self._ziele[-1].add(f"{label} ")
        elif tag in _FEST:
            self._ziele[-1].add(_FEST[tag])
        elif tag == f"{T}s":
            self._ziele[-1].add(" " * min(read_number(knoten.get(f"{T}c"), 1), LEERZEICHEN_MAX))
        if knoten.text and self._in_paragraph(knoten):
            self._ziele[-1].add(knoten.text)

    def _end(self, knoten: etree._Element) -> None:
        tag = knoten.tag
        if tag in _BLOCK:
            # A note stands inside its paragraph: its own paragraphs must not break a line of the text around it.
            if self._ziele[-1] is self.noten:
                self.noten.add(" ")
            else:
                self._ziele[-1].close()
        elif tag == f"{T}list":
            self._listenwerk.close_list()
        elif tag in (f"{T}table-of-content", f"{T}note-body"):
            self._ziele.pop().close()
        self._tail(knoten)

    def _tail(self, knoten: etree._Element) -> None:
        eltern = knoten.getparent()
        if knoten.tail and eltern is not None and self._in_paragraph(eltern):
            self._ziele[-1].add(knoten.tail)

    @staticmethod
    def _is_satzzahl(knoten: etree._Element) -> bool:
        """The raised number before a cited Satz belongs to the file, not to the text."""
        return knoten.tag == f"{T}sequence" and (knoten.get(f"{T}name") or "").startswith("Satz_")

    @staticmethod
    def _in_paragraph(knoten: etree._Element) -> bool:
        """White space between structural elements is not text; inside a paragraph every character is."""
        return knoten.tag in _BLOCK or next(knoten.iterancestors(*_BLOCK), None) is not None
