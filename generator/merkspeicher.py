"""Results kept for who asks the same again: contracts of one house say most of their sentences with the same values.

What is found again is the very object that was made before, so that whoever builds on it may keep by identity what it made of it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")

STUECKE_MAX = 200_000
"""Weight of what one store keeps, in pieces of text: that of some twenty contracts of fifty pages."""

NEBENHER = 30
"""Weight of what is kept beside a section that another store has weighed: so many sections are few enough."""


class Merkspeicher(Generic[V]):
    """Values by key; where their weight exceeds the bound, those go that nobody has asked for longest.

    A key may hold `id(x)` where the value holds x: as long as the value is kept, no other object bears that number.
    """

    def __init__(self, hoechstens: int = STUECKE_MAX) -> None:
        self._hoechstens = hoechstens
        self._gewicht = 0
        self._faecher: dict[Hashable, tuple[V, int]] = {}

    def get(self, schluessel: Hashable) -> V | None:
        """Return what is kept, None where nothing is."""
        # Taken out and put back at the end: a dictionary keeps its order, and no other thread finds half of a step.
        fach = self._faecher.pop(schluessel, None)
        if fach is None:
            return None
        self._faecher[schluessel] = fach
        return fach[0]

    def keep(self, schluessel: Hashable, wert: V, gewicht: int) -> V:
        """Keep a value and return it; one that is too heavy would drive out too much and is not kept."""
        if gewicht * 20 <= self._hoechstens:
            alt = self._faecher.pop(schluessel, None)
            self._faecher[schluessel] = wert, gewicht
            self._gewicht += gewicht - (alt[1] if alt is not None else 0)
            while self._gewicht > self._hoechstens and self._faecher:
                aeltestes = self._faecher.pop(next(iter(self._faecher)), None)
                self._gewicht -= aeltestes[1] if aeltestes is not None else 0
        return wert

    @property
    def gewicht(self) -> int:
        """The weight of all that is kept."""
        return self._gewicht
