"""Does a quotation say what the law says? Answered from the hashes of the index, without the text of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ..index.indexmodell import Gesetzesfassung
from ..index.pruefsumme import hash_of
from ..index.zeit import states_at
from ..norm import Norm
from ..regex import compile_later
from ..saetze import split_saetze
from .einheit import find_einheit, nummer_of
from .rechtsbestand import Rechtsbestand

Vergleich = Literal["gleich", "ungleich", "unbekannt"]

ABSATZNUMMER = compile_later(r"\s*\(\d+[a-z]?\)\s+")


def compare_wortlaut(bestand: Rechtsbestand, norm: Norm, text: str, tag: date) -> Vergleich:
    """Compare a quotation with the cited unit on a day, and each of its Sätze with each Satz of the unit.

    A citation „in der am … geltenden Fassung“ is compared with the text of that day. `unbekannt` where the law, the unit
    or the version in force on the day is not certain.
    """
    if norm.fassung:
        if not norm.fassung[:1].isdigit():
            return "unbekannt"
        try:
            tag = date.fromisoformat(norm.fassung)
        except ValueError:
            return "unbekannt"
    fassungen = [f for f in _in_force(bestand, norm, tag) if find_einheit(f, norm.einheiten).ist_da]
    if not fassungen:
        return "unbekannt"
    wortlaut = ABSATZNUMMER.sub("", text, count=1) if ABSATZNUMMER.match(text) else text
    treffer = {_says(wortlaut, set(_hashes(f, norm))) for f in fassungen}
    if treffer == {True}:
        return "gleich"
    return "ungleich" if treffer == {False} else "unbekannt"


def _says(text: str, hashes: set[str]) -> bool:
    """Tell whether a unit, or all Sätze quoted one after the other, are among the hashes; a full stop may be left out."""
    if _is_among(text, hashes):
        return True
    saetze = [text[von:bis] for von, bis in split_saetze(text)]
    return len(saetze) > 1 and all(_is_among(s, hashes) for s in saetze)


def _is_among(text: str, hashes: set[str]) -> bool:
    return hash_of(text) in hashes or hash_of(f"{text.rstrip()}.") in hashes


def _in_force(bestand: Rechtsbestand, norm: Norm, tag: date) -> list[Gesetzesfassung]:
    return [
        zustand[1]
        for leser in bestand.texte(norm.gesetz)
        if (leser.von is None or leser.von <= tag) and (leser.bis is None or tag <= leser.bis)
        for zustand in states_at(leser.folge(nummer_of(norm)), tag)
        if zustand and zustand[1] is not None and zustand[1].status == "geltend"
    ]


def _hashes(fassung: Gesetzesfassung, norm: Norm) -> Iterator[str]:
    """Yield the hash of the unit and of every Satz of the Absätze the citation may mean."""
    yield find_einheit(fassung, norm.einheiten).hash
    for absatz in fassung.absaetze:
        if not norm.absatz or absatz.nummer == norm.absatz:
            if not norm.satz:
                yield absatz.hash
            for nummer, satz in enumerate(absatz.saetze, 1):
                if norm.satz in ("", str(nummer)):
                    yield satz.hash
