"""What a reader takes out of a finished file: its text in reading order, apart from contents, footnotes and furniture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ..kanon import normalise
from .lesegrenzen import Verbrauch

if TYPE_CHECKING:
    from lxml import etree

Wandlung: TypeAlias = "Callable[[etree._Element], etree._Element]"
"""What makes another document of the one in a file before it is read: one without tracked changes."""


@dataclass(frozen=True, slots=True)
class Auszug:
    """The normalised lines of a file: running text (one per paragraph, heading, cell), contents, footnotes.

    `sind_absaetze` is false where nobody knows the paragraphs and a line is a printed one.
    """

    zeilen: tuple[str, ...]
    verzeichnis: tuple[str, ...] = ()
    fussnoten: tuple[str, ...] = ()
    sind_absaetze: bool = True


@dataclass(slots=True)
class Sammler:
    """Collects text into lines; `start` and `end` of a block close the line before. All text of a file counts together."""

    verbrauch: Verbrauch = field(default_factory=Verbrauch)
    zeilen: list[str] = field(default_factory=list)
    _teile: list[str] = field(default_factory=list)
    _marken: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add text to the open line; raises LeseFehler where the file has too much of it."""
        self.verbrauch.take_zeichen(len(text))
        self._teile.append(text)

    def label(self) -> None:
        """Keep what stands in the open line as the label of the next one."""
        self._marken.append("".join(self._teile))
        self._teile.clear()

    def close(self) -> None:
        """Close the open line; an empty one is dropped and its label waits for the next text."""
        text = normalise("".join(self._teile))
        self._teile.clear()
        if text:
            self.zeilen.append(normalise(" ".join([*self._marken, text])) if self._marken else text)
            self._marken.clear()

    def close_label(self) -> None:
        """Make a label that still waits for its text a line of its own."""
        if self._marken:
            self.zeilen.append(normalise(" ".join(self._marken)))
            self._marken.clear()
