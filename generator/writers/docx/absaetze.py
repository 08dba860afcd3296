"""Paragraphs: sections, Absätze, lists and running text, each in the style that Word counts by."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Absatz, Abschnitt, Aufzaehlung, Block, Inline, Punkt, Tabelle, Textblock, Unterschriften
from .inlines import runs
from .lauf import Lauf
from .tabelle import table
from .unterschrift import signatures

ROLLEN = {"text": "Normal", "partei": "Partei", "mittig": "Mittig", "hinweis": "Hinweis"}
GEZAEHLT = ("Nummer", "Buchstabe", "Doppelbuchstabe")
UEBERSCHRIFTEN = {
    "praeambel": "Ueberschrift",
    "ohne_nummer": "Ueberschrift",
    "paragraf": "Heading1",
    "anlage": "Anlage",
    "unterabschnitt": "Heading2",
}


def paragraph(stil: str, inhalt: str, eigenschaften: str = "") -> str:
    """Return a paragraph; `eigenschaften` is finished XML that follows the style in `w:pPr`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{eigenschaften}</w:pPr>{inhalt}</w:p>'


class Absaetze:
    """Writes the blocks of one document; `haftend` are ids of blocks that must stay with what follows."""

    def __init__(self, lauf: Lauf, haftend: frozenset[str]) -> None:
        self._lauf = lauf
        self._haftend = haftend

    def section(self, abschnitt: Abschnitt, eigenschaften: str = "") -> Iterator[str]:
        """Yield the heading and everything below it."""
        kopf = self._text(abschnitt.ueberschrift, abschnitt.id)
        yield paragraph(UEBERSCHRIFTEN[abschnitt.art], kopf, eigenschaften)
        textstil = "AbsatzohneNummer" if abschnitt.art == "paragraf" else "Normal"
        for block in abschnitt.bloecke:
            yield from self._absatz(block, textstil) if isinstance(block, Absatz) else self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """Yield the paragraphs and tables of a block outside an Absatz."""
        match block:
            case Textblock():
                yield self._textblock(block, ROLLEN[block.rolle])
            case Absatz():
                yield from self._absatz(block, "Normal")
            case Aufzaehlung():
                yield from self._list(block, 1, self._lauf.next_list() if block.art == "gezaehlt" else 0, "Liste")
            case Tabelle():
                yield table(block, self._lauf, block.id in self._haftend)
            case Unterschriften():
                yield signatures(block, self._lauf)
            case Abschnitt():
                yield from self.section(block)

    def _absatz(self, absatz: Absatz, textstil: str) -> Iterator[str]:
        """`textstil` is for text without number: in a § it keeps the column of the numbered, elsewhere it is plain."""
        stil = "Absatz" if absatz.nummer else textstil
        rest = absatz.bloecke
        if rest and isinstance(rest[0], Textblock):
            yield self._textblock(rest[0], stil, absatz.id)
            rest = rest[1:]
        else:
            yield paragraph(stil, self._lauf.wrap(absatz.id, ""))
        for block in rest:
            if isinstance(block, Textblock):
                yield self._textblock(block, textstil if block.rolle == "text" else ROLLEN[block.rolle])
            elif isinstance(block, Aufzaehlung) and not block.eigene:
                yield from self._list(block, 1, 0, "")
            else:
                yield from self.block(block)

    def _list(self, liste: Aufzaehlung, tiefe: int, nummer: int, art: str) -> Iterator[str]:
        """Yield the items; `nummer` is the Word list of a list of its own (`art` "Liste"), else styles do the counting."""
        if liste.art == "strich":
            stil, eigenschaften = f"{art}Strich{tiefe}", ""
        elif art:
            stil = f"{art}{tiefe}"
            eigenschaften = f'<w:numPr><w:ilvl w:val="{tiefe - 1}"/><w:numId w:val="{nummer}"/></w:numPr>'
        else:
            stil, eigenschaften = GEZAEHLT[tiefe - 1], ""
        for punkt in liste.punkte:
            yield from self._item(punkt, tiefe, nummer, art, stil, eigenschaften)

    def _item(self, punkt: Punkt, tiefe: int, nummer: int, art: str, stil: str, eigenschaften: str) -> Iterator[str]:
        rest = punkt.bloecke
        if rest and isinstance(rest[0], Textblock):
            yield self._textblock(rest[0], stil, punkt.id, eigenschaften)
            rest = rest[1:]
        else:
            yield paragraph(stil, self._lauf.wrap(punkt.id, ""), eigenschaften)
        for block in rest:
            if isinstance(block, Textblock):
                yield self._textblock(block, f"{art}Folge{tiefe}")
            else:
                yield from self._list(block, tiefe + 1, nummer, art)

    def _textblock(self, block: Textblock, stil: str, aussen: str = "", eigenschaften: str = "") -> str:
        if block.id in self._haftend:
            eigenschaften = f"<w:keepNext/><w:keepLines/>{eigenschaften}"
        return paragraph(stil, self._text(block.inhalt, block.id, aussen), eigenschaften)

    def _text(self, inhalt: tuple[Inline, ...], kennung: str, aussen: str = "") -> str:
        """The text in the bookmark of its block, and in that of the Absatz or item it opens."""
        lauf = self._lauf
        lauf.open_block(kennung)
        innen = lauf.wrap(kennung, runs(inhalt, lauf))
        return lauf.wrap(aussen, innen) if aussen else innen
