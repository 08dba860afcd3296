"""The text of a Word file, as Word shows it with all changes accepted, automatic numbers included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .auszug import Auszug, Sammler, Wandlung
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .paket import open_zip
from .wordnummern import Zaehlwerk
from .wordsicht import Sicht, is_removed, next_block

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FEST = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
# Not text: field codes, deleted runs, drawings (but for their description) and their text boxes, properties, the old form of an alternative.
_STUMM = {
    *(
        f"{W}{n}"
        for n in (
            "instrText",
            "delInstrText",
            "delText",
            "del",
            "moveFrom",
            "pPr",
            "rPr",
            "tblPr",
            "trPr",
            "tcPr",
            "sectPr",
        )
    ),
    *(f"{W}{n}" for n in ("drawing", "pict", "object", "sdtPr", "footnoteReference", "footnoteRef", "tblGrid")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_FORMEL = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ABSATZ, _LAUF, _FORMELLAUF = f"{W}p", f"{W}r", f"{_FORMEL}r"
_TEXT = (f"{W}t", f"{_FORMEL}t")
_TABELLENTEILE = (f"{W}tr", f"{W}tc")
_ANGABEN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
ANWEISUNG_MAX = 200
_GELESEN = (_ABSATZ, *_TEXT, f"{W}fldChar", *_FEST, *_STUMM)


def text_docx(daten: bytes, grenzen: Lesegrenzen = NORMAL, wandle: Wandlung | None = None) -> Auszug:
    """Return the text of a DOCX; raises LeseFehler for anything that is no readable Word file within the limits.

    `wandle` makes another document of the one that is there before it is read, of its footnotes as well.
    """
    verbrauch = Verbrauch(grenzen)
    paket = open_zip(daten, "Word", verbrauch)
    haupt = paket.xml("word/document.xml")
    if haupt is None:
        raise LeseFehler("Das ist keine Word-Datei: Der Teil „word/document.xml“ fehlt.")
    stile = paket.xml("word/styles.xml")
    sicht = Sicht(stile)
    leser = _Leser(Zaehlwerk(paket.xml("word/numbering.xml"), stile), sicht, verbrauch)
    leser.read(haupt if wandle is None else wandle(haupt))
    noten = paket.xml("word/footnotes.xml")
    if noten is not None and wandle is not None:
        noten = wandle(noten)
    fussnoten = _notes(noten, sicht, verbrauch) if noten is not None else {}
    # A note that is referred to again is still one note.
    return Auszug(
        tuple(leser.text.zeilen),
        tuple(leser.verzeichnis.zeilen),
        tuple(fussnoten[k] for k in dict.fromkeys(leser.noten) if k in fussnoten),
    )


class _Leser:
    """Walks the parts of a document; a field of kind TOC sends its text to `verzeichnis`."""

    def __init__(self, zaehlwerk: Zaehlwerk, sicht: Sicht, verbrauch: Verbrauch) -> None:
        self._zaehlwerk = zaehlwerk
        self._sicht = sicht
        self._hat_verborgenes = False
        self._letzter: etree._Element | None = None
        """Of paragraphs that run into each other the one that ends them all and gives its number."""
        self.text = Sammler(verbrauch)
        self.verzeichnis = Sammler(verbrauch)
        self.noten: list[str] = []
        self._felder: list[tuple[str, bool]] = []
        """Of each open field the beginning of its instruction, and whether its text belongs to the contents."""

    def read(self, wurzel: etree._Element) -> None:
        """Read everything below an element; the walk is iterative, so depth costs no stack."""
        from lxml import etree

        # Most files hide and change nothing: there runs and rows need not be looked at.
        self._hat_verborgenes = self._sicht.hides_something(wurzel)
        tags = (*_GELESEN, _LAUF, _FORMELLAUF, *_TABELLENTEILE) if self._hat_verborgenes else _GELESEN
        stumm: etree._Element | None = None
        for ereignis, knoten in etree.iterwalk(wurzel, events=("start", "end"), tag=tags):
            if stumm is not None:
                if ereignis == "end" and knoten is stumm:
                    stumm = None
                continue
            if ereignis == "start":
                if self._hat_verborgenes and self._is_unseen(knoten):
                    stumm = knoten
                    continue
                self._start(knoten)
                if knoten.tag in _STUMM:
                    stumm = knoten
            elif knoten.tag == _ABSATZ and self._letzter in (None, knoten):
                self._letzter = None
                self._ziel().close()

    def _is_unseen(self, knoten: etree._Element) -> bool:
        if knoten.tag == _LAUF:
            # A hidden run may still begin or end a field.
            return self._sicht.is_hidden(knoten) and knoten.find(f"{W}fldChar") is None
        if knoten.tag == _FORMELLAUF:
            return knoten.find(f"{W}del") is not None
        return knoten.tag in _TABELLENTEILE and is_removed(knoten)

    def _end_of(self, absatz: etree._Element) -> etree._Element:
        """Return the paragraph that ends this one: the next whose mark stays, itself where none follows."""
        ende: etree._Element | None = absatz
        while ende is not None and self._sicht.is_mark_gone(ende):
            naechster = next_block(ende)
            ende = naechster if naechster is not None and naechster.tag == _ABSATZ else None
        return absatz if ende is None else ende

    def _start(self, knoten: etree._Element) -> None:
        tag = knoten.tag
        if tag == _ABSATZ:
            self._begin(knoten)
        elif tag in _TEXT:
            if not self._is_in_satzzahl():
                self._ziel().add(knoten.text or "")
        elif tag in _FEST:
            self._ziel().add(_FEST[tag])
        elif tag == f"{W}drawing":
            self._ziel().add(_description(knoten))
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

    def _begin(self, absatz: etree._Element) -> None:
        """Print the number of a paragraph, before what runs into it."""
        if self._letzter is not None:
            return
        ende = self._end_of(absatz) if self._hat_verborgenes else absatz
        if self._hat_verborgenes and ende is absatz and self._sicht.is_mark_gone(absatz):
            return
        if ende is not absatz:
            self._letzter = ende
        if label := self._zaehlwerk.label(ende):
            self._ziel().add(f"{label} ")

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


def _description(zeichnung: etree._Element) -> str:
    """Return the text alternative of one of our pictures; others are looked at by people."""
    angaben = next(zeichnung.iter(_ANGABEN), None)
    ist_eigene = angaben is not None and (angaben.get("name") or "").startswith("_k_")
    return (angaben.get("descr") or "") if angaben is not None and ist_eigene else ""


def _notes(wurzel: etree._Element, sicht: Sicht, verbrauch: Verbrauch) -> dict[str, str]:
    """Return the text of each real footnote by its id; separators carry a type."""
    noten: dict[str, str] = {}
    for note in wurzel.iterchildren(f"{W}footnote"):
        if note.get(f"{W}type") in (None, "normal"):
            leser = _Leser(Zaehlwerk(None, None), sicht, verbrauch)
            leser.read(note)
            noten[note.get(f"{W}id") or ""] = " ".join(leser.text.zeilen)
    return noten
