"""The plain wording of a document: what a reader sees of it and a command can name — labels, headings, texts, lists, tables.

A document tree whose texts are literal and whose nodes have no ids. Title page and Rubrum are sections of it. What is left out
can be changed by no command: looks, emphasis, charts (they repeat their table), signature places, the table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    Dokument,
    Fussnote,
    Inline,
    Kopf,
    Punkt,
    Tabelle,
    Textblock,
    Unterschriften,
    Zeile,
    plain,
)
from .baumweg import Wortknoten, cell_of, inline_of, parts_of, step_of, texts_inside, with_parts

TITELBLATT: Final = "Titelblatt"
RUBRUM: Final = "Rubrum"
ZEIGEN: Final = 120
"""So much of a text is shown."""
_LEER: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
_UMBRUCH: Final = re.compile(r" *\n *")


def make_lesebild(dokument: Dokument) -> Dokument:
    """Return the plain wording of a numbered document."""
    kopf = dokument.kopf
    titel = tuple(Textblock("", inline_of(t)) for t in (tidy_text(kopf.titel), tidy_text(kopf.untertitel)) if t)
    vorn = [Abschnitt("", "ohne_nummer", inline_of(TITELBLATT), titel)]
    if dokument.rubrum:
        vorn.append(Abschnitt("", "ohne_nummer", inline_of(RUBRUM), _blocks(dokument.rubrum)))
    # Who signed the contract, and when, is no wording that could be amended.
    abschnitte = [a for a in dokument.abschnitte if not any(isinstance(b, Unterschriften) for b in a.bloecke)]
    return Dokument(empty_kopf(kopf.schema), (), (*vorn, *(_section(a) for a in abschnitte)))


def empty_kopf(schema: str) -> Kopf:
    """Return the head of a plain wording, which says nothing but how the text is numbered."""
    return Kopf("", "", "", "", "", "", schema="dezimal" if schema == "dezimal" else "paragraf")


def tidy_text(text: str) -> str:
    """Return a text with ordinary blanks, one between words."""
    return _UMBRUCH.sub("\n", _LEER.sub(" ", text)).strip()


def show_text(inhalt: tuple[Inline, ...]) -> str:
    """Return the words of inlines; a footnote stands in brackets where its mark is."""
    teile = [f" [Fußnote: {plain(i.inhalt)}]" if isinstance(i, Fussnote) else plain((_inside(i),)) for i in inhalt]
    return tidy_text("".join(teile))


def _inside(inline: Inline) -> Inline:
    """Return an inline whose footnotes, if it holds some, are words."""
    innen = getattr(inline, "inhalt", None)
    if innen is None or not any(isinstance(i, Fussnote) for i in innen):
        return inline
    return replace(inline, inhalt=inline_of(show_text(innen)))  # type: ignore[arg-type]


def _section(abschnitt: Abschnitt) -> Abschnitt:
    titel = inline_of(show_text(abschnitt.ueberschrift))
    return Abschnitt("", abschnitt.art, titel, _blocks(abschnitt.bloecke), tidy_text(abschnitt.nummer))


def _blocks(bloecke: tuple[Block, ...]) -> tuple[Block, ...]:
    neu = [_block(b) for b in bloecke if not isinstance(b, (Diagramm, Unterschriften))]
    return tuple(b for b in neu if not (isinstance(b, Textblock) and not b.inhalt))


def _block(block: Block) -> Block:
    match block:
        case Abschnitt():
            return _section(block)
        case Absatz():
            return Absatz("", _blocks(block.bloecke), tidy_text(block.nummer))  # type: ignore[arg-type]
        case Aufzaehlung():
            punkte = tuple(Punkt("", _blocks(p.bloecke), tidy_text(p.nummer)) for p in block.punkte)  # type: ignore[arg-type]
            return Aufzaehlung(punkte, block.art)
        case Tabelle():
            return Tabelle(
                "",
                inline_of(show_text(block.titel)),
                (),
                _rows(block.kopf),
                _rows(block.rumpf),
                _rows(block.fuss),
                tidy_text(block.nummer),
            )
        case Textblock():
            return Textblock("", inline_of(show_text(block.inhalt)))
        case _:
            return block


def _rows(zeilen: tuple[Zeile, ...]) -> tuple[Zeile, ...]:
    return tuple(Zeile("", tuple(cell_of(show_text(z.inhalt), z.spanne) for z in zeile.zellen)) for zeile in zeilen)


def is_same(eines: Wortknoten, anderes: Wortknoten) -> bool:
    """Tell whether two plain wordings are the same; tables are counted through the whole document, so their numbers say nothing."""
    return eines == anderes or without_table_numbers(eines) == without_table_numbers(anderes)


def without_table_numbers(knoten: Wortknoten) -> Wortknoten:
    """Return the wording with its tables uncounted."""
    if isinstance(knoten, Tabelle):
        return replace(knoten, nummer="")
    return with_parts(knoten, [without_table_numbers(k) for k in parts_of(knoten)])


def text_places(wortlaut: Dokument) -> Iterator[tuple[str, str]]:
    """Yield every text of a wording with the place that names it, in the order of reading."""

    def walk(knoten: Wortknoten, ort: str) -> Iterator[tuple[str, str]]:
        schritt = step_of(knoten)
        innen = f"{ort} {schritt}".strip() if schritt else ort
        if isinstance(knoten, (Tabelle, Textblock)):
            yield from ((innen, t) for t in texts_inside(knoten))
            return
        if isinstance(knoten, Abschnitt):
            yield innen, plain(knoten.ueberschrift)
        for teil in parts_of(knoten):
            yield from walk(teil, innen)

    return walk(wortlaut, "")


def first_difference(eines: Dokument, anderes: Dokument) -> tuple[str, str, str] | None:
    """Return the first place where two wordings differ and what stands there in each; None where they are the same."""
    if is_same(eines, anderes):
        return None
    for (hier, text), (dort, soll) in zip_longest(text_places(eines), text_places(anderes), fillvalue=("", "")):
        if (hier, text) != (dort, soll):
            return hier or dort, cut_text(text), cut_text(soll)
    return "Titelblatt", "eine andere Gliederung", "die der Lesefassung"


def cut_text(text: str) -> str:
    """Return words in quotation marks, a long text cut."""
    return f"„{text if len(text) <= ZEIGEN else f'{text[:ZEIGEN]}…'}“"
