"""The text of an OpenDocument file as a flat row of blocks, each with its list and level, and back into nested lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from ...writers.odt.listenbau import Stueck, nest
from .odf import ABSAETZE, LISTE, OFFICE, PUNKT, TABELLE, VERFOLGUNG, XML_ID, T, fasten, loosen

_KENNUNG: Final = "liste_"
_AUSSEN: Final = (VERFOLGUNG, f"{T}sequence-decls", f"{OFFICE}forms")


@dataclass(frozen=True, slots=True, eq=False)
class Fliessblock:
    """A paragraph (loosened), a table, or what is not tracked; `liste` names the list it opens an item of, "" for none.

    `ende` is the small paragraph behind a table, which comes and goes with it.
    """

    knoten: etree._Element
    liste: str = ""
    ebene: int = 0
    ende: etree._Element | None = None

    @property
    def ist_absatz(self) -> bool:
        """A paragraph or a heading."""
        return self.knoten.tag in ABSAETZE

    @property
    def ist_tabelle(self) -> bool:
        """A table."""
        return bool(self.knoten.tag == TABELLE)

    @property
    def schluss(self) -> etree._Element:
        """The paragraph that ends the block."""
        return self.knoten if self.ende is None else self.ende


@dataclass(slots=True)
class Listennamen:
    """Which lists are one: those that continue each other."""

    namen: dict[str, str] = field(default_factory=dict)
    letzte: dict[str, str] = field(default_factory=dict)

    def name(self, liste: etree._Element) -> str:
        stil = liste.get(f"{T}style-name") or ""
        kennung, weiter = liste.get(XML_ID) or "", liste.get(f"{T}continue-list") or ""
        name = self.namen.get(weiter)
        if name is None and liste.get(f"{T}continue-numbering") == "true":
            name = self.letzte.get(stil)
        if name is None:
            eigen = (weiter or kennung).removeprefix(f"{_KENNUNG}{stil}").strip("_")
            name = f"{stil}-{eigen}" if eigen else stil
        for bekannt in (kennung, weiter):
            if bekannt:
                self.namen[bekannt] = name
        self.letzte[stil] = name
        return name


def flatten(behaelter: etree._Element, namen: Listennamen | None = None) -> list[Fliessblock]:
    """Return the blocks of a body, a cell or a deletion in the order of reading; `namen` are the lists that stand before it."""
    return list(_flat(behaelter, namen or Listennamen()))


def _flat(behaelter: etree._Element, namen: Listennamen) -> Iterator[Fliessblock]:
    for kind in behaelter:
        if kind.tag == LISTE:
            yield from _items(kind, namen.name(kind), 1)
        elif kind.tag in ABSAETZE:
            yield Fliessblock(loosen(kind))
        elif kind.tag not in _AUSSEN:
            yield Fliessblock(kind)


def _items(liste: etree._Element, name: str, ebene: int) -> Iterator[Fliessblock]:
    for punkt in liste:
        ist_erster = punkt.tag == PUNKT
        for kind in punkt:
            if kind.tag == LISTE:
                yield from _items(kind, name, ebene + 1)
            elif kind.tag in ABSAETZE:
                yield Fliessblock(loosen(kind), name if ist_erster else "", ebene if ist_erster else 0)
                ist_erster = False


def glue_tables(bloecke: Iterable[Fliessblock]) -> list[Fliessblock]:
    """Return the blocks with each table and the paragraph behind it as one."""
    ergebnis: list[Fliessblock] = []
    for block in bloecke:
        if ergebnis and ergebnis[-1].ist_tabelle and ergebnis[-1].ende is None and block.ist_absatz and not block.liste:
            ergebnis[-1] = replace(ergebnis[-1], ende=block.knoten)
        else:
            ergebnis.append(block)
    return ergebnis


def unglue(bloecke: Iterable[Fliessblock]) -> Iterator[Fliessblock]:
    """Yield tables and the paragraphs behind them one by one."""
    for block in bloecke:
        yield replace(block, ende=None)
        if block.ende is not None:
            yield Fliessblock(block.ende)


def write_flow(bloecke: Iterable[Fliessblock], begonnen: set[str]) -> str:
    """Return the blocks as XML with lists nested; `begonnen` are the lists that stand above in the file."""
    return nest((Stueck(_xml(b.knoten), b.liste, b.ebene) for b in unglue(bloecke)), begonnen)


def _xml(knoten: etree._Element) -> str:
    fertig = fasten(knoten) if knoten.tag in ABSAETZE else knoten
    return etree.tostring(fertig, encoding="unicode", with_tail=False)


def parse_flow(xml: str) -> list[etree._Element]:
    """Return the elements of XML that `write_flow` made."""
    return list(etree.fromstring(f'<x xmlns:text="{T[1:-1]}">{xml}</x>'))
