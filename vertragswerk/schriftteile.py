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
    kennung: str,
    titel: str,
    spalten: Sequence[tuple[str, int]],
    zeilen: Sequence[Sequence[str]],
    summe: Sequence[str] = (),
    zahlspalten: int = 0,
) -> Tabelle:
    """Return a table; `spalten` are heading and share of the width. The first column names the row and gives its id.

    The last `zahlspalten` columns hold figures and are set to the right; `summe` is a row of totals.
    """
    links = len(spalten) - zahlspalten
    kopf = Zeile(fit_id(f"{kennung}_kopf"), tuple(Zelle(_text(name)) for name, _ in spalten))
    return Tabelle(
        id=kennung,
        titel=_text(titel),
        spalten=tuple(Spalte(breite, "links" if n < links else "rechts") for n, (_, breite) in enumerate(spalten)),
        kopf=(kopf,),
        rumpf=tuple(_rows(kennung, zeilen)),
        fuss=(Zeile(fit_id(f"{kennung}_summe"), _cells(summe), ist_summe=True),) if summe else (),
    )


def _rows(kennung: str, zeilen: Sequence[Sequence[str]]) -> Iterator[Zeile]:
    gesehen: dict[str, int] = {}
    for zeile in zeilen:
        name = "|".join(zeile)
        gesehen[name] = gesehen.get(name, 0) + 1
        schluessel = key_id(name if gesehen[name] == 1 else f"{name}|{gesehen[name]}")
        yield Zeile(fit_id(f"{kennung}_{schluessel}"), _cells(zeile))


def _cells(zeile: Sequence[str]) -> tuple[Zelle, ...]:
    return tuple(Zelle(_text(text) if text else (), ist_kopf=stelle == 0) for stelle, text in enumerate(zeile))


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(" ".join(text.split())),)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which § 9 comes before § 10."""
    return tuple((0, int(t), "") if t.isdigit() else (1, 0, t.casefold()) for t in _ZAHL.split(text) if t)
