"""What a readable report is put on: paragraphs with an indent and one table; two sheets, one that colours and a plain one.

A report into a file or pipe has no colours. It is folded here, because the library for terminals takes longer to load and to
lay out a short report than most rules together; a test compares both sheets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .darstellung import Darstellung

_WORT = re.compile(r"\s*\S+\s*")
_EINFACH = re.compile(r"[\u0020-\u02ff\u2010-\u2044\u20ac\u2192\u2212\ufffd]*").fullmatch
"""Characters of one column each; others (East Asian, combining) are measured by the library."""
_MINDESTBREITE = 40
_AM_ENDE = re.compile(r"\s+((?:\x1b\[[0-9;]*m)*)\Z")
"""Blanks at the end of a line, also before the sign that ends a colour."""


class Blatt(Protocol):
    """A sheet; a style is that of the library for terminals (`bold red`), empty for none."""

    def add(self, *stuecke: tuple[str, str], einzug: int = 0, ist_gefaltet: bool = True) -> None:
        """Add a paragraph of texts with their styles; one that is not folded goes over the edge."""

    def add_table(self, kopf: tuple[str, str], zeilen: Sequence[tuple[str, str, str]]) -> None:
        """Add a table of words and numbers with the style of each row."""

    def text(self) -> str:
        """Return what stands on the sheet, without blanks at the ends of lines."""


def open_blatt(darstellung: Darstellung, texte: Sequence[str]) -> Blatt:
    """Return the sheet for a report of these texts."""
    breite = max(darstellung.breite, _MINDESTBREITE)
    if darstellung.ist_farbig or not all(_EINFACH(text) for text in texte):
        return Farbblatt(breite, darstellung.ist_farbig)
    return Schlichtblatt(breite)


class Schlichtblatt:
    """A sheet without colours for texts whose characters are all one column wide."""

    def __init__(self, breite: int) -> None:
        self._breite = breite
        self._zeilen: list[str] = []

    def add(self, *stuecke: tuple[str, str], einzug: int = 0, ist_gefaltet: bool = True) -> None:
        """Add a paragraph."""
        text = "".join([text for text, _ in stuecke])
        zeilen = fold(text, self._breite - einzug) if ist_gefaltet else [text]
        self._zeilen += [" " * einzug + zeile for zeile in zeilen]

    def add_table(self, kopf: tuple[str, str], zeilen: Sequence[tuple[str, str, str]]) -> None:
        """Add a table."""
        alle = [kopf, *((wort, zahl) for wort, zahl, _ in zeilen)]
        links, rechts = (max(len(zeile[spalte]) for zeile in alle) for spalte in (0, 1))
        gesetzt = [f"{wort.ljust(links)}   {zahl.rjust(rechts)}" for wort, zahl in alle]
        self._zeilen += [gesetzt[0], "─" * (links + 3 + rechts), *gesetzt[1:]]

    def text(self) -> str:
        """Return the text."""
        return "\n".join([zeile.rstrip() for zeile in self._zeilen]) + "\n"


class Farbblatt:
    """A sheet laid out by the library for terminals."""

    def __init__(self, breite: int, ist_farbig: bool) -> None:
        from rich.console import Console

        self._puffer = io.StringIO()
        self._konsole = Console(
            file=self._puffer,
            force_terminal=ist_farbig,
            color_system="standard" if ist_farbig else None,
            no_color=not ist_farbig,
            width=breite,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def add(self, *stuecke: tuple[str, str], einzug: int = 0, ist_gefaltet: bool = True) -> None:
        """Add a paragraph."""
        from rich.padding import Padding
        from rich.text import Text

        text = Text.assemble(*stuecke)
        self._konsole.print(Padding(text, (0, 0, 0, einzug)) if einzug else text, soft_wrap=not ist_gefaltet)

    def add_table(self, kopf: tuple[str, str], zeilen: Sequence[tuple[str, str, str]]) -> None:
        """Add a table."""
        from rich import box
        from rich.table import Table

        tabelle = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        tabelle.add_column(kopf[0])
        tabelle.add_column(kopf[1], justify="right")
        for wort, zahl, stil in zeilen:
            tabelle.add_row(wort, zahl, style=stil or None)
        self._konsole.print(tabelle)

    def text(self) -> str:
        """Return the text."""
        return "\n".join(_AM_ENDE.sub(r"\1", zeile) for zeile in self._puffer.getvalue().splitlines()) + "\n"


def fold(text: str, breite: int) -> list[str]:
    """Return a text in lines of at most so many characters, broken between words; a longer word is broken within."""
    grenzen = [0, *_breaks(text, breite), len(text)]
    return [text[a:b] for a, b in pairwise(grenzen)]


def _breaks(text: str, breite: int) -> Iterator[int]:
    """Yield where the lines after the first begin, as the library for terminals breaks them."""
    belegt = 0
    for fund in _WORT.finditer(text):
        wort, beginn = fund[0], fund.start()
        laenge = len(wort.rstrip())
        if breite - belegt >= laenge:
            belegt += len(wort)
        elif laenge > breite:
            for stelle in range(0, len(wort), breite):
                if beginn + stelle:
                    yield beginn + stelle
                belegt = min(len(wort) - stelle, breite)
        elif belegt and beginn:
            yield beginn
            belegt = len(wort)
