"""Signature places side by side: every party has its own column, so that nobody signs below the name of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from .tree import Unterschrift, plain

ZUSAMMEN = 3
"""So many rows of places are kept on one page; more would not fit."""
Reihe: TypeAlias = tuple[Unterschrift | None, Unterschrift | None]


def arrange(felder: Sequence[Unterschrift]) -> list[Reihe]:
    """Return the rows of two places, read from left to right in the order given; None is an empty place.

    The first party stands left, the second right, and so on by turns; a document with a single party uses both columns.
    """
    parteien = list(dict.fromkeys(plain(feld.partei) for feld in felder))
    if len(parteien) < 2:
        return [(felder[n], felder[n + 1] if n + 1 < len(felder) else None) for n in range(0, len(felder), 2)]
    spalte = {partei: n % 2 for n, partei in enumerate(parteien)}
    paar = {partei: n // 2 for n, partei in enumerate(parteien)}
    reihen: list[Reihe] = []
    bisher = -1
    for feld in felder:
        partei = plain(feld.partei)
        links = reihen[-1][0] if reihen else None
        ist_frei = bool(reihen) and reihen[-1][1] is None and spalte[partei] == 1 and paar[partei] == bisher
        if ist_frei:
            reihen[-1] = (links, feld)
        else:
            reihen.append((None, feld) if spalte[partei] else (feld, None))
        bisher = paar[partei]
    return reihen


def group(felder: Sequence[Unterschrift]) -> list[tuple[Unterschrift, ...]]:
    """Return the places in runs that fit on one page each, so that words of the contract can stand above every run."""
    reihen = arrange(felder)
    return [
        tuple(feld for reihe in reihen[n : n + ZUSAMMEN] for feld in reihe if feld is not None)
        for n in range(0, len(reihen), ZUSAMMEN)
    ]


def order(felder: Sequence[Unterschrift]) -> list[Unterschrift]:
    """Return the places party beside party: the first of both, then the second of both; a party keeps its own order."""
    je_partei: dict[str, list[Unterschrift]] = {}
    for feld in felder:
        je_partei.setdefault(plain(feld.partei), []).append(feld)
    gruppen = list(je_partei.values())
    geordnet: list[Unterschrift] = []
    for n in range(0, len(gruppen), 2):
        paar = gruppen[n : n + 2]
        for platz in range(max(map(len, paar))):
            geordnet += [gruppe[platz] for gruppe in paar if platz < len(gruppe)]
    return geordnet
