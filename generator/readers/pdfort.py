"""Where a page of a PDF writes: the height of the line, followed through the commands that place text."""

from __future__ import annotations

ORTSBEFEHLE = frozenset(("BT", "Tm", "Td", "TD", "TL", "T*"))
SPRUNG = 0.75
"""Parts of the size of the font by which a new line lies lower at least; a raised figure lies less."""


class Textzeile:
    """The line that is written: `hoehe` in the units of the text object, `groesse` the size of the font as set."""

    __slots__ = ("_b", "_d", "_durchschuss", "groesse", "hoehe")

    def __init__(self) -> None:
        """Stand at the origin."""
        self._b, self._d = 0.0, 1.0
        self._durchschuss = 0.0
        self.groesse = self.hoehe = 0.0

    @property
    def sprung(self) -> float:
        """Return the difference of heights from which on a line is a new one."""
        return SPRUNG * abs(self.groesse * (self._d or self._b))

    def place(self, name: str, zahlen: list[float]) -> None:
        """Follow one of ORTSBEFEHLE."""
        if name == "BT":
            self._b, self._d, self.hoehe = 0.0, 1.0, 0.0
        elif name == "Tm":
            self._b, self._d, self.hoehe = zahlen[1], zahlen[3], zahlen[5]
        elif name == "TL":
            self._durchschuss = zahlen[0]
        elif name == "T*":
            self.hoehe -= self._durchschuss * self._d
        else:
            if name == "TD":
                self._durchschuss = -zahlen[1]
            self.hoehe += zahlen[0] * self._b + zahlen[1] * self._d
