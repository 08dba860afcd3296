"""One paragraph as tracked changes: words that went and came, a paragraph that went or came whole."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from ...writers.docx.lauf import ERSTE_FREIE_LISTE
from ..spur.autorschaft import Autorschaft
from ..spur.gleichgang import is_number_name
from ..spur.lesemarken import end_before_gone
from ..worte import Wortlauf, compare_zeichen, uncut
from .atome import Atom, are_equal_atoms, split_paragraph, write_atoms
from .blockbild import Blockbilder, is_alone, is_finished
from .nummernwerk import FRUEHERE_FESTE
from .ooxml import (
    FELDMARKE,
    LESEZEICHEN,
    MARKE,
    MARKENENDE,
    PPR,
    Aenderungszeichen,
    W,
    attribute,
    clone,
    enclose,
    make,
    mark,
    mark_paragraph,
    names_of,
    properties,
)

_STIL, _LISTE = f"{W}pStyle", f"{W}numPr"
_LISTENORT = (f"{W}ilvl", f"{W}numId")


class Absatzspur:
    """Writes paragraphs of one comparison; `fremde` are bookmark names that only the old version has."""

    def __init__(
        self,
        autor: Autorschaft,
        noten: tuple[dict[str, str], dict[str, str]],
        namen_neu: Collection[str],
        bilder: tuple[Blockbilder, Blockbilder],
    ) -> None:
        self.autor, self.namen_neu = autor, namen_neu
        self.noten_alt, self.noten_neu = noten
        self.verlorene: set[str] = set()
        """Bookmarks of paragraphs that went and came again elsewhere: refused back, references to them would lead nowhere."""
        self._bilder = bilder

    def stays(self, alt: etree._Element, neu: etree._Element) -> bool:
        """Tell whether a paragraph, row or table is the same in both versions, and merged it would be the new one as it is."""
        return self._is_same(alt, neu) and is_finished(self._bilder[1].of(neu))

    def _is_same(self, alt: etree._Element, neu: etree._Element) -> bool:
        bilder_alt, bilder_neu = self._bilder
        bild = bilder_neu.of(neu)
        return bild == bilder_alt.of(alt) and is_alone(bild)

    def merge(self, alt: etree._Element, neu: etree._Element) -> etree._Element:
        """Return the new paragraph with the changes from the old one."""
        if self._is_same(alt, neu):
            return clone(neu) if is_finished(self._bilder[1].of(neu)) else self._rewrite(neu)
        ergebnis = self._open(alt, neu)
        alte_marken = self._old_bookmarks(alt)
        ergebnis.extend(m for m in alte_marken if m.tag == MARKE)
        a, b, hinten = self._atoms(alt, neu)
        ergebnis.extend(_take_common_starts(alt, b))
        laeufe = compare_zeichen(a, b) or (Wortlauf("gleich", tuple(a), tuple(b)),)
        for enden, lauf in end_before_gone(laeufe, MARKENENDE):
            ergebnis.extend(clone(m) for m in enden)
            if lauf.art == "geloescht":
                self._write_old(ergebnis, lauf.alt)
            else:
                self._write_new(ergebnis, lauf)
        ergebnis.extend(clone(m) for m in hinten)
        ergebnis.extend(m for m in alte_marken if m.tag != MARKE)
        return ergebnis

    def _rewrite(self, absatz: etree._Element) -> etree._Element:
        """Return a paragraph that stays, written from its words."""
        ergebnis = make("p")
        ergebnis.extend(clone(k) for k in absatz.iterchildren(PPR))
        atome, hinten = split_paragraph(absatz, self.noten_neu, uncut)
        self._write_new(ergebnis, Wortlauf("gleich", (), tuple(atome)))
        ergebnis.extend(clone(m) for m in hinten)
        return ergebnis

    def _atoms(
        self, alt: etree._Element, neu: etree._Element
    ) -> tuple[list[Atom], list[Atom], tuple[etree._Element, ...]]:
        """Return the atoms of both and the bookmarks behind the last new one; most are the same and need not be cut into words."""
        a, _ = split_paragraph(alt, self.noten_alt, uncut)
        b, hinten = split_paragraph(neu, self.noten_neu, uncut)
        if are_equal_atoms(a, b):
            return a, b, hinten
        return split_paragraph(alt, self.noten_alt)[0], split_paragraph(neu, self.noten_neu)[0], hinten

    def _open(self, alt: etree._Element, neu: etree._Element) -> etree._Element:
        """Return an empty paragraph with the new properties; the old ones are noted where one that counts is another."""
        ergebnis = make("p")
        vorhanden = neu.find(PPR)
        if vorhanden is not None:
            ergebnis.append(clone(vorhanden))
        if weighty_properties(alt) != weighty_properties(neu):
            wechsel = mark("pPrChange", self.autor)
            wechsel.append(look_of(alt))
            properties(ergebnis).append(wechsel)
        return ergebnis

    def _old_bookmarks(self, alt: etree._Element) -> list[etree._Element]:
        """Return copies of the bookmarks of a paragraph that the new version does not have: references of before lead to them.

        Those around a number stay where they are, for a reference shows what is in them.
        """
        weiter = {
            attribute(m, "id")
            for m in alt.iter(MARKE)
            if self._is_kept(attribute(m, "name")) and not _is_around_number(m)
        }
        return [_copy_old(m) for m in alt.iter(*LESEZEICHEN) if attribute(m, "id") in weiter]

    def _is_kept(self, name: str) -> bool:
        return not name.startswith(FELDMARKE) and name not in self.namen_neu

    def _write_old(self, ziel: etree._Element, atome: tuple[Atom, ...]) -> None:
        """Write atoms that went, a number of before in its bookmark."""
        gruppe: list[Atom] = []
        for atom in atome:
            marken = self._around_number(atom)
            if marken:
                ziel.extend(self._wrap("del", write_atoms(gruppe)))
                gruppe = []
                _put_in(ziel, marken, self._wrap("del", write_atoms([atom])))
            else:
                gruppe.append(atom)
        ziel.extend(self._wrap("del", write_atoms(gruppe)))

    def _around_number(self, atom: Atom) -> list[etree._Element]:
        """Return the bookmarks around a number that only the old version has."""
        return [m for m in atom.davor if _is_around_number(m) and self._is_kept(attribute(m, "name"))]

    def _write_new(self, ziel: etree._Element, lauf: Wortlauf[Atom]) -> None:
        """Write atoms of the new version with the bookmarks between them."""
        gruppe: list[Atom] = []
        zahlen = {n: m for n, a in enumerate(lauf.alt) if (m := self._around_number(a))}
        for n, atom in enumerate((*lauf.neu, None)):
            if gruppe and (atom is None or atom.davor or n in zahlen):
                elemente = write_atoms(gruppe)
                ziel.extend(self._wrap("ins", elemente) if lauf.art == "eingefuegt" else elemente)
                gruppe = []
            if atom is not None:
                ziel.extend(clone(m) for m in atom.davor)
                if n in zahlen:
                    _put_in(ziel, zahlen[n], write_atoms([atom]))
                else:
                    gruppe.append(atom)

    def _wrap(self, tag: str, elemente: list[etree._Element]) -> list[etree._Element]:
        return enclose((Aenderungszeichen(tag, self.autor),), elemente)

    def whole(self, absatz: etree._Element, tag: str) -> etree._Element:
        """Return a paragraph that came (`ins`, `moveTo`) or went (`del`, `moveFrom`) whole, its end with it.

        What went keeps the bookmarks that are nowhere else.
        """
        ist_alt = tag in ("del", "moveFrom")
        ergebnis = make("p")
        gruppe: list[etree._Element] = []
        enge = {
            attribute(m, "id")
            for m in absatz.iter(MARKE)
            if _is_around_number(m) and self._is_kept(attribute(m, "name"))
        }
        for kind in (*absatz.iterchildren(), None):
            if gruppe and (kind is None or kind.tag in LESEZEICHEN):
                ergebnis.extend(self._wrap(tag, gruppe))
                gruppe = []
            if kind is not None and kind.tag == PPR:
                ergebnis.append(clone(kind))
            elif kind is not None and kind.tag not in LESEZEICHEN:
                gruppe.append(kind)
            elif kind is not None and not ist_alt:
                ergebnis.append(clone(kind))
            elif kind is not None and attribute(kind, "id") in enge:
                ergebnis.append(_copy_old(kind))
        if ist_alt:
            self.verlorene |= {n for n in names_of(absatz) if n in self.namen_neu}
            marken = self._old_bookmarks(absatz)
            anfang = 1 if ergebnis.find(PPR) is not None else 0
            for n, m in enumerate(k for k in marken if k.tag == MARKE):
                ergebnis.insert(anfang + n, m)
            ergebnis.extend(m for m in marken if m.tag != MARKE)
        mark_paragraph(ergebnis, tag, self.autor)
        return ergebnis


def _is_around_number(marke: etree._Element) -> bool:
    return is_number_name(attribute(marke, "name")) is not None


def _take_common_starts(alt: etree._Element, neue: list[Atom]) -> list[etree._Element]:
    """Take the bookmarks that begin a paragraph in both versions from the first new atom; returns copies.

    They stand before what went at the beginning: a bookmark that held nothing but new words would go with them.
    """
    if not neue:
        return []
    namen = {attribute(m, "name") for m in alt.iter(MARKE)}
    vorn = [m for m in neue[0].davor if m.tag == MARKE and attribute(m, "name") in namen]
    neue[0] = neue[0]._replace(davor=tuple(m for m in neue[0].davor if m not in vorn))
    return [clone(m) for m in vorn]


def _copy_old(marke: etree._Element) -> etree._Element:
    """Return a bookmark of the old version under an id of its own."""
    kopie = clone(marke)
    kopie.set(f"{W}id", f"alt{attribute(kopie, 'id')}")
    return kopie


def _put_in(ziel: etree._Element, marken: list[etree._Element], elemente: list[etree._Element]) -> None:
    """Write elements in bookmarks of the old version."""
    anfaenge = [_copy_old(m) for m in marken]
    enden = [make("bookmarkEnd", id=attribute(m, "id")) for m in reversed(anfaenge)]
    ziel.extend([*anfaenge, *elemente, *enden])


def look_of(absatz: etree._Element) -> etree._Element:
    """Return a copy of the properties of a paragraph, without those of its end and its changes."""
    vorhanden = absatz.find(PPR)
    kopie = clone(vorhanden) if vorhanden is not None else make("pPr")
    for name in ("rPr", "sectPr", "pPrChange"):
        for knoten in kopie.findall(f"{W}{name}"):
            kopie.remove(knoten)
    return kopie


def weighty_properties(absatz: etree._Element, ist_in_einer_datei: bool = False) -> tuple[str, ...]:
    """Return the properties of a paragraph that count: what keeps paragraphs on one page is computed anew for each version.

    Lists that count on their own have running numbers, which say nothing between versions, but which list it is within one file.
    """
    eigenschaften = absatz.find(PPR)
    if eigenschaften is None:
        return "", "", ""
    stil, liste = eigenschaften.find(_STIL), eigenschaften.find(_LISTE)
    ebene, nummer = (_val(liste.find(n)) for n in _LISTENORT) if liste is not None else ("", "")
    ist_eigene = nummer.isdecimal() and ERSTE_FREIE_LISTE <= int(nummer) < FRUEHERE_FESTE
    return _val(stil), ebene, "eigene" if ist_eigene and not ist_in_einer_datei else nummer


def _val(knoten: etree._Element | None) -> str:
    return attribute(knoten, "val") if knoten is not None else ""
