"""The summary table at the end of a build."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zeile:
    """One contract in the summary; `ist_ausfall` marks a failure of the program or the disk, not of the contract."""

    kennung: str
    fassung: str
    ergebnis: str
    wo: str
    dateien: int = 0
    ist_ausfall: bool = False

    @property
    def ist_gebaut(self) -> bool:
        """Tell whether files were written."""
        return self.dateien > 0


def print_summary(zeilen: Sequence[Zeile]) -> None:
    """Print the table on standard output; colours on a terminal only."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    farbig = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    tabelle = Table(box=None, pad_edge=False)
    for spalte in ("Vertrag", "Fassung", "Ergebnis", "Dateien", "Ordner oder Grund"):
        tabelle.add_column(spalte, overflow="fold")
    for z in zeilen:
        stil = "green" if z.ist_gebaut else "red"
        tabelle.add_row(z.kennung, z.fassung, Text(z.ergebnis, style=stil), str(z.dateien), Text(z.wo))
    gebaut = sum(z.ist_gebaut for z in zeilen)
    konsole = Console(
        file=sys.stdout, no_color=not farbig, force_terminal=farbig, highlight=False, width=None if farbig else 120
    )
    konsole.print(tabelle)
    konsole.print(f"{gebaut} von {len(zeilen)} Verträgen gebaut.")
