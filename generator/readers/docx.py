"""The text of a Word file, as Word shows it with all changes accepted, automatic numbers included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .paket import open_zip
from .wordnummern import Zaehlwerk

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FEST = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
# Not text: field codes, deleted runs, drawings and their text boxes, properties, the old form of an alternative.
_STUMM = {
    *(f"{W}{n}" for n in ("instrText", "delText", "del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")),
    *(f"{W}{n}" for n in ("drawing", "pict", "object", "sdtPr", "footnoteReference", "footnoteRef", "tblGrid")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_ABSATZ, _TEXT = f"{W}p", f"{W}t"
ANWEISUNG_MAX = 200
_GELESEN = (_ABSATZ, _TEXT, f"{W}fldChar", *_FEST, *_STUMM)


def text_docx(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of a DOCX; raises LeseFehler for anything that is no readable Word file within the limits."""
    verbrauch = Verbrauch(grenzen)
    paket = open_zip(daten, "Word", verbrauch)
    haupt = paket.xml("word/document.xml")
    if haupt is None:
        raise LeseFehler("Das ist keine Word-Datei: Der Teil „word/document.xml“ fehlt.")
    leser = _Leser(Zaehlwerk(paket.xml("word/numbering.xml"), paket.xml("word/styles.xml")), verbrauch)
    leser.read(haupt)
    noten = paket.xml("word/footnotes.xml")
    fussnoten = _notes(noten, verbrauch) if noten is not None else {}
    # A note that is referred to again is still one note.
    return Auszug(
        tuple(leser.text.zeilen),
        tuple(leser.verzeichnis.zeilen),
        tuple(fussnoten[k] for k in dict.fromkeys(leser.noten) if k in fussnoten),
    )


class _Leser:
    """Walks the parts of a document; a field of kind TOC sends its text to `verzeichnis`."""

    def __init__(self, zaehlwerk: Zaehlwerk, verbrauch: Verbrauch) -> None:
        self._zaehlwerk = zaehlwerk
        self.text = Sammler(verbrauch)
        self.verzeichnis = Sammler(verbrauch)
        self.noten: list[str] = []
        self._felder: list[tuple[str, bool]] = []
        """Of each open field the beginning of its instruction, and whether its text belongs to the contents."""

    def read(self, wurzel: etree._Element) -> None:
        """Read everything below an element; the walk is iterative, so depth costs no stack."""
        from lxml import etree

        stumm: etree._Element | None = None
        for ereignis, knoten in etree.iterwalk(wurzel, events=("start", "end"), tag=_GELESEN):
            if stumm is not None:
                if ereignis == "end" and knoten is stumm:
                    stumm = None
                continue
            if ereignis == "start":
                self._start(knoten)
                if knoten.tag in _STUMM:
                    stumm = knoten
            elif knoten.tag == _ABSATZ:
                self._ziel().close()

    def _start(self, knoten: etree._Element) -> None:
        tag = knoten.tag
        if tag == _ABSATZ:
            if label := self._zaehlwerk.label(knoten):
                self._ziel().add(f"{label} ")
        elif tag == _TEXT:
            if not self._is_in_satzzahl():
                self._ziel().add(knoten.text or "")
        elif tag in _FEST:
            self._ziel().add(_FEST[tag])
        elif tag == f"{W}instrText" and self._felder:
            anweisung, ist_aussen = self._felder[-1]
            anweisung = f"{anweisung}{(knoten.text or '')[:ANWEISUNG_MAX]}"[:ANWEISUNG_MAX]
            self._felder[-1] = anweisung, ist_aussen or self._is_contents(anweisung)
        elif tag == f"{W}fldChar":
            art = knoten.get(f"{W}fldCharType")
            if art == "begin":
                self._felder.append(("", self._is_in_contents()))
            elif art == "end" and self._felder:
                if self._is_contents(self._felder[-1][0]):
                    self._ziel().close()
                self._felder.pop()
        elif tag == f"{W}footnoteReference":
            self.noten.append(knoten.get(f"{W}id") or "")

    def _ziel(self) -> Sammler:
        return self.verzeichnis if self._is_in_contents() else self.text

    def _is_in_contents(self) -> bool:
        return bool(self._felder) and self._felder[-1][1]

    def _is_in_satzzahl(self) -> bool:
        """The raised number before a cited Satz belongs to the Word file, not to the text."""
        return bool(self._felder) and self._felder[-1][0].startswith(" SEQ Satz_")

    @staticmethod
    def _is_contents(anweisung: str) -> bool:
        return bool(re.match(r"\s*TOC\b", anweisung))


def _notes(wurzel: etree._Element, verbrauch: Verbrauch) -> dict[str, str]:
    """Return the text of each real footnote by its id; separators carry a type."""
    noten: dict[str, str] = {}
    for note in wurzel.iterchildren(f"{W}footnote"):
        if note.get(f"{W}type") in (None, "normal"):
            leser = _Leser(Zaehlwerk(None, None), verbrauch)
            leser.read(note)
            noten[note.get(f"{W}id") or ""] = " ".join(leser.text.zeilen)
    return noten
