"""A paragraph of Word as a row of atoms that can be compared: words of runs, whole fields, whole links, breaks, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from ..worte import Schnitt, cut_words
from .ooxml import LESEZEICHEN, PPR, RPR, R, T, W, attribute, clone, make

_ANGABEN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
WORT: Final = "wort"
_FELDZEICHEN: Final = f"{W}fldChar"
_XML_RAUM: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Atom(NamedTuple):
    """A piece that stays, goes or comes as a whole.

    `merkmal` are the letters, the kind and the look. `laeufe` are its elements, of a word the run that carries it; `wort` is set
    for a word alone. `davor` are the bookmark ends and beginnings that stand before it.
    """

    text: str
    merkmal: tuple[str, ...]
    laeufe: tuple[etree._Element, ...]
    wort: str = ""
    davor: tuple[etree._Element, ...] = ()


def _look(lauf: etree._Element) -> str:
    eigenschaften = lauf.find(RPR)
    return "" if eigenschaften is None else etree.tostring(eigenschaften, encoding="unicode", with_tail=False)


def split_paragraph(
    absatz: etree._Element, noten: Mapping[str, str], schnitt: Schnitt = cut_words
) -> tuple[list[Atom], tuple[etree._Element, ...]]:
    """Return the atoms of a paragraph and the bookmarks behind the last; `noten` are the texts of footnotes by id."""
    atome: list[Atom] = []
    davor: list[etree._Element] = []
    feld: list[etree._Element] = []
    tiefe = 0
    for kind in absatz:
        tag = kind.tag
        if tag == PPR:
            continue
        if tag == R:
            inhalt = list(kind)
            tiefe += _depth(inhalt)
            if tiefe or feld:
                feld.append(kind)
                if not tiefe:
                    atome.append(_field(tuple(feld), tuple(davor)))
                    feld, davor = [], []
                continue
            neue = _run(kind, inhalt, noten, tuple(davor), schnitt)
        elif tag in LESEZEICHEN and not tiefe:
            davor.append(kind)
            continue
        else:
            neue = [_atom(text_of(kind), f"{tag} {attribute(kind, 'anchor')}", (kind,), tuple(davor))]
        atome += neue
        davor = [] if neue else davor
    return atome, tuple(davor)


def are_equal_atoms(a: Sequence[Atom], b: Sequence[Atom]) -> bool:
    """Tell whether two rows of atoms say and show the same."""
    return [x.merkmal for x in a] == [y.merkmal for y in b]


def _atom(text: str, art: str, laeufe: tuple[etree._Element, ...], davor: tuple[etree._Element, ...]) -> Atom:
    return Atom(text, (text, art, *(_look(lauf) for lauf in laeufe)), laeufe, davor=davor)


def _depth(inhalt: list[etree._Element]) -> int:
    """Return how many fields begin (or end, below zero) in what a run holds."""
    arten = [attribute(k, "fldCharType") for k in inhalt if k.tag == _FELDZEICHEN]
    return arten.count("begin") - arten.count("end")


def _field(laeufe: tuple[etree._Element, ...], davor: tuple[etree._Element, ...]) -> Atom:
    anweisung = "".join(k.text or "" for lauf in laeufe for k in lauf.iter(f"{W}instrText"))
    return _atom("".join(text_of(lauf) for lauf in laeufe), f"feld {' '.join(anweisung.split())}", laeufe, davor)


def _run(
    lauf: etree._Element,
    inhalt: list[etree._Element],
    noten: Mapping[str, str],
    davor: tuple[etree._Element, ...],
    schnitt: Schnitt,
) -> list[Atom]:
    """Cut a run into words and what else it holds."""
    atome: list[Atom] = []
    laeufe, aussehen = (lauf,), _look(lauf)
    for kind in inhalt:
        tag = kind.tag
        if tag == RPR:
            continue
        if tag == T:
            for wort in schnitt(kind.text or ""):
                atome.append(Atom(wort, (wort, WORT, aussehen), laeufe, wort, davor if not atome else ()))
            continue
        note = noten.get(attribute(kind, "id"), "") if tag == f"{W}footnoteReference" else _description(kind)
        allein = make("r")
        eigenschaften = lauf.find(RPR)
        if eigenschaften is not None:
            allein.append(clone(eigenschaften))
        allein.append(clone(kind))
        atome.append(_atom(text_of(allein) or "\uffff", f"{tag} {note}", (allein,), davor if not atome else ()))
    return atome


def _description(knoten: etree._Element) -> str:
    """Return the text alternative of a picture, which says all that it shows; empty for what is none."""
    angaben = next(knoten.iter(_ANGABEN), None) if knoten.tag == f"{W}drawing" else None
    return (angaben.get("descr") or "") if angaben is not None else ""


def text_of(knoten: etree._Element) -> str:
    """Return the text of runs as a reader sees it, struck out or not: tabs and breaks as such, no field codes."""
    teile = []
    for k in knoten.iter(T, f"{W}delText", f"{W}tab", f"{W}br"):
        if k.tag in (T, f"{W}delText"):
            teile.append(k.text or "")
        elif k.getparent() is not None and k.getparent().tag == R:  # type: ignore[union-attr]
            teile.append("\t" if k.tag == f"{W}tab" else "\n")
    return "".join(teile)


def write_atoms(atome: list[Atom]) -> list[etree._Element]:
    """Return the elements of atoms; neighbouring words of one run become one run again."""
    fertig: list[etree._Element] = []
    worte: list[Atom] = []
    for atom in atome:
        if worte and (not atom.wort or atom.laeufe != worte[-1].laeufe):
            fertig.append(_word_run(worte))
            worte = []
        if atom.wort:
            worte.append(atom)
        else:
            fertig += [clone(lauf) for lauf in atom.laeufe]
    return [*fertig, _word_run(worte)] if worte else fertig


def _word_run(worte: list[Atom]) -> etree._Element:
    lauf = make("r")
    eigenschaften = worte[0].laeufe[0].find(RPR)
    if eigenschaften is not None:
        lauf.append(clone(eigenschaften))
    text = etree.SubElement(lauf, T)
    text.text = "".join(a.wort for a in worte)
    if text.text != text.text.strip() or "  " in text.text:
        text.set(_XML_RAUM, "preserve")
    return lauf
