"""The versions of a provision on the time line: which one, or which ones, may have been in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from .indexmodell import Gesetzesfassung, Grenze

Zustand = tuple[Grenze, Gesetzesfassung | None]
LUECKE = timedelta(days=60)
"""A provision that is absent for fewer days and then there again was missing in the source, not in the law."""


def states(fassungen: Sequence[Gesetzesfassung]) -> list[Zustand]:
    """Return the borders in time with what follows each; None where the provision vanished.

    A version that was superseded on the very day it took effect was never law and is left out.
    """
    folge: list[Zustand] = []
    for i, f in enumerate(fassungen):
        davor = fassungen[i - 1] if i else None
        if davor is None or davor.ende is None or not _is_luecke(davor, f):
            folge.append((f.von, f))
        elif not f.has_same_text(davor):
            folge.append((Grenze("luecke", None, davor.gesehen_bis, f.von.sicher_ab), f))
        if f.ende is None:
            continue
        danach = fassungen[i + 1] if i + 1 < len(fassungen) else None
        if danach is None or (danach.von.sicher_ab > f.ende.sicher_ab and not _is_luecke(f, danach)):
            folge.append((f.ende, None))
    return [
        z
        for i, z in enumerate(folge)
        if i + 1 == len(folge) or z[0].datum is None or folge[i + 1][0].sicher_ab > z[0].datum
    ]


def _is_luecke(vorher: Gesetzesfassung, nachher: Gesetzesfassung) -> bool:
    """Tell whether a provision only seems to vanish between two versions."""
    if vorher.ende is None or vorher.status != "geltend" or nachher.status != "geltend":
        return False
    return timedelta(0) < nachher.von.sicher_ab - vorher.ende.sicher_ab < LUECKE


def states_at(folge: Sequence[Zustand], tag: date) -> list[Zustand | None]:
    """Return what may have been in force on a day: one entry if it is certain; None stands for "not there yet"."""
    moeglich: list[Zustand | None] = [None]
    for grenze, fassung in folge:
        if grenze.sicher_ab <= tag or grenze.art == "anfang":
            moeglich = [(grenze, fassung)]
        elif grenze.moeglich_ab <= tag:
            moeglich.append((grenze, fassung))
    return moeglich
