"""The proof of a tracked OpenDocument text: text, look, lists with their printed numbers, references, names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from ...readers.odtnummern import make_listenwerk
from ..spur.beweis import FASSUNG, Wahl, need_same, need_unique
from .odf import ABSAETZE, ANFANG, LISTE, PUNKT, TABELLE, XML_ID, ZEILE, ZELLE, T, emptied, named
from .odtatome import describe_atoms
from .odtaufloesung import resolve_body
from .odtfluss import Fliessblock, parse_flow, unglue, write_flow
from .odtplan import cell_paragraphs
from .odtteile import Odtteile

Stilname = Callable[[str], str]


def prove_odt(
    verfolgt: Odtteile,
    alt: tuple[Sequence[Fliessblock], Odtteile],
    neu: tuple[Sequence[Fliessblock], Odtteile],
    grundstil: Stilname,
) -> None:
    """Raise Spurfehler unless the file resolves to both versions, and unless names are unique."""
    wahlen: tuple[tuple[Wahl, tuple[Sequence[Fliessblock], Odtteile]], ...] = (("annehmen", neu), ("ablehnen", alt))
    for wahl, (soll, seite) in wahlen:
        ist = list(describe_flow(resolve_body(verfolgt.koerper, wahl), verfolgt, grundstil))
        erwartet = list(describe_flow(unglue(soll), seite, grundstil))
        need_same(ist, erwartet, FASSUNG[wahl], "Das ODT-Dokument")
    need_unique((named(m) for m in verfolgt.inhalt.iter(ANFANG)), "Die Textmarke")
    need_unique((k.get(XML_ID) or "" for k in verfolgt.inhalt.iter() if k.get(XML_ID)), "Die Kennung")


def describe_flow(bloecke: Any, seite: Odtteile, grundstil: Stilname) -> Iterator[tuple[Any, ...]]:
    """Yield what counts of paragraphs and tables, the printed number of list items with it; contents do not."""
    gezaehlt = [b for b in bloecke if b.ist_absatz or b.ist_tabelle]
    nummern = iter(printed_numbers(gezaehlt, seite))
    for block in gezaehlt:
        if block.ist_absatz:
            yield (str(block.knoten.tag), next(nummern), *_paragraph(block.knoten, grundstil))
            continue
        for zeile in block.knoten.iter(ZEILE):
            yield (
                "zeile",
                tuple(tuple(_paragraph(p, grundstil) for p in cell_paragraphs(z)) for z in zeile.iterchildren(ZELLE)),
            )


def _paragraph(knoten: etree._Element, grundstil: Stilname) -> tuple[Any, ...]:
    return grundstil(knoten.get(f"{T}style-name") or ""), describe_atoms(knoten)


def printed_numbers(bloecke: Sequence[Fliessblock], seite: Odtteile) -> list[str]:
    """Return the label of each paragraph outside tables, as a program prints it."""
    werk = make_listenwerk(seite.stile, seite.inhalt)
    fluss = etree.Element("x")
    leere = [Fliessblock(emptied(b.knoten), b.liste, b.ebene) for b in bloecke]  # words have no number
    fluss.extend(parse_flow(write_flow(leere, set())))
    nummern: list[str] = []
    stumm: etree._Element | None = None
    for ereignis, knoten in etree.iterwalk(fluss, events=("start", "end"), tag=(LISTE, PUNKT, TABELLE, *ABSAETZE)):
        if stumm is not None:
            stumm = None if ereignis == "end" and knoten is stumm else stumm
        elif ereignis == "end":
            if knoten.tag == LISTE:
                werk.close_list()
        elif knoten.tag == TABELLE:
            stumm = knoten
        elif knoten.tag == LISTE:
            werk.open_list(knoten)
        elif knoten.tag == PUNKT:
            werk.open_item(knoten)
        else:
            nummern.append(werk.label(knoten))
    return nummern
