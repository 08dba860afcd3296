"""What an office program prints before the items of OpenDocument lists, evaluated from the list styles (ODF 1.3, 19.880 ff.).

Written from the standard and not from our writer, so that it can prove the writer's numbering. Chapter numbers of headings
outside lists (`text:outline-style`) are not evaluated: our files number headings as list items.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .wordnummern import format_number, read_number

if TYPE_CHECKING:
    from lxml import etree

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
T = f"{_NS}text:1.0}}"
S = f"{_NS}style:1.0}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
EBENEN = 10
_FORMATE = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class OdtEbene:
    """One level of a list style; `zeichen` is set for bullets, `gezeigt` counts the levels shown in a label."""

    format: str
    vor: str
    nach: str
    start: int
    gezeigt: int
    zeichen: str


@dataclass(slots=True)
class OffeneListe:
    """An open list: its style and the counters it shares with every list that continues it."""

    stil: str
    stand: list[int | None]
    ist_frisch: bool = False


@dataclass(slots=True)
class Listenwerk:
    """Counts the list items of one document in reading order."""

    stile: dict[str, dict[int, OdtEbene]]
    _offen: list[OffeneListe] = field(default_factory=list)
    _bekannt: dict[str, list[int | None]] = field(default_factory=dict)
    _letzter: dict[str, list[int | None]] = field(default_factory=dict)

    def open_list(self, liste: etree._Element) -> None:
        """Enter a list; a nested one belongs to the list around it."""
        if self._offen:
            oben = self._offen[-1]
            self._offen.append(OffeneListe(liste.get(f"{T}style-name") or oben.stil, oben.stand))
            return
        stil = liste.get(f"{T}style-name") or ""
        fortgesetzt = self._bekannt.get(liste.get(f"{T}continue-list") or "")
        if fortgesetzt is None and liste.get(f"{T}continue-numbering") == "true":
            fortgesetzt = self._letzter.get(stil)
        neu: list[int | None] = [None] * EBENEN
        stand = neu if fortgesetzt is None else fortgesetzt
        for name in (liste.get(XML_ID), liste.get(f"{T}continue-list")):
            if name:
                self._bekannt[name] = stand
        self._letzter[stil] = stand
        self._offen.append(OffeneListe(stil, stand))

    def close_list(self) -> None:
        """Leave the list."""
        if self._offen:
            self._offen.pop()

    def open_item(self, punkt: etree._Element) -> None:
        """Enter an item: its first paragraph will be counted; an item that only holds a list is not."""
        if not self._offen:
            return
        self._offen[-1].ist_frisch = True
        start = read_number(punkt.get(f"{T}start-value"), -1)
        if start >= 0 and len(self._offen) <= EBENEN:
            self._offen[-1].stand[len(self._offen) - 1] = start - 1

    def label(self, absatz: etree._Element) -> str:
        """Return the label of a paragraph or heading, "" if it does not open an item."""
        eltern = absatz.getparent()
        if not self._offen or eltern is None or eltern.tag != f"{T}list-item" or not self._offen[-1].ist_frisch:
            return ""
        lauf, tiefe = self._offen[-1], len(self._offen) - 1
        lauf.ist_frisch = False
        ebene = self.stile.get(lauf.stil, {}).get(tiefe)
        if ebene is None:
            return ""
        jetzt = lauf.stand[tiefe]
        lauf.stand[tiefe] = ebene.start if jetzt is None else jetzt + 1
        lauf.stand[tiefe + 1 :] = [None] * (EBENEN - tiefe - 1)
        if ebene.zeichen or not ebene.format:
            return ebene.zeichen
        return ebene.vor + ".".join(self._shown(lauf, ebene, tiefe)) + ebene.nach

    def _shown(self, lauf: OffeneListe, ebene: OdtEbene, tiefe: int) -> Iterable[str]:
        for oben in range(max(0, tiefe - ebene.gezeigt + 1), tiefe + 1):
            eigene = self.stile[lauf.stil].get(oben)
            zahl = lauf.stand[oben]
            if eigene is not None and eigene.format:
                yield format_number(eigene.start if zahl is None else zahl, eigene.format)


def make_listenwerk(*wurzeln: etree._Element | None) -> Listenwerk:
    """Return the counter for a document from the parts that hold list styles; later parts win."""
    stile: dict[str, dict[int, OdtEbene]] = {}
    for wurzel in wurzeln:
        for stil in wurzel.iter(f"{T}list-style") if wurzel is not None else ():
            stile[stil.get(f"{S}name") or ""] = dict(_levels(stil))
    return Listenwerk(stile)


def _levels(stil: etree._Element) -> Iterable[tuple[int, OdtEbene]]:
    for knoten in stil:
        stufe = read_number(knoten.get(f"{T}level"), 0)
        if 1 <= stufe <= EBENEN:
            yield (
                stufe - 1,
                OdtEbene(
                    _FORMATE.get(knoten.get(f"{S}num-format") or "", ""),
                    knoten.get(f"{S}num-prefix") or "",
                    knoten.get(f"{S}num-suffix") or "",
                    read_number(knoten.get(f"{T}start-value"), 1),
                    read_number(knoten.get(f"{T}display-levels"), 1),
                    knoten.get(f"{T}bullet-char") or "",
                ),
            )
