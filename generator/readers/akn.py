"""The text of an Akoma Ntoso document as a reader sees it, labels included, without metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .paket import parse_xml

if TYPE_CHECKING:
    from lxml import etree

_NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_NUM = f"{_NS}num"
_NOTE = f"{_NS}authorialNote"
_TEXT = {f"{_NS}{n}" for n in ("num", "p", "heading", "caption")}
_STUMM = {f"{_NS}{n}" for n in ("meta", "toc")}


def text_akn(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of an Akoma Ntoso file; raises LeseFehler if it is too large, broken or something else."""
    verbrauch = Verbrauch(grenzen)
    verbrauch.take_datei(len(daten), "Akoma-Ntoso")
    wurzel = parse_xml(daten, "akomaNtoso", verbrauch)
    if wurzel.tag != f"{_NS}akomaNtoso":
        raise LeseFehler("Die Datei ist kein Akoma Ntoso 3.0: Das äußerste Element heißt anders.")
    leser = _Leser(verbrauch)
    leser.read(wurzel)
    return Auszug(tuple(leser.text.zeilen), (), tuple(leser.noten.zeilen))


class _Leser:
    """Walks the document; notes have their own lines. Between the elements that hold text only line ends stand."""

    def __init__(self, verbrauch: Verbrauch) -> None:
        self.text = Sammler(verbrauch)
        self.noten = Sammler(verbrauch)
        self._ziele = [self.text]
        self._offen = 0

    def read(self, wurzel: etree._Element) -> None:
        """Read everything below an element, without recursion."""
        from lxml import etree

        stumm: etree._Element | None = None
        for ereignis, knoten in etree.iterwalk(wurzel, events=("start", "end", "comment", "pi")):
            if stumm is not None:
                if ereignis == "end" and knoten is stumm:
                    stumm = None
            elif ereignis == "start" and knoten.tag in _STUMM:
                stumm = knoten
            elif ereignis == "start":
                self._start(knoten)
            else:
                self._end(knoten, ist_element=ereignis == "end")

    def _start(self, knoten: etree._Element) -> None:
        if knoten.tag in _TEXT:
            self._offen += 1
            if knoten.tag == _NUM:
                self._ziele[-1].close_label()
        elif knoten.tag == _NOTE:
            self._ziele.append(self.noten)
        elif knoten.tag == f"{_NS}eol":
            self._add("\n")
        elif knoten.tag == f"{_NS}img":
            self._add(knoten.get("alt"))
        self._add(knoten.text)

    def _end(self, knoten: etree._Element, ist_element: bool) -> None:
        if ist_element and knoten.tag in _TEXT:
            self._offen -= 1
            ziel = self._ziele[-1]
            if knoten.tag == _NUM:
                ziel.label()
            else:
                ziel.close()
        elif ist_element and knoten.tag == _NOTE:
            self._ziele.pop()
        self._add(knoten.tail)

    def _add(self, text: str | None) -> None:
        if text and self._offen:
            self._ziele[-1].add(text)
