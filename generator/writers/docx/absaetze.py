"""Paragraphs: sections, Absätze, lists and running text, each in the style that Word counts by."""

from __future__ import annotations

from functools import lru_cache
from typing import overload

from ...tree import Absatz, Abschnitt, Aufzaehlung, Block, Diagramm, Punkt, Tabelle, Textblock, Unterschriften
from ..haftung import Haftung
from ..satzzahlen import Satzinhalt, with_numbers
from .inlines import write_runs
from .lauf import DocxLauf
from .tabelle import write_table
from .unterschrift import write_signatures

ROLLEN = {
    "text": "Normal",
    "partei": "Partei",
    "mittig": "Mittig",
    "hinweis": "Hinweis",
    "ruecksendung": "Ruecksendung",
    "anschrift": "Anschrift",
    "briefangaben": "Briefangaben",
}
# The head of a letter stands in frames at their places on the page (DIN 5008 form B; twips). They are of the paragraph and not of
# its style, because LibreOffice reads them only there.
_RAHMEN = (
    '<w:framePr w:w="{}" w:h="{}" w:hRule="{}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{}" w:y="{}"/>'
)
RAHMEN = {
    "ruecksendung": _RAHMEN.format(4535, 340, "exact", 1418, 3175),
    "anschrift": _RAHMEN.format(4535, 1548, "exact", 1418, 3555),
    "briefangaben": _RAHMEN.format(4252, 2268, "atLeast", 7087, 2835),
}
GEZAEHLT = ("Nummer", "Buchstabe", "Doppelbuchstabe")
_OHNE_NUMMER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>'
_ANLAGE = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:spacing w:before="0" w:after="240"/>'
# Heading styles of Word itself: other programs know a heading by their name alone.
UEBERSCHRIFTEN = {
    "praeambel": ("Heading1", _OHNE_NUMMER),
    "ohne_nummer": ("Heading1", _OHNE_NUMMER),
    "paragraf": ("Heading1", ""),
    "anlage": ("Heading1", _ANLAGE),
    "unterabschnitt": ("Heading2", ""),
}
_NEUE_SEITE = "<w:pageBreakBefore/>"
_ANSCHLUSS = _ANLAGE.replace('w:before="0"', 'w:before="480"')


PARAGRAPH_END = "</w:p>"


