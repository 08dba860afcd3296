"""The lists of both versions in one file: a paragraph that is refused back gets the number it had."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lxml import etree

from ...writers.docx.lauf import ERSTE_FREIE_LISTE
from .ooxml import PPR, P, W, attribute, clone, make, place_name

FRUEHERE_FESTE: Final = 10_000
"""Lists of older versions that styles named have numbers from here on; lists of their own, which count on, have lower ones."""
_NUMPR, _NUM, _ABSTRAKT = f"{W}numPr", f"{W}num", f"{W}abstractNum"
_VOR_NUMPR = tuple(f"{W}{n}" for n in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))


class Nummernwerk:
    """The lists of one older version in the numbering part of the newest; `folge` is that of the version after it, if that is not the newest.

    Lists of the old version get their own numbers, so that one that went and one that came never count together, but for those
    that go on: `gleiche` maps them to theirs in the version after. Where the scheme itself is another (§ or decimal), styles number
    otherwise than before, and old paragraphs name their list.
    """

    def __init__(
        self, alt: etree._Element, neu: etree._Element, gleiche: Mapping[int, int], folge: Nummernwerk | None = None
    ) -> None:
        self._gleiche, self._folge, self._alt = gleiche, folge, alt
        self.ist_anders = _fixed(alt) != _fixed(neu)
        self._stil = _linked(alt) if self.ist_anders else {}
        self._versatz: int = (folge._versatz if folge is not None else 0) + _highest(neu)
        self._stufe: int = folge._stufe + 1 if folge is not None else 1
        self._gebraucht: set[int] = set()
        self._feste = {int(attribute(n, "numId")) for n in alt.iter(_NUM) if n.find(f"{W}lvlOverride") is None}

    def rename(self, dokument: etree._Element) -> None:
        """Give paragraphs of the old version the list numbers that they have in the common file."""
        if self.ist_anders or self._follows_another():
            for eigenschaften in list(dokument.iter(PPR)):
                if eigenschaften.find(f"{_NUMPR}/{W}numId") is None:
                    self._name_list(eigenschaften)
                else:
                    self._renumber(eigenschaften)
            return
        for _, eigenschaften in _counted(dokument):
            self._renumber(eigenschaften)

    def _renumber(self, eigenschaften: etree._Element) -> None:
        kennung = eigenschaften.find(f"{_NUMPR}/{W}numId")
        if kennung is not None:
            kennung.set(f"{W}val", str(self._number(int(attribute(kennung, "val")))))

    def _number(self, nummer: int) -> int:
        """Return the number of an old list; those that styles name are the same in both versions unless the scheme is another."""
        if nummer == 0:
            return nummer
        weiter = self._gleiche.get(nummer, nummer)
        if nummer in self._gleiche or (nummer in self._feste and not self.ist_anders):
            return self._folge._number(weiter) if self._folge is not None else weiter
        self._gebraucht.add(nummer)
        return self._own(nummer)

    def _own(self, nummer: int) -> int:
        """Return the number in the common file of a list that is of this version alone."""
        return nummer + (self._stufe * FRUEHERE_FESTE if nummer in self._feste else self._versatz)

    def _name_list(self, eigenschaften: etree._Element) -> None:
        if not self.ist_anders:
            if self._folge is not None:
                self._folge._name_list(eigenschaften)
            return
        stil = eigenschaften.find(f"{W}pStyle")
        stelle = self._stil.get(attribute(stil, "val")) if stil is not None else None
        if stelle is None:
            return
        ebene, nummer = stelle
        numpr = make("numPr")
        numpr.append(make("ilvl", val=str(ebene)))
        numpr.append(make("numId", val=str(self._number(nummer))))
        davor = [k for k in eigenschaften if k.tag in _VOR_NUMPR]
        if davor:
            davor[-1].addnext(numpr)
        else:
            eigenschaften.insert(0, numpr)

    def add_lists(self, ergebnis: etree._Element) -> None:
        """Add the old lists that are used to the common numbering part."""
        abstrakte = {attribute(a, "abstractNumId"): a for a in self._alt.iter(_ABSTRAKT)}
        zugabe = max((int(attribute(a, "abstractNumId")) for a in ergebnis.iter(_ABSTRAKT)), default=0) + 1
        vergeben: dict[str, str] = {}
        erste = ergebnis.find(_NUM)
        for num in self._alt.iter(_NUM):
            nummer = int(attribute(num, "numId"))
            if nummer not in self._gebraucht:
                continue
            kopie = clone(num)
            kopie.set(f"{W}numId", str(self._own(nummer)))
            verweis = kopie.find(f"{W}abstractNumId")
            if verweis is not None and (self.ist_anders or self._follows_another()):
                name = attribute(verweis, "val")
                if name not in vergeben:
                    vergeben[name] = str(zugabe + len(vergeben))
                    _put_before(ergebnis, erste, _unlinked(abstrakte[name], vergeben[name], self._stufe))
                verweis.set(f"{W}val", vergeben[name])
            ergebnis.append(kopie)

    def _follows_another(self) -> bool:
        """Tell whether a later version counts by another scheme than this one."""
        return self._folge is not None and (self._folge.ist_anders or self._folge._follows_another())


def _highest(nummern: etree._Element) -> int:
    return max((int(attribute(n, "numId")) for n in nummern.iter(_NUM)), default=0)


def _put_before(wurzel: etree._Element, erste: etree._Element | None, knoten: etree._Element) -> None:
    if erste is None:
        wurzel.append(knoten)
    else:
        erste.addprevious(knoten)


def _fixed(nummern: etree._Element) -> list[bytes]:
    return [etree.tostring(a, with_tail=False) for a in nummern.iter(_ABSTRAKT)]


def _linked(nummern: etree._Element) -> dict[str, tuple[int, int]]:
    """Map the styles that a numbering names to level and list."""
    listen: dict[str, int] = {}
    for num in nummern.iter(_NUM):
        verweis = num.find(f"{W}abstractNumId")
        if verweis is not None:
            listen.setdefault(attribute(verweis, "val"), int(attribute(num, "numId")))
    return {
        attribute(stil, "val"): (int(attribute(ebene, "ilvl")), listen[attribute(abstrakt, "abstractNumId")])
        for abstrakt in nummern.iter(_ABSTRAKT)
        for ebene in abstrakt.iter(f"{W}lvl")
        if (stil := ebene.find(f"{W}pStyle")) is not None
    }


def _unlinked(abstrakt: etree._Element, nummer: str, stufe: int) -> etree._Element:
    """Return a copy of a list that no style is bound to, under a number and a code of its own; `stufe` counts older versions."""
    kopie = clone(abstrakt)
    kopie.set(f"{W}abstractNumId", nummer)
    for knoten in (*kopie.findall(f"{W}nsid"), *kopie.findall(f"{W}tmpl")):
        knoten.set(f"{W}val", f"{(int(attribute(knoten, 'val'), 16) + 0x100 * stufe) & 0xFFFFFFFF:08X}")
    for ebene in kopie.iter(f"{W}lvl"):
        for stil in ebene.findall(f"{W}pStyle"):
            ebene.remove(stil)
    for name in kopie.findall(f"{W}name"):
        name.set(f"{W}val", f"{attribute(name, 'val')} bisher")
    return kopie


def same_numbers(
    alt: etree._Element, neu: etree._Element, namen: Mapping[str, str], gezogen: Collection[str]
) -> dict[int, int]:
    """Map lists of their own of the old version to those of the new one that share an item with them that stays where it is.

    LibreOffice 7.4 begins a list anew at the paragraph that is its first in the file: a list that moved as a whole would count on from
    another one where it was, once the move is refused.
    """
    neue = {name: nummer for name, nummer in _own_numbers(neu) if name not in gezogen}
    gleiche: dict[int, int] = {}
    for name, nummer in _own_numbers(alt):
        folge = neue.get(namen.get(name, name))
        if folge is not None and folge not in gleiche.values():
            gleiche.setdefault(nummer, folge)
    return gleiche


def _own_numbers(wurzel: etree._Element) -> Iterator[tuple[str, int]]:
    for absatz, eigenschaften in _counted(wurzel):
        kennung = eigenschaften.find(f"{_NUMPR}/{W}numId")
        nummer = int(attribute(kennung, "val")) if kennung is not None else 0
        name = place_name(absatz) if nummer >= ERSTE_FREIE_LISTE else ""
        if name:
            yield name, nummer


def _counted(wurzel: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield the paragraphs that name a list themselves, with their properties."""
    for nummer in wurzel.iter(_NUMPR):
        eigenschaften = nummer.getparent()
        absatz = eigenschaften.getparent() if eigenschaften is not None and eigenschaften.tag == PPR else None
        if absatz is not None and absatz.tag == P and eigenschaften is not None:
            yield absatz, eigenschaften
