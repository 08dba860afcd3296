"""Names and small helpers of WordprocessingML (ISO/IEC 29500-1, 17) that the tracked file needs."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from ..spur.autorschaft import Autorschaft
from ..spur.gleichgang import KNOTEN, VORHER

NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{NS}}}"
P, R, T, TBL, TR, TC = (f"{W}{n}" for n in ("p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, TRPR = (f"{W}{n}" for n in ("pPr", "rPr", "trPr"))
INS, DEL, VON, NACH = (f"{W}{n}" for n in ("ins", "del", "moveFrom", "moveTo"))
MARKE, MARKENENDE = f"{W}bookmarkStart", f"{W}bookmarkEnd"
FELDMARKE: Final = "_f_"
"""How bookmarks of fields begin; no reference leads to one."""
LESEZEICHEN: Final = (MARKE, MARKENENDE)
_NUMMERIERT: Final = (
    *(INS, DEL, VON, NACH, f"{W}pPrChange", *LESEZEICHEN),
    *(f"{W}move{a}Range{e}" for a in ("From", "To") for e in ("Start", "End")),
)
"""What bears a number that is there once in a file."""
_ID: Final = f"{W}id"
_ANFAENGE, _ENDEN = (frozenset(n for n in _NUMMERIERT if n.endswith(e)) for e in ("Start", "End"))
_PPR_ZULETZT: Final = (f"{W}sectPr", f"{W}pPrChange")


def attribute(knoten: etree._Element, name: str) -> str:
    """Return an attribute of the main name space, empty if it is missing."""
    return knoten.get(f"{W}{name}") or ""


def make(tag: str, **werte: str) -> etree._Element:
    """Return an element of the main name space with attributes."""
    knoten = etree.Element(f"{W}{tag}", nsmap={"w": NS})
    for name, wert in werte.items():
        knoten.set(f"{W}{name}", wert)
    return knoten


def mark(tag: str, autor: Autorschaft) -> etree._Element:
    """Return an element that tells of a change; its id is given when the file is finished."""
    return make(tag, id="0", author=autor.name, date=autor.zeit)


def author_of(knoten: etree._Element) -> Autorschaft:
    """Return who made a change, and when."""
    return Autorschaft(attribute(knoten, "author"), attribute(knoten, "date"))


def clone(knoten: etree._Element) -> etree._Element:
    """Return a copy, with all that is in it and without the text behind it."""
    kopie = copy.copy(knoten)  # of lxml this is the whole element too, without the notes that deepcopy takes
    kopie.tail = None
    return kopie


def bare(knoten: etree._Element) -> etree._Element:
    """Return an element of the same name with the same attributes and nothing in it."""
    kopie = etree.Element(str(knoten.tag), nsmap={n: u for n, u in knoten.nsmap.items() if n is not None})
    for name, wert in knoten.attrib.items():
        kopie.set(name, wert)
    return kopie


def names_of(knoten: etree._Element) -> tuple[str, ...]:
    """Return the names of the bookmarks that begin in a paragraph, in order."""
    return tuple(attribute(m, "name") for m in knoten.iter(MARKE))


def place_name(knoten: etree._Element) -> str:
    """Return the first bookmark of a paragraph or table that names a node of the tree, empty if there is none."""
    return next((n for m in knoten.iter(MARKE) if (n := attribute(m, "name")).startswith((KNOTEN, VORHER))), "")


def properties(absatz: etree._Element) -> etree._Element:
    """Return the properties of a paragraph, made where it has none."""
    gefunden = absatz.find(PPR)
    if gefunden is None:
        gefunden = make("pPr")
        absatz.insert(0, gefunden)
    return gefunden


def last_piece(absatz: etree._Element) -> etree._Element | None:
    """Return what a paragraph ends in, a run or a change; bookmarks and properties are none."""
    return next((k for k in reversed(absatz) if k.tag not in (*LESEZEICHEN, PPR)), None)


def ends_in_tracked_picture(absatz: etree._Element) -> bool:
    """Tell whether a paragraph ends in a picture that came or went.

    LibreOffice 7.4 takes such a change to reach over the end of the paragraph, into the next one.
    """
    letztes = last_piece(absatz)
    return letztes is not None and letztes.tag != R and len(letztes) > 0 and letztes[-1].find(f"{W}drawing") is not None


def mark_paragraph(absatz: etree._Element, tag: str, autor: Autorschaft) -> None:
    """Mark the end of a paragraph as inserted, deleted or moved (17.13.5.14, 17.13.5.16)."""
    mark_end(absatz, mark(tag, autor))


def mark_end(absatz: etree._Element, marke: etree._Element) -> None:
    """Put a mark of change at the end of a paragraph."""
    eigenschaften = properties(absatz)
    schrift = eigenschaften.find(RPR)
    if schrift is None:
        schrift = make("rPr")
        letzte = [n for n in eigenschaften if n.tag in _PPR_ZULETZT]
        if letzte:
            letzte[0].addprevious(schrift)
        else:
            eigenschaften.append(schrift)
    schrift.insert(0, marke)


def to_deleted(lauf: etree._Element) -> etree._Element:
    """Return a run with its text and field codes in the form that deleted ones have."""
    kopie = clone(lauf)
    for knoten in kopie.iter(T):
        knoten.tag = f"{W}delText"
    for knoten in kopie.iter(f"{W}instrText"):
        knoten.tag = f"{W}delInstrText"
    return kopie


class Aenderungszeichen(NamedTuple):
    """A change as an element around runs tells it: `ins`, `del`, `moveFrom` or `moveTo`, by whom and when."""

    tag: str
    autor: Autorschaft


def enclose(marken: Sequence[Aenderungszeichen], elemente: Sequence[etree._Element]) -> list[etree._Element]:
    """Return runs in elements that tell of their changes, the first outermost; of a link the runs in it.

    No change may hold a link (17.13.5.18).
    """
    fertig: list[etree._Element] = []
    offen: list[etree._Element] | etree._Element | None = None
    ist_weg = any(m.tag == "del" for m in marken)
    for element in elemente:
        if element.tag != R:
            verweis = bare(element)
            verweis.extend(enclose(marken, list(element)))
            fertig.append(verweis)
            offen = None
            continue
        if offen is None:
            offen = fertig
            for marke in marken:
                huelle = mark(marke.tag, marke.autor)
                offen.append(huelle)
                offen = huelle
        offen.append(to_deleted(element) if ist_weg else clone(element))
    return fertig


def to_live(lauf: etree._Element) -> etree._Element:
    """Return a run (or a link) with its text and field codes in the form that those have which are there."""
    kopie = clone(lauf)
    for knoten in kopie.iter(f"{W}delText", f"{W}delInstrText"):
        knoten.tag = T if knoten.tag == f"{W}delText" else f"{W}instrText"
    return kopie


def number_ids(wurzeln: Iterator[etree._Element]) -> None:
    """Give bookmarks and changes numbers from one counter; a bookmark's end keeps that of its beginning."""
    zaehler = 0
    for wurzel in wurzeln:
        offen: dict[str | None, str] = {}
        for knoten in wurzel.iter(*_NUMMERIERT):
            alt, art = knoten.get(_ID), knoten.tag
            if art in _ENDEN:
                knoten.set(_ID, offen.pop(alt, alt or ""))
                continue
            zaehler += 1
            nummer = str(zaehler)
            if art in _ANFAENGE:
                offen[alt] = nummer
            knoten.set(_ID, nummer)


def write_part(wurzel: etree._Element) -> bytes:
    """Return a part as it lies in a package."""
    return etree.tostring(wurzel, xml_declaration=True, encoding="UTF-8", standalone=True)


def rename_bookmarks(wurzel: etree._Element, namen: Mapping[str, str]) -> None:
    """Give bookmarks other names, and lead fields and links to them."""
    for marke in wurzel.iter(MARKE):
        marke.set(f"{W}name", namen.get(attribute(marke, "name"), attribute(marke, "name")))
    for verweis in wurzel.iter(f"{W}hyperlink"):
        if attribute(verweis, "anchor") in namen:
            verweis.set(f"{W}anchor", namen[attribute(verweis, "anchor")])
    for anweisung in wurzel.iter(f"{W}instrText", f"{W}delInstrText"):
        worte = (anweisung.text or "").split(" ")
        anweisung.text = " ".join(namen.get(wort, wort) for wort in worte)
