"""Paragraphs: sections, Absätze, lists and running text, each in its style and, where it counts, in its list."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Absatz, Abschnitt, Aufzaehlung, Block, Diagramm, Punkt, Tabelle, Textblock, Unterschriften
from ..haftung import Haftung
from ..satzzahlen import Satzinhalt, with_numbers
from .inlines import content
from .lauf import OdtLauf
from .listenbau import Stueck
from .tabelle import table
from .unterschrift import signatures

ROLLEN = {
    "text": "Standard",
    "partei": "Partei",
    "mittig": "Mittig",
    "hinweis": "Hinweis",
    "ruecksendung": "Ruecksendung",
    "anschrift": "Anschrift",
    "briefangaben": "Briefangaben",
}
BRIEFRAHMEN = {
    "ruecksendung": (2.5, 5.6, 8.0, 0.6),
    "anschrift": (2.5, 6.27, 8.0, 2.73),
    "briefangaben": (12.5, 5.0, 7.5, 4.0),
}
"""Where the head of a letter stands (DIN 5008 form B): from the left and the top of the page, width and height, in centimetres."""
GEZAEHLT = ("Nummer", "Buchstabe", "Doppelbuchstabe")
UEBERSCHRIFTEN = {
    "praeambel": ("Ueberschrift", "", 0, 1),
    "ohne_nummer": ("Ueberschrift", "", 0, 1),
    "paragraf": ("Heading_20_1", "Gliederung", 1, 1),
    "anlage": ("Anlage", "Anlagen", 1, 1),
    "unterabschnitt": ("Heading_20_2", "Anlagen", 2, 2),
}
"""Kind of section → paragraph style, list, level in the list, outline level."""


def paragraph(stil: str, inhalt: str) -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{stil}">{inhalt}</text:p>'


def framed(rolle: str, absatz: str) -> str:
    """Return a paragraph of the head of a letter in the frame that puts it at its place on the page."""
    links, oben, breite, hoehe = BRIEFRAHMEN[rolle]
    return (
        f'<draw:frame draw:style-name="Briefrahmen" draw:name="{rolle}" text:anchor-type="paragraph" svg:x="{links}cm"'
        f' svg:y="{oben}cm" svg:width="{breite}cm" svg:height="{hoehe}cm"><draw:text-box>{absatz}</draw:text-box></draw:frame>'
    )


class OdtAbsaetze:
    """Writes the blocks of one document; `haftung` says which must stay with what follows.

    `zitiert` are ids of texts of which a Satz is cited.
    """

    def __init__(self, lauf: OdtLauf, haftung: Haftung, zitiert: frozenset[str]) -> None:
        self._lauf = lauf
        self._haftung = haftung
        self._zitiert = zitiert

    def section(self, abschnitt: Abschnitt, auf_neuer_seite: bool = False) -> Iterator[Stueck]:
        """Yield the heading and everything below it."""
        stil, liste, ebene, gliederung = UEBERSCHRIFTEN[abschnitt.art]
        if auf_neuer_seite:
            stil = self._lauf.derived(stil, "umbruch")
        elif abschnitt.art == "anlage" and abschnitt.id not in self._haftung.beginnt:
            stil = self._lauf.derived(stil, "anschluss")
        kopf = self._text(abschnitt.ueberschrift, abschnitt.id)
        xml = f'<text:h text:style-name="{stil}" text:outline-level="{gliederung}">{kopf}</text:h>'
        yield Stueck(xml, liste, ebene)
        textstil = "AbsatzohneNummer" if abschnitt.art == "paragraf" else "Standard"
        for block in abschnitt.bloecke:
            yield from self._absatz(block, textstil) if isinstance(block, Absatz) else self.block(block)

    def block(self, block: Block) -> Iterator[Stueck]:
        """Yield the paragraphs and tables of a block outside an Absatz."""
        match block:
            case Textblock():
                yield self._textblock(block, ROLLEN[block.rolle])
            case Absatz():
                yield from self._absatz(block, "Standard")
            case Aufzaehlung():
                yield from self._free_list(block)
            case Tabelle():
                yield Stueck(
                    table(block, self._lauf, block.id in self._haftung.folgt, block.id in self._haftung.schluss)
                )
            case Diagramm():
                from .abbildung import chart

                yield Stueck(chart(block, self._lauf, block.id in self._haftung.folgt))
            case Unterschriften():
                yield Stueck(signatures(block, self._lauf, self._haftung.keeps_signatures(block)))
            case Abschnitt():
                yield from self.section(block)

    def _absatz(self, absatz: Absatz, textstil: str) -> Iterator[Stueck]:
        stil, liste = ("Absatz", "Gliederung") if absatz.nummer else (textstil, "")
        ebene = 2 if liste else 0
        rest = absatz.bloecke
        if rest and isinstance(rest[0], Textblock):
            yield self._textblock(rest[0], stil, absatz.id, liste, ebene)
            rest = rest[1:]
        else:
            yield Stueck(paragraph(stil, "".join(self._lauf.mark(absatz.id))), liste, ebene)
        for block in rest:
            if isinstance(block, Textblock):
                yield self._textblock(block, textstil if block.rolle == "text" else ROLLEN[block.rolle])
            elif isinstance(block, Aufzaehlung) and not block.eigene:
                yield from self._list(block, 1, "")
            else:
                yield from self.block(block)

    def _free_list(self, liste: Aufzaehlung) -> Iterator[Stueck]:
        self._lauf.freie_listen += 1
        yield from self._list(liste, 1, f"Aufzaehlung-{self._lauf.freie_listen}")

    def _list(self, liste: Aufzaehlung, tiefe: int, frei: str) -> Iterator[Stueck]:
        """Yield the items; `frei` names the list of a list of its own, "" means the main numbering."""
        art = "Liste" if frei else ""
        ebene = tiefe
        if liste.art == "strich":
            stil, name = f"{art}Strich{tiefe}", "Freistriche" if frei else "Striche"
        elif frei:
            stil, name = f"Liste{tiefe}", frei
        else:
            stil, name, ebene = GEZAEHLT[tiefe - 1], "Gliederung", tiefe + 2
        for punkt in liste.punkte:
            yield from self._item(punkt, tiefe, frei, stil, Stueck("", name, ebene))

    def _item(self, punkt: Punkt, tiefe: int, frei: str, stil: str, platz: Stueck) -> Iterator[Stueck]:
        rest = punkt.bloecke
        if rest and isinstance(rest[0], Textblock):
            yield self._textblock(rest[0], stil, punkt.id, platz.liste, platz.ebene)
            rest = rest[1:]
        else:
            yield Stueck(paragraph(stil, "".join(self._lauf.mark(punkt.id))), platz.liste, platz.ebene)
        for block in rest:
            if isinstance(block, Textblock):
                yield self._textblock(block, f"{'Liste' if frei else ''}Folge{tiefe}")
            else:
                yield from self._list(block, tiefe + 1, frei)

    def _textblock(self, block: Textblock, stil: str, aussen: str = "", liste: str = "", ebene: int = 0) -> Stueck:
        if block.id in self._haftung.folgt:
            stil = self._lauf.derived(stil, "haftet" if block.id in self._haftung.ganz else "folgt")
        inhalt = with_numbers(block) if block.id in self._zitiert else block.inhalt
        xml = paragraph(stil, self._text(inhalt, block.id, aussen))
        if block.rolle in BRIEFRAHMEN:
            xml = paragraph("Briefanker", framed(block.rolle, xml))
        return Stueck(xml, liste, ebene)

    def _text(self, inhalt: Satzinhalt, kennung: str, aussen: str = "") -> str:
        """The text in the bookmark of its block, and in that of the Absatz or item it opens."""
        lauf = self._lauf
        davor, danach = lauf.mark(aussen) if aussen else ("", "")
        anfang, ende = lauf.mark(kennung)
        return f"{davor}{anfang}{content(inhalt, lauf)}{ende}{danach}"
