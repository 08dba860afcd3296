"""A paragraph of OpenDocument as a row of atoms that can be compared: words in their look, whole links, numbers, notes, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from ..worte import Schnitt, cut_words, uncut
from .odf import DRAW, LESEMARKEN, NOTE, SPANNE, STUECK, XLINK, T, copied, emptied, piece, text_pieces

_ALLEIN = (f"{T}ref-name", f"{T}id")
"""Names that a file gives its numbers and notes for itself."""
_ZAEHLT_SELBST = (f"{T}sequence", NOTE)


class Odtatom(NamedTuple):
    """A piece that stays, goes or comes as a whole: a word, or an element.

    `element` is the whole element, of a word the span that it stands in. `davor` are the bookmark ends and beginnings that stand before it.
    """

    text: str
    art: str
    element: etree._Element | None
    davor: tuple[etree._Element, ...] = ()

    @property
    def ist_wort(self) -> bool:
        """A word, not a whole element."""
        return not self.art.startswith("<")

    @property
    def merkmal(self) -> tuple[str, ...]:
        """The letters and the look."""
        return self.text, self.art


def atoms_of(absatz: etree._Element, schnitt: Schnitt = cut_words) -> tuple[list[Odtatom], tuple[etree._Element, ...]]:
    """Return the atoms of a loosened paragraph, and the bookmarks behind the last."""
    atome: list[Odtatom] = []
    davor: list[etree._Element] = []
    for kind in absatz:
        if kind.tag in LESEMARKEN:
            davor.append(kind)
            continue
        if kind.tag == STUECK:
            neue = [Odtatom(w, "", None) for w in schnitt(kind.text or "")]
        elif kind.tag == SPANNE and all(k.tag == STUECK for k in kind):
            stil = kind.get(f"{T}style-name") or ""
            neue = [Odtatom(w, f"wort {stil}", kind) for w in schnitt(text_pieces(kind))]
        else:
            neue = [_whole(kind)]
        if neue and davor:
            erstes = neue[0]
            neue[0] = Odtatom(erstes.text, erstes.art, erstes.element, tuple(davor))
            davor = []
        atome += neue
    return atome, tuple(davor)


def _whole(knoten: etree._Element) -> Odtatom:
    """Return an element as an atom; how a file counts its numbers, notes and pictures says nothing."""
    bild = copied(knoten)
    for innen in bild.iter():
        if innen.tag in _ZAEHLT_SELBST:
            for name in _ALLEIN:
                innen.attrib.pop(name, "")
        if innen.tag == f"{T}note-citation":
            innen.text = ""
        if innen.tag == f"{DRAW}image":
            innen.attrib.pop(f"{XLINK}href", "")
    text = "\n" if knoten.tag == f"{T}line-break" else "" if knoten.tag == NOTE else text_pieces(knoten)
    return Odtatom(text or "\uffff", etree.tostring(bild, method="c14n", exclusive=True).decode(), knoten)


def elements_of(atome: Iterable[Odtatom]) -> list[etree._Element]:
    """Return the elements of atoms; neighbouring words of one look become one piece again."""
    fertig: list[etree._Element] = []
    letzte_art: str | None = None
    for atom in atome:
        if not atom.ist_wort:
            if atom.element is not None:
                fertig.append(copied(atom.element))
            letzte_art = None
            continue
        if atom.art != letzte_art or not fertig:
            fertig.append(_carrier(atom))
        else:
            stueck = fertig[-1] if fertig[-1].tag == STUECK else fertig[-1][0]
            stueck.text = f"{stueck.text}{atom.text}"
        letzte_art = atom.art
    return fertig


def _carrier(atom: Odtatom) -> etree._Element:
    if atom.element is None:
        return piece(atom.text)
    spanne = emptied(atom.element)
    spanne.append(piece(atom.text))
    return spanne


def describe_atoms(absatz: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return what a paragraph says and how it looks, words of one look joined."""
    merkmale: list[tuple[str, str]] = []
    for atom in atoms_of(absatz, uncut)[0]:
        if atom.ist_wort and merkmale and merkmale[-1][1] == atom.art:
            merkmale[-1] = (merkmale[-1][0] + atom.text, atom.art)
        else:
            merkmale.append((atom.text, atom.art))
    return tuple(merkmale)
