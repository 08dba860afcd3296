"""Accepting and refusing all changes of an OpenDocument text, by the rules of ODF 1.3, part 3, 5.5; an own, independent reader.

Refused, an insertion takes the ends of paragraphs in it along, and what is left and right of it runs together; a deletion is
put back at its mark as if the first tag and the last one of it were missing (5.5.7): its last paragraph gives the rest its look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from ..spur.beweis import Spurfehler, Wahl
from .odf import (
    BIS,
    TABELLE,
    VERFOLGUNG,
    VON,
    WECHSEL,
    WECHSELMARKEN,
    ZELLE,
    T,
    copied,
    emptied,
    fasten,
    text_pieces,
)
from .odtfluss import Fliessblock, Listennamen, flatten

_WOHIN = f"{T}change-id"
_KENNUNG = "{http://www.w3.org/XML/1998/namespace}id"


def resolve_body(koerper: etree._Element, wahl: Wahl) -> list[Fliessblock]:
    """Return the blocks of `office:text` without changes: all accepted, or all refused. Raises Spurfehler for torn ranges."""
    bereiche: dict[str, list[Fliessblock]] = {}
    # Deletions stand first in the file, so a list of the text may go on from one in a deletion (LibreOffice writes so).
    namen = Listennamen()
    verfolgung = koerper.find(VERFOLGUNG)
    if verfolgung is not None:
        for bereich in verfolgung:
            geloescht = bereich.find(f"{T}deletion")
            if geloescht is not None:
                kennung = bereich.get(_KENNUNG) or bereich.get(f"{T}id") or ""
                bereiche[kennung] = [b for b in flatten(geloescht, namen) if b.ist_absatz or b.ist_tabelle]
    return _Aufloesung(bereiche, wahl).resolve(flatten(koerper, namen))


class _Aufloesung:
    def __init__(self, geloescht: Mapping[str, list[Fliessblock]], wahl: Wahl) -> None:
        self.geloescht, self.wahl = geloescht, wahl

    def resolve(self, bloecke: list[Fliessblock]) -> list[Fliessblock]:
        """Resolve one flow; the cells of its tables are flows of their own."""
        fluss = [b for b in bloecke if b.knoten.tag not in WECHSELMARKEN]
        if self.wahl == "ablehnen":
            fluss = self._put_back(self._take_out(fluss))
        return [self._finish(b) for b in fluss]

    def _finish(self, block: Fliessblock) -> Fliessblock:
        if block.ist_absatz:
            knoten = copied(block.knoten)
            for marke in list(knoten.iter(*WECHSELMARKEN)):
                _remove(marke)
            return replace(block, knoten=knoten)
        if not block.ist_tabelle:
            return block
        tabelle = copied(block.knoten)
        for zelle in [z for z in tabelle.iter(ZELLE) if next(z.iterancestors(TABELLE)) is tabelle]:
            inhalt = self.resolve(flatten(zelle))
            for kind in list(zelle):
                zelle.remove(kind)
            zelle.extend(fasten(b.knoten) if b.ist_absatz else b.knoten for b in inhalt)
        return replace(block, knoten=tabelle)

    def _take_out(self, fluss: list[Fliessblock]) -> list[Fliessblock]:
        """Remove what stands between the marks of each insertion."""
        ergebnis: list[Fliessblock] = []
        for block in fluss:
            ergebnis.append(block)
            while (ende := _first(ergebnis[-1], BIS)) is not None:
                kennung = ende.get(_WOHIN)
                orte = [
                    (n, marke)
                    for n, b in enumerate(ergebnis)
                    if b.ist_absatz
                    for marke in b.knoten.iter(VON)
                    if marke.get(_WOHIN) == kennung
                ]
                if not orte:
                    raise Spurfehler(f"Die Änderung „{kennung}“ endet, ohne zu beginnen.")
                n, anfang = orte[0]
                ergebnis[n:] = _cut_out(ergebnis[n], anfang, ergebnis[-1], ende)
        if any(_first(b, VON) is not None for b in ergebnis):
            raise Spurfehler("Eine Änderung beginnt, ohne zu enden.")
        return ergebnis

    def _put_back(self, fluss: list[Fliessblock]) -> list[Fliessblock]:
        """Insert each deletion at its mark."""
        ergebnis: list[Fliessblock] = []
        offen = fluss[::-1]
        while offen:
            block = offen.pop()
            marke = _first(block, WECHSEL)
            if marke is None:
                ergebnis.append(block)
                continue
            neue = _splice(block, marke, self.geloescht.get(marke.get(_WOHIN) or "", []))
            offen += neue[::-1]
        return ergebnis


def _first(block: Fliessblock, tag: str) -> etree._Element | None:
    return next(block.knoten.iter(tag), None) if block.ist_absatz else None


def _remove(knoten: etree._Element) -> None:
    eltern = knoten.getparent()
    if eltern is not None:
        eltern.remove(knoten)


def _cut_out(
    erster: Fliessblock, anfang: etree._Element, letzter: Fliessblock, ende: etree._Element
) -> list[Fliessblock]:
    """Return what is left of a range: one paragraph; it looks like the last where nothing of the first is left."""
    davor, rest = split_at(erster.knoten, anfang)
    if erster is letzter:
        ende = next(m for m in rest.iter(BIS) if m.get(_WOHIN) == ende.get(_WOHIN))
        _, danach = split_at(rest, ende)
    else:
        _, danach = split_at(letzter.knoten, ende)
    gilt = letzter if not _holds(davor) and _holds(danach) else erster
    knoten = emptied(gilt.knoten)
    knoten.extend([*davor, *danach])
    return [replace(gilt, knoten=knoten)]


def _holds(absatz: etree._Element) -> bool:
    """Tell whether a paragraph holds text, a note or a picture, or the mark of a deletion."""
    return bool(text_pieces(absatz)) or any(k.tag == WECHSEL or k.tag == f"{T}note" for k in absatz.iter())


def _splice(block: Fliessblock, marke: etree._Element, geloescht: list[Fliessblock]) -> list[Fliessblock]:
    davor, danach = split_at(block.knoten, marke)
    if not geloescht:
        davor.extend(list(danach))
        return [replace(block, knoten=davor)]
    erster, letzter = geloescht[0], geloescht[-1]
    if erster.ist_absatz:
        davor.extend(copied(k) for k in erster.knoten)
        geloescht = geloescht[1:]
    if erster is letzter and erster.ist_absatz:
        davor.extend(list(danach))
        return [replace(block, knoten=davor)]
    mitte = geloescht
    ende = replace(block, knoten=danach)
    if letzter.ist_absatz:
        mitte = geloescht[:-1]
        knoten = emptied(letzter.knoten)
        knoten.extend([*(copied(k) for k in letzter.knoten), *danach])
        ende = replace(letzter, knoten=knoten)
    return [replace(block, knoten=davor), *mitte, ende]


def split_at(absatz: etree._Element, marke: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Return copies of what stands before and behind a mark; elements around it are in both."""
    pfad: list[int] = []
    knoten = marke
    while knoten is not absatz:
        eltern = knoten.getparent()
        if eltern is None:
            raise ValueError("a mark outside its paragraph")
        pfad.insert(0, eltern.index(knoten))
        knoten = eltern
    return _half(absatz, pfad, True), _half(absatz, pfad, False)


def _half(knoten: etree._Element, pfad: list[int], ist_davor: bool) -> etree._Element:
    ergebnis = emptied(knoten)
    ort, *weiter = pfad
    kinder = list(knoten)
    innen = [_half(kinder[ort], weiter, ist_davor)] if weiter else []
    if ist_davor:
        ergebnis.extend([copied(k) for k in kinder[:ort]] + innen)
    else:
        ergebnis.extend(innen + [copied(k) for k in kinder[ort + 1 :]])
    return ergebnis
