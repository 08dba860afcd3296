"""Blacking out: a document without certain values, and where their text would still be read.

The values leave the tree, so no format can carry them in an attribute, an attachment or under a black bar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from .kanon import normalise, posten
from .query import query, query_with_parents, rewrite
from .tree import Diagramm, Dokument, Feld, Inline, Text

KUERZESTE: Final = 4
"""Characters; a shorter value („3“, „ja“) stands in every contract and is not searched for."""
_JEDER = r"\[[^\[\]]+\]"
_SCHLUESSEL = re.compile(_JEDER)
_DARUNTER = r"(?=$|[.\[])"


@dataclass(frozen=True, slots=True)
class Verraten:
    """A place where a value that was blacked out can still be read: id of the block, path of the value or "" for fixed text."""

    wo: str
    pfad: str


@dataclass(frozen=True, slots=True)
class Geschwaerzt:
    """A document without the values: how often each pattern hit (in their order), and what still tells them."""

    dokument: Dokument
    treffer: tuple[int, ...]
    verraten: tuple[Verraten, ...]


def black_out(dokument: Dokument, muster: Sequence[str]) -> Geschwaerzt:
    """Return an unnumbered copy without the values that a pattern names; of several patterns the first one counts.

    A pattern is a written data path with `[*]` for every item, and covers what lies below it.
    """
    gesucht = [re.compile(_JEDER.join(map(re.escape, m.split("[*]"))) + _DARUNTER) for m in muster]
    treffer = [0] * len(muster)
    werte: set[str] = set()

    def change(feld: Feld | Diagramm, eltern: list[Any]) -> Inline | Diagramm:
        if isinstance(feld, Diagramm):
            # Its description tells values; numbering makes it anew of what is left.
            return replace(feld, beschreibung="")
        nummer = next((n for n, g in enumerate(gesucht) if g.match(feld.pfad)), None)
        if nummer is None:
            return feld
        treffer[nummer] += 1
        werte.update((normalise(feld.text), feld.wert))
        return Text(mark_of(nummer))

    fertig = rewrite(dokument, change, Feld, Diagramm)
    return Geschwaerzt(fertig, tuple(treffer), _find_told(fertig, {w for w in werte if len(w) >= KUERZESTE}))


def printed_patterns(dokument: Dokument) -> list[str]:
    """Return the pattern of every value that a document prints, sorted; for messages that help to find one."""
    return sorted({_SCHLUESSEL.sub("[*]", f.pfad) for f in query(dokument, Feld)})


def mark_of(nummer: int) -> str:
    """Return what stands in place of a value of the `nummer`-th pattern (from 0)."""
    return f"[geschwärzt, Grund {nummer + 1}]"


def _find_told(dokument: Dokument, werte: set[str]) -> tuple[Verraten, ...]:
    """Return the places that print such a value from another path, or as fixed text."""
    if not werte:
        return ()
    wort = re.compile(
        rf"(?<![\w,.])(?:{'|'.join(map(re.escape, sorted(werte, key=len, reverse=True)))})(?![\w]|[.,]\d)"
    )
    felder = [
        Verraten(_id_around(eltern), f.pfad)
        for eltern, f in query_with_parents(dokument, Feld)
        if f.wert in werte or wort.search(normalise(f.text))
    ]
    bekannt = {v.wo for v in felder}
    texte = [Verraten(p.wo, "") for p in posten(dokument) if p.wo not in bekannt and wort.search(p.text)]
    return tuple(dict.fromkeys((*felder, *texte)))


def _id_around(eltern: tuple[Any, ...]) -> str:
    return next((k.id for k in reversed(eltern) if getattr(k, "id", "")), "")
