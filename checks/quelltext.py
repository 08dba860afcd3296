"""Where the words of a passage stand in the clause file it was written in: tree and source are read side by side.

The source of a block differs from its text in few ways: a mark of the list, heading or id in front, bars of emphasis, braces
around what is not literal, backslashes, and the blanks of line ends. Each piece of the passage claims its stretch of source in
turn, so nothing is searched for and a word that stands twice is never mistaken for its double.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from contracts.position import Position
from corpus.regex import compile_later
from generator.tree import Begriff, Feld, Text, Umbruch, Verweis

from .glaettung import glaetten, glaetten_gleichlang
from .stelle import Spanne, Textstueck

_VORSPANN = compile_later(r"(?:\s+|(?:\d{1,9}[.)]|[-*+]|#+)\s+|\{:[^{}]*\}|\{\+\}|:::.*\n)*")
_TRENNER = compile_later(r"\{\s*[,;][^{}]*\}")
_UMBRUCH = compile_later(r"[ \\]*\n\s*")
_FUSSNOTE = compile_later(r"\{\s*\^\s*")
_LEER = compile_later(r"\s+")


class Klauselquelle(NamedTuple):
    """The text of a clause file without its head, the line it begins at, and where the head states the title."""

    text: str
    zeile: int
    titel: Position


class Zeilen(NamedTuple):
    """The lines of a file that a block takes: its first, and the first of the next one (0: it is the last)."""

    von: int
    bis: int = 0


def locate(quelle: Klauselquelle, zeilen: Zeilen, spanne: Spanne) -> Position | None:
    """Return where words stand that a block says on some lines of the file; None where they are not to be found there.

    Where the source says the passage in another way (tables, letters put together from two signs), the words are looked for
    on the lines of the block.
    """
    leser = _Leser(quelle, zeilen)
    try:
        orte: list[int] = []
        for stueck in spanne.stelle.stuecke():
            if len(orte) < spanne.bis:
                orte += leser.claim(stueck)
        von, bis = orte[spanne.von], orte[spanne.bis - 1] + 1
    except (_AndersError, IndexError):
        treffer = leser.find(spanne.text)
        if treffer is None:
            return None
        von, bis = treffer
    return Position(quelle.titel.datei, *leser.place(von), *leser.place(bis))


class _AndersError(Exception):
    """The source does not say what the passage says."""


class _Leser:
    """Reads the source of one block from its first line on."""

    def __init__(self, quelle: Klauselquelle, zeilen: Zeilen) -> None:
        self.text, self.erste = quelle.text, quelle.zeile
        self.anfaenge = list(accumulate((len(z) + 1 for z in self.text.split("\n")), initial=0))
        self.beginn = self._line(zeilen.von)
        self.ende = self._line(zeilen.bis) if zeilen.bis else len(self.text)
        vorspann = _VORSPANN.match(self.text, self.beginn)
        self.ort = vorspann.end() if vorspann else self.beginn

    def _line(self, zeile: int) -> int:
        return self.anfaenge[min(max(zeile - self.erste, 0), len(self.anfaenge) - 1)]

    def place(self, ort: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        nummer = bisect_right(self.anfaenge, ort) - 1
        return self.erste + nummer, ort - self.anfaenge[nummer] + 1

    def find(self, worte: str) -> tuple[int, int] | None:
        """Return the first stretch of the block that reads like these words, however lines and blanks break them."""
        muster = r"\s+".join(re.escape(wort) for wort in worte.split())
        treffer = re.compile(muster).search(glaetten_gleichlang(self.text), self.beginn, self.ende) if muster else None
        return treffer.span() if treffer else None

    def claim(self, stueck: Textstueck) -> list[int]:
        """Step over the source of a piece; return the offset of each character it prints. Raises _AndersError."""
        laenge, inline = stueck.bis - stueck.von, stueck.inline
        self._skip_marks()
        if isinstance(inline, Text):
            trenner = _TRENNER.match(self.text, self.ort)
            return self._step(trenner, laenge) if trenner else self._literal(glaetten(inline.text))
        if isinstance(inline, Umbruch):
            return self._step(_UMBRUCH.match(self.text, self.ort), laenge)
        if self.text[self.ort : self.ort + 1] != "{":
            raise _AndersError
        innen, self.ort = self.ort + 1, self._closing()
        # A term is printed in quotation marks: the sign in front of it and the brace behind take their place.
        versatz = self.text.find(inline.text[:1], innen, self.ort) - 1 if isinstance(inline, Begriff) else innen
        orte = [min(max(versatz, innen - 1) + i, self.ort - 1) for i in range(laenge)]
        if laenge > 1 and isinstance(inline, (Feld, Verweis)):
            # What these print stands nowhere in the source: their end is that of the braces' content.
            orte[-1] = self.ort - 2
        return orte

    def _step(self, treffer: re.Match[str] | None, laenge: int) -> list[int]:
        if treffer is None:
            raise _AndersError
        self.ort = treffer.end()
        return [treffer.start()] * laenge

    def _literal(self, text: str) -> list[int]:
        orte: list[int] = []
        for nummer, zeichen in enumerate(text):
            if zeichen == " " and text[nummer - 1 : nummer] == " ":
                orte.append(orte[-1])  # blanks of the source are stepped over together
                continue
            self._skip_marks("*{}\\".replace(zeichen, ""))
            if zeichen == " ":
                orte += self._step(_LEER.match(self.text, self.ort), 1)
            elif self.ort < self.ende and glaetten(self.text[self.ort]) == zeichen:
                orte.append(self.ort)
                self.ort += 1
            else:
                raise _AndersError
        return orte

    def _skip_marks(self, zeichen: str = "*{}") -> None:
        """Step over what prints nothing: bars of emphasis, the braces of a footnote, backslashes, invisible signs."""
        while self.ort < self.ende:
            fussnote = _FUSSNOTE.match(self.text, self.ort)
            if fussnote:
                self.ort = fussnote.end()
            elif (self.text[self.ort] in zeichen and self.text[self.ort] != "{") or not glaetten(self.text[self.ort]):
                self.ort += 1
            else:
                return

    def _closing(self) -> int:
        """Return the offset behind the brace that closes the one here."""
        tiefe = 0
        for ende in range(self.ort, len(self.text)):
            tiefe += {"{": 1, "}": -1}.get(self.text[ende], 0)
            if tiefe == 0:
                return ende + 1
        raise _AndersError
