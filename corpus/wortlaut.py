"""Does a quotation say what the law says? Answered from the hashes of the index, without the text of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from .einheit import find_einheit
from .gesetz import Bestand, nummer_of
from .index.gliederung import hash_of
from .index.modell import Fassung
from .index.zeit import states, states_at
from .norm import Norm

Vergleich = Literal["gleich", "ungleich", "unbekannt"]


def compare_wortlaut(bestand: Bestand, norm: Norm, text: str, tag: date) -> Vergleich:
    """Compare a quotation with the cited unit on a day, and with each Satz in it.

    `unbekannt` where the law, the unit or the version in force on that day is not certain.
    """
    fassungen = [f for f in _in_force(bestand, norm, tag) if find_einheit(f, norm.einheiten()).ist_da]
    if not fassungen:
        return "unbekannt"
    gesucht = hash_of(text)
    treffer = {gesucht in set(_hashes(f, norm)) for f in fassungen}
    if treffer == {True}:
        return "gleich"
    return "ungleich" if treffer == {False} else "unbekannt"


def _in_force(bestand: Bestand, norm: Norm, tag: date) -> list[Fassung]:
    return [
        zustand[1]
        for leser in bestand.texte(norm.gesetz)
        if (leser.von is None or leser.von <= tag) and (leser.bis is None or tag <= leser.bis)
        for zustand in states_at(states(leser.fassungen(nummer_of(norm))), tag)
        if zustand and zustand[1] is not None and zustand[1].status == "geltend"
    ]


def _hashes(fassung: Fassung, norm: Norm) -> Iterator[str]:
    """Yield the hash of the unit and of every Satz of the Absätze the citation may mean."""
    yield find_einheit(fassung, norm.einheiten()).hash
    for absatz in fassung.absaetze:
        if not norm.absatz or absatz.nummer == norm.absatz:
            if not norm.satz:
                yield absatz.hash
            for nummer, satz in enumerate(absatz.saetze, 1):
                if norm.satz in ("", str(nummer)):
                    yield satz.hash
