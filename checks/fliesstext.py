"""All passages of a document as one string with a way back to the passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from .glaettung import lower
from .stelle import Spanne, Stelle


class Fliesstext:
    """Passages as one string (a line each), so that a pattern runs once per document instead of once per paragraph."""

    def __init__(self, stellen: Sequence[Stelle]) -> None:
        self._stellen = stellen
        self.text = "\n".join([stelle.text for stelle in stellen])

    @cached_property
    def klein(self) -> str:
        """Return the text in lower case with the same offsets."""
        return lower(self.text)

    @cached_property
    def anfaenge(self) -> list[int]:
        """Return the offset at which each passage begins."""
        return list(accumulate((len(stelle.text) + 1 for stelle in self._stellen), initial=0))

    def stelle(self, ort: int) -> Stelle:
        """Return the passage that an offset lies in."""
        return self._stellen[bisect_right(self.anfaenge, ort) - 1]

    def grenzen(self, ort: int) -> tuple[int, int]:
        """Return start and end offset of the passage around an offset."""
        nummer = bisect_right(self.anfaenge, ort) - 1
        return self.anfaenge[nummer], self.anfaenge[nummer + 1] - 1

    def find_all(self, stueck: str) -> Iterator[int]:
        """Yield the offsets of a lower-case piece of text."""
        ort = self.klein.find(stueck)
        while ort >= 0:
            yield ort
            ort = self.klein.find(stueck, ort + len(stueck))

    def spanne(self, von: int, bis: int) -> Spanne:
        """Return the passage and the offsets in it for a stretch that lies within one passage."""
        nummer = bisect_right(self.anfaenge, von) - 1
        anfang = self.anfaenge[nummer]
        return Spanne(self._stellen[nummer], von - anfang, bis - anfang)
