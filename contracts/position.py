"""Where a value of a data file stands, and what is wrong with it: the currency between loader, model and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Pfad: TypeAlias = tuple[str | int, ...]
"""Path into loaded data: mapping keys and list indexes, as in the file."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Place in a file: `datei` relative to the repository with `/`, line and column from 1, columns in code points.

    `bis_zeile`, `bis_spalte` are the first place behind it; 0 where only the beginning is known.
    """

    datei: str
    zeile: int = 1
    spalte: int = 1
    bis_zeile: int = 0
    bis_spalte: int = 0


@dataclass(frozen=True, slots=True)
class Mangel:
    """Something that keeps a file from being read or from fitting the model.

    `code` is of an engine family (`YML-…` text, `SCH-…` schema, `BST-…` repository); `meldung` a German sentence that says
    what is wrong and what to do; `pfad` the place in the data, empty for the file as a whole.
    """

    code: str
    meldung: str
    position: Position
    pfad: Pfad = ()


@dataclass(frozen=True, slots=True)
class Quelle:
    """A loaded data file: plain data (dict, list, str, int, bool, None) and the position of every key and value."""

    datei: str
    daten: Mapping[str, Any]
    werte: Mapping[Pfad, Position] = field(default_factory=dict)
    schluessel: Mapping[Pfad, Position] = field(default_factory=dict)

    def position(self, pfad: Pfad) -> Position:
        """Return where the value at `pfad` stands; a missing one is placed at its nearest existing parent."""
        for ende in range(len(pfad), 0, -1):
            gefunden = (
                self.werte.get(pfad[:ende])
                if ende == len(pfad)
                else self.schluessel.get(pfad[:ende], self.werte.get(pfad[:ende]))
            )
            if gefunden is not None:
                return gefunden
        return Position(self.datei)
