"""The canonical text of a document: what every format must say, in reading order, and how texts are compared.

Rules and comparisons stand on this, not on a writer: `posten` is the list of everything printed (title, headings, paragraphs,
list items, captions, cells, texts of pictures, signature places, footnotes), `normalise` the one normalisation used by all comparisons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .query import query_with_parents
from .tree import (
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
    plain,
)

PostenArt: TypeAlias = Literal[
    "titel",
    "ueberschrift",
    "text",
    "punkt",
    "strich",
    "tabellentitel",
    "zelle",
    "abbildungstitel",
    "bildtext",
    "unterschrift",
    "fussnote",
]
STRICH = "–"
_UNSICHTBAR = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Textposten:
    """One printed piece: its own label (or ""), its normalised text, and the id of the node it comes from."""

    art: PostenArt
    nummer: str
    text: str
    wo: str

    @property
    def zeile(self) -> str:
        """Label and text as one line."""
        return f"{self.nummer} {self.text}".strip()


def normalise(text: str) -> str:
    """Return text for comparison: NFC, every run of white space (also U+00A0, line breaks) one space, no soft hyphens.

    Nothing else changes: digits, quotation marks, dashes and case are compared as they stand.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSICHTBAR.sub("", text))
    return " ".join(text.split())


def posten(dokument: Dokument) -> list[Textposten]:
    """Return everything a numbered document prints, in reading order, the footnotes at the end; empty pieces left out."""
    kopf = dokument.kopf
    alle = [
        Textposten("titel", "", normalise(kopf.titel), "titel"),
        Textposten("titel", "", normalise(kopf.untertitel), "untertitel"),
        *(p for b in dokument.rubrum for p in _block(b)),
        *(p for a in dokument.abschnitte for p in _section(a)),
        *_footnotes(dokument),
    ]
    return [p for p in alle if p.text or p.nummer]


def _text(art: PostenArt, nummer: str, inhalt: tuple[Inline, ...], wo: str) -> Textposten:
    return Textposten(art, normalise(nummer), normalise(plain(inhalt)), wo)


def _section(abschnitt: Abschnitt) -> Iterator[Textposten]:
    yield _text("ueberschrift", abschnitt.nummer, abschnitt.ueberschrift, abschnitt.id)
    for block in abschnitt.bloecke:
        yield from _block(block)


def _block(block: Block) -> Iterator[Textposten]:
    match block:
        case Textblock():
            yield _text("text", "", block.inhalt, block.id)
        case Absatz():
            yield from _labelled(block, "text")
        case Aufzaehlung():
            for punkt in block.punkte:
                yield from _labelled(punkt, "punkt" if block.art == "gezaehlt" else "strich")
        case Tabelle():
            yield from _table(block)
        case Diagramm():
            # What a picture says is its caption and its text alternative.
            yield _text("abbildungstitel", block.nummer, block.titel, block.id)
            yield Textposten("bildtext", "", normalise(block.beschreibung), block.id)
        case Unterschriften():
            for feld in block.felder:
                yield _text("unterschrift", "", feld.partei, feld.id)
                yield Textposten("unterschrift", "", normalise(feld.ort_datum), feld.id)
                for inhalt in feld.zeilen:
                    yield _text("unterschrift", "", inhalt, feld.id)
        case Abschnitt():
            yield from _section(block)


def _labelled(block: Absatz | Punkt, art: PostenArt) -> Iterator[Textposten]:
    """The first text carries the label; a block that starts with something else prints its label alone."""
    nummer = STRICH if art == "strich" else block.nummer
    erster, *weitere = block.bloecke or (None,)
    if isinstance(erster, Textblock):
        yield _text(art, nummer, erster.inhalt, erster.id)
    else:
        yield Textposten(art, normalise(nummer), "", block.id)
        weitere = list(block.bloecke)
    for innen in weitere:
        if innen is not None:
            yield from _block(innen)


def _table(tabelle: Tabelle) -> Iterator[Textposten]:
    yield _text("tabellentitel", tabelle.nummer, tabelle.titel, tabelle.id)
    for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss):
        for zelle in zeile.zellen:
            yield _text("zelle", "", zelle.inhalt, zeile.id)


def _footnotes(dokument: Dokument) -> Iterator[Textposten]:
    for eltern, note in query_with_parents(dokument, Fussnote):
        traeger = next((e for e in reversed(eltern) if isinstance(e, (Abschnitt, Diagramm, Tabelle, Textblock))), None)
        yield _text("fussnote", note.nummer, note.inhalt, traeger.id if traeger is not None else "")


def identification(kopf: Kopf) -> str:
    """Return the line on the title page that says which document this is."""
    return " · ".join(f"{name} {wert}" for name, wert in identification_items(kopf))


def identification_items(kopf: Kopf) -> list[tuple[str, str]]:
    """Return what identifies the document, name and value."""
    angaben = [("Kennung", kopf.kennung), ("Fassung", kopf.fassung), ("Stand", german_date(kopf.stand))]
    return [*angaben, ("Aktenzeichen", kopf.aktenzeichen)] if kopf.aktenzeichen else angaben


def running_foot(kopf: Kopf) -> str:
    """Return the line at the foot of every page; the checksum ties the page to the data it was made of."""
    return f"{kopf.kennung} · Fassung {kopf.fassung} · Prüfsumme {kopf.inhaltshash[:12]}"


def german_date(iso: str) -> str:
    """Return `1. Januar 2025` for an ISO date; anything else comes back unchanged."""
    treffer = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not treffer or not 1 <= int(treffer[2]) <= 12:
        return iso
    return f"{int(treffer[3])}.\u00a0{MONATE[int(treffer[2]) - 1]} {treffer[1]}"


MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
