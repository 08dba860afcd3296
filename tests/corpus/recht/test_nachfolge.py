"""The table of successors: every successor is law and carries its own official heading."""

from __future__ import annotations

from datetime import date

from corpus.norm import Norm
from corpus.recht.nachfolge import load_nachfolge
from corpus.recht.rechtsbestand import load_mitgeliefert

STAND = date(2026, 8, 1)


def test_every_successor_carries_its_official_heading() -> None:
    bestand = load_mitgeliefert()
    nachfolger = {n for eintraege in load_nachfolge().values() for e in eintraege for n in e.nachfolger}
    assert len(nachfolger) > 150
    falsch = [
        (n.norm, n.ueberschrift)
        for n in nachfolger
        if bestand.ueberschrift(Norm.parse(n.norm), STAND) != n.ueberschrift
    ]
    assert falsch == []
