"""Pieces of a document that the program itself writes: a section with its sentences, and a table from rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.klauseltext import fit_id, key_id
from generator.tree import (
    Absatz,
    Abschnitt,
    Inline,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Zeile,
    Zelle,
)

_ZAHL = re.compile(r"(\d+)")


def make_section(kennung: str, titel: str, *inhalt: str | Tabelle) -> Abschnitt:
    """Return a section of numbered passages: each sentence opens one, a table belongs to the sentence before it."""
    absaetze: list[Absatz] = []
    for teil in inhalt:
        if isinstance(teil, str):
            name = fit_id(f"{kennung}_{len(absaetze) + 1}")
            absaetze.append(Absatz(name, (Textblock(fit_id(f"{name}_t"), _text(teil)),)))
        else:
            letzter = absaetze.pop()
            absaetze.append(Absatz(letzter.id, (*letzter.bloecke, teil)))
    return Abschnitt(kennung, "paragraf", (Text(titel),), tuple(absaetze))


def make_table(
    kennung: str, titel: str, spalten: Sequence[tuple[str, int]], zeilen: Sequence[Sequence[str]]
) -> Tabelle:
    """Return a table; `spalten` are heading and share of the width. The first column names the row and gives its id."""
    kopf = Zeile(f"{kennung}_kopf", tuple(Zelle(_text(name)) for name, _ in spalten))
    return Tabelle(
        id=kennung,
        titel=_text(titel),
        spalten=tuple(Spalte(breite) for _, breite in spalten),
        kopf=(kopf,),
        rumpf=tuple(_rows(kennung, zeilen)),
    )


def _rows(kennung: str, zeilen: Sequence[Sequence[str]]) -> Iterator[Zeile]:
    gesehen: dict[str, int] = {}
    for zeile in zeilen:
        name = "|".join(zeile)
        gesehen[name] = gesehen.get(name, 0) + 1
        schluessel = key_id(name if gesehen[name] == 1 else f"{name}|{gesehen[name]}")
        zellen = tuple(Zelle(_text(text), ist_kopf=stelle == 0) for stelle, text in enumerate(zeile))
        yield Zeile(fit_id(f"{kennung}_{schluessel}"), zellen)


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(" ".join(text.split())),)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which § 9 comes before § 10."""
    return tuple((0, int(t), "") if t.isdigit() else (1, 0, t.casefold()) for t in _ZAHL.split(text) if t)
