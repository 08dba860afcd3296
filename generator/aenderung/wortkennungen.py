"""Ids for a plain wording, so that two wordings can be compared as documents are: made of the labels, below them of the words.

What has a label is found again by it, because labels stay (`nummernhalt`). A text, a list, a row without label has an id made of its words
without figures: changed figures keep it, other words are paired by `vergleich.gegenlage` with what they are most like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from ..numbering import Dokumentstelle
from ..tree import Abschnitt, Dokument, Tabelle, Textblock, Zeile, Zelle, plain
from ..vergleich.aenderungssatz import Aenderungssatz, Vergleichsseite, compare
from .baumweg import Wortknoten, parts_of, step_of, texts_inside, with_parts

_ZIFFERN: Final = re.compile(r"[0-9][0-9.,  ]*")


def compare_wordings(alt: Dokument, neu: Dokument) -> Aenderungssatz:
    """Return the change set of two plain wordings."""
    return compare(_side(alt), _side(neu))


def _side(wortlaut: Dokument) -> Vergleichsseite:
    lauf = _Kennungslauf()
    abschnitte = tuple(lauf.give(a, (), ()) for a in wortlaut.abschnitte)
    return Vergleichsseite(replace(wortlaut, abschnitte=abschnitte), lauf.stellen)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Kennungslauf:
    """One wording; counts what has the same words at the same place."""

    stellen: dict[str, Dokumentstelle] = field(default_factory=dict)
    gezaehlt: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def give(self, knoten: Wortknoten, ort: tuple[str, ...], teile: tuple[str, ...]) -> Wortknoten:
        """Return a node with ids on it and on all in it; `ort` is what its id is made of, `teile` how its place is cited."""
        schritt = "" if isinstance(knoten, Tabelle) else step_of(knoten)
        teile = (*teile, schritt) if schritt else teile
        ort = (*ort, type(knoten).__name__, schritt or _words(texts_inside(knoten)[:1]))
        ort, kennung = self.name(ort)
        self.stellen[kennung] = Dokumentstelle(" ".join(teile), teile)
        neu: Any = replace(knoten, id=kennung)  # type: ignore[arg-type]
        if isinstance(knoten, Tabelle):
            return self._table(neu, ort)
        # The text that opens what has a label is found again by the label, however it is reworded.
        innen = []
        for n, teil in enumerate(parts_of(knoten)):
            ist_erster = n == 0 and isinstance(teil, Textblock) and bool(schritt) and not isinstance(knoten, Abschnitt)
            innen.append(self._opening(teil, ort, teile) if ist_erster else self.give(teil, ort, teile))
        return with_parts(neu, innen)

    def name(self, ort: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """Return what an id is made of, told apart from what is like it, and the id; it never ends like a count."""
        self.gezaehlt[ort] += 1
        ort = (*ort, str(self.gezaehlt[ort]))
        return ort, f"w{sha256(chr(0).join(ort).encode()).hexdigest()[:15]}"

    def _opening(self, text: Wortknoten, ort: tuple[str, ...], teile: tuple[str, ...]) -> Wortknoten:
        _, kennung = self.name((*ort, "Anfang"))
        self.stellen[kennung] = Dokumentstelle(" ".join(teile), teile)
        return replace(text, id=kennung)  # type: ignore[arg-type]

    def _table(self, tabelle: Tabelle, ort: tuple[str, ...]) -> Tabelle:
        spalten = [plain(z.inhalt) for z in tabelle.kopf[0].zellen] if tabelle.kopf else []
        teile: dict[str, Any] = {
            name: tuple(self._row(z, (*ort, name), spalten) for z in getattr(tabelle, name))
            for name in ("kopf", "rumpf", "fuss")
        }
        return replace(tabelle, **teile)

    def _row(self, zeile: Zeile, ort: tuple[str, ...], spalten: Sequence[str]) -> Zeile:
        ort, kennung = self.name((*ort, _words([plain(z.inhalt) for z in zeile.zellen[:1]])))
        zellen: list[Zelle] = []
        platz = 0
        for zelle in zeile.zellen:
            spalte = _words(spalten[platz : platz + 1])
            zellen.append(replace(zelle, id=self.name((*ort, spalte))[1]))
            platz += zelle.spanne
        return replace(zeile, id=kennung, zellen=tuple(zellen))


def _words(texte: Sequence[str]) -> str:
    return _ZIFFERN.sub("0", " ".join(texte))