@lru_cache(maxsize=512)
def open_paragraph(stil: str, eigenschaften: str = "") -> str:
    """Return the beginning of a paragraph; `eigenschaften` is finished XML that follows the style in `w:pPr`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{eigenschaften}</w:pPr>'


def paragraph(stil: str, inhalt: str) -> str:
    """Return a whole paragraph."""
    return f"{open_paragraph(stil)}{inhalt}{PARAGRAPH_END}"


class DocxAbsaetze:
    """Writes the blocks of one document; `haftung` says which must stay with what follows.

    `zitiert` are ids of texts of which a Satz is cited.
    """

    def __init__(self, lauf: DocxLauf, haftung: Haftung, zitiert: frozenset[str]) -> None:
        self._lauf = lauf
        self._haftung = haftung
        self._zitiert = zitiert

    def section(self, abschnitt: Abschnitt, umbruch: str = "") -> None:
        """Write the heading and everything below it."""
        stil, eigenschaften = UEBERSCHRIFTEN[abschnitt.art]
        if abschnitt.id in self._haftung.beginnt:
            umbruch = _NEUE_SEITE
        elif abschnitt.art == "anlage":
            eigenschaften = _ANSCHLUSS
        self._paragraph(stil, umbruch + eigenschaften, abschnitt.ueberschrift, abschnitt.id)
        textstil = "AbsatzohneNummer" if abschnitt.art == "paragraf" else "Normal"
        for block in abschnitt.bloecke:
            if isinstance(block, Absatz):
                self._absatz(block, textstil)
            else:
                self.block(block)

    def block(self, block: Block) -> None:
        """Write the paragraphs and tables of a block outside an Absatz."""
        match block:
            case Textblock():
                self._textblock(block, ROLLEN[block.rolle])
            case Absatz():
                self._absatz(block, "Normal")
            case Aufzaehlung():
                self._list(block, 1, self._lauf.next_list() if block.art == "gezaehlt" else 0, "Liste")
            case Tabelle():
                write_table(block, self._lauf, block.id in self._haftung.folgt, block.id in self._haftung.schluss)
            case Diagramm():
                from .abbildung import write_chart

                write_chart(block, self._lauf, block.id in self._haftung.folgt)
            case Unterschriften():
                write_signatures(block, self._lauf, self._haftung.keeps_signatures(block))
            case Abschnitt():
                self.section(block)

    def _absatz(self, absatz: Absatz, textstil: str) -> None:
        """`textstil` is for text without number: in a § it keeps the column of the numbered, elsewhere it is plain."""
        rest = self._first(absatz, "Absatz" if absatz.nummer else textstil, "")
        for block in rest:
            if isinstance(block, Textblock):
                self._textblock(block, textstil if block.rolle == "text" else ROLLEN[block.rolle])
            elif isinstance(block, Aufzaehlung) and not block.eigene:
                self._list(block, 1, 0, "")
            else:
                self.block(block)

    def _list(self, liste: Aufzaehlung, tiefe: int, nummer: int, art: str) -> None:
        """Write the items; `nummer` is the Word list of a list of its own (`art` "Liste"), else styles do the counting."""
        if liste.art == "strich":
            stil, eigenschaften = f"{art}Strich{tiefe}", ""
        elif art:
            stil = f"{art}{tiefe}"
            eigenschaften = f'<w:numPr><w:ilvl w:val="{tiefe - 1}"/><w:numId w:val="{nummer}"/></w:numPr>'
        else:
            stil, eigenschaften = GEZAEHLT[tiefe - 1], ""
        for punkt in liste.punkte:
            for block in self._first(punkt, stil, eigenschaften):
                if isinstance(block, Textblock):
                    self._textblock(block, f"{art}Folge{tiefe}")
                else:
                    self._list(block, tiefe + 1, nummer, art)

    @overload
    def _first(
        self, block: Absatz, stil: str, eigenschaften: str
    ) -> tuple[Textblock | Aufzaehlung | Tabelle | Diagramm, ...]: ...
    @overload
    def _first(self, block: Punkt, stil: str, eigenschaften: str) -> tuple[Textblock | Aufzaehlung, ...]: ...
    def _first(
        self, block: Absatz | Punkt, stil: str, eigenschaften: str
    ) -> tuple[Textblock | Aufzaehlung | Tabelle | Diagramm, ...]:
        """Write the paragraph that carries the label, with the first text if there is one; return the blocks that are left."""
        bloecke = block.bloecke
        if bloecke and isinstance(bloecke[0], Textblock):
            self._textblock(bloecke[0], stil, block.id, eigenschaften)
            return bloecke[1:]
        self._paragraph(stil, eigenschaften, (), block.id)
        return bloecke

    def _textblock(self, block: Textblock, stil: str, aussen: str = "", eigenschaften: str = "") -> None:
        if block.id in self._haftung.folgt:
            ganz = "<w:keepLines/>" if block.id in self._haftung.ganz else ""
            eigenschaften = f"<w:keepNext/>{ganz}{eigenschaften}"
        eigenschaften += RAHMEN.get(block.rolle, "")
        inhalt = with_numbers(block) if block.id in self._zitiert else block.inhalt
        self._paragraph(stil, eigenschaften, inhalt, block.id, aussen)

    def _paragraph(self, stil: str, eigenschaften: str, inhalt: Satzinhalt, kennung: str, aussen: str = "") -> None:
        """The text in the bookmark of its block, and in that of the Absatz or item it opens."""
        lauf = self._lauf
        lauf.xml.append(open_paragraph(stil, eigenschaften))
        ende = lauf.begin(aussen) if aussen else ""
        ende = lauf.begin(kennung) + ende
        write_runs(inhalt, lauf)
        lauf.xml += (ende, PARAGRAPH_END)
