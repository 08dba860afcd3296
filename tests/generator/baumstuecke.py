"""Pieces of a document in few words, for samples that tests read: text may stand where an inline does."""

from __future__ import annotations

from typing import Any

from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    DiagrammArt,
    Feld,
    Inline,
    Kategorie,
    Messpunkt,
    Punkt,
    Reihe,
    Tabelle,
    Text,
    Textblock,
    Zeile,
    Zelle,
)


def inlines(*teile: str | Inline) -> tuple[Inline, ...]:
    """Return text and inlines as inlines."""
    return tuple(Text(t) if isinstance(t, str) else t for t in teile)


def textblock(kennung: str, *teile: str | Inline) -> Textblock:
    """Return a plain block of text."""
    return Textblock(kennung, inlines(*teile))


def absatz(
    kennung: str, *teile: str | Inline, dann: tuple[Textblock | Aufzaehlung | Tabelle | Diagramm, ...] = ()
) -> Absatz:
    """Return a paragraph of a section: its text, whose id ends with `_t`, and what follows it."""
    return Absatz(kennung, (textblock(f"{kennung}_t", *teile), *dann))


def punkt(kennung: str, *teile: str | Inline, dann: tuple[Aufzaehlung, ...] = ()) -> Punkt:
    """Return an item of a list: its text, whose id ends with `_t`, and the lists below it."""
    return Punkt(kennung, (textblock(f"{kennung}_t", *teile), *dann))


def paragraf(kennung: str, titel: str, *bloecke: Block) -> Abschnitt:
    """Return a numbered section."""
    return Abschnitt(kennung, "paragraf", inlines(titel), bloecke)


def betrag(pfad: str, text: str, wert: str) -> Feld:
    """Return a computed amount of money."""
    return Feld(pfad, text, wert, "betrag", True)


def zeile(kennung: str, *zellen: str | Inline, kopf: bool = False, ist_summe: bool = False) -> Zeile:
    """Return a row; with `kopf` its first cell is its heading."""
    return Zeile(kennung, tuple(Zelle(inlines(z), kopf and n == 0) for n, z in enumerate(zellen)), ist_summe)


def chart_of(
    tabelle: Tabelle, kennung: str, art: DiagrammArt, spalten: tuple[int, ...], titel: tuple[Inline, ...], **mehr: Any
) -> Diagramm:
    """Return a chart of some columns of a table, the first column names its rows."""

    def points(spalte: int) -> tuple[Messpunkt, ...]:
        return tuple(Messpunkt(tuple(i for i in z.zellen[spalte].inhalt if isinstance(i, Feld))) for z in tabelle.rumpf)

    return Diagramm(
        kennung,
        art,
        titel,
        tabelle.id,
        tuple(Kategorie(f"{kennung}_k{n}", z.zellen[0].inhalt) for n, z in enumerate(tabelle.rumpf)),
        tuple(Reihe(f"{kennung}_r{s}", tabelle.kopf[-1].zellen[s].inhalt, points(s)) for s in spalten),
        **mehr,
    )
