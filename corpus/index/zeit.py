"""The versions of a provision on the time line: which one, or which ones, may have been in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .modell import Fassung, Grenze

Zustand = tuple[Grenze, Fassung | None]


def states(fassungen: Sequence[Fassung]) -> list[Zustand]:
    """Return the borders in time with what follows each; None where the provision vanished.

    A version that was superseded on the very day it took effect was never law and is left out.
    """
    folge: list[Zustand] = []
    for i, f in enumerate(fassungen):
        folge.append((f.von, f))
        if f.ende is not None and (i + 1 == len(fassungen) or fassungen[i + 1].von.sicher_ab > f.ende.sicher_ab):
            folge.append((f.ende, None))
    return [
        z
        for i, z in enumerate(folge)
        if i + 1 == len(folge) or z[0].datum is None or folge[i + 1][0].sicher_ab > z[0].datum
    ]


def states_at(folge: Sequence[Zustand], tag: date) -> list[Zustand | None]:
    """Return what may have been in force on a day: one entry if it is certain; None stands for "not there yet"."""
    moeglich: list[Zustand | None] = [None]
    for grenze, fassung in folge:
        if grenze.sicher_ab <= tag or grenze.art == "anfang":
            moeglich = [(grenze, fassung)]
        elif grenze.moeglich_ab <= tag:
            moeglich.append((grenze, fassung))
    return moeglich
