"""Where the words of a passage stand in the clause file it was written in: tree and source are read side by side.

The source of a block differs from its text in few ways: a mark of the list, heading or id in front, bars of emphasis, braces
around what is not literal, backslashes, and the blanks of line ends. Each piece of the passage claims its stretch of source in
turn, so nothing is searched for and a word that stands twice is never mistaken for its double. However many findings point at
a passage, it is read once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from contracts.position import Position
from corpus.regex import compile_later
from generator.tree import Begriff, Feld, Text, Umbruch, Verweis

from .glaettung import glaetten, glaetten_gleichlang
from .stelle import Spanne, Stelle, Textstueck

_VORSPANN = compile_later(r"(?:\s+|(?:\d{1,9}[.)]|[-*+]|#+)\s+|\{:[^{}]*\}|\{\+\}|:::.*\n)*")
_TRENNER = compile_later(r"\{\s*[,;][^{}]*\}")
_UMBRUCH = compile_later(r"[ \\]*\n\s*")
_FUSSNOTE = compile_later(r"\{\s*\^\s*")
_LEER = compile_later(r"\s+")
_WORT = compile_later(r"\S+")


class Klauselquelle(NamedTuple):
    """The text of a clause file without its head, the line it begins at, and where the head states the title."""

    text: str
    zeile: int
    titel: Position


class Quelltexte:
    """The clause files of one document: from words of a passage to where they are written."""

    def __init__(self, klauseltexte: Mapping[str, Klauselquelle], bloecke: Iterable[Position]) -> None:
        """Take the texts by path and where each block begins."""
        zeilen: dict[str, set[int]] = {}
        for block in bloecke:
            zeilen.setdefault(block.datei, set()).add(block.zeile)
        self._dateien = {datei: _Datei(q, sorted(zeilen.get(datei, ()))) for datei, q in klauseltexte.items()}

    def locate(self, block: Position, spanne: Spanne) -> Position | None:
        """Return where words stand that a passage of a block says; None where they are not to be found there.

        Where the source says the passage in another way (tables, letters put together from two signs), the words are looked
        for on the lines of the block.
        """
        datei, stelle = self._dateien.get(block.datei), spanne.stelle
        if datei is None:
            return None
        if stelle.sorte == "ueberschrift" and stelle.anker == stelle.abschnitt:
            return datei.quelle.titel
        orte = datei.block(block.zeile).reading(stelle).stretch(spanne)
        return None if orte is None else Position(block.datei, *datei.place(orte[0]), *datei.place(orte[1]))


class _Datei:
    """A clause file, and the lines on which its blocks begin."""

    def __init__(self, quelle: Klauselquelle, zeilen: list[int]) -> None:
        self.quelle, self._zeilen = quelle, zeilen
        self._bloecke: dict[int, _Block] = {}

    @cached_property
    def anfaenge(self) -> list[int]:
        """Return the offset at which each line begins."""
        return list(accumulate((len(z) + 1 for z in self.quelle.text.split("\n")), initial=0))

    def block(self, zeile: int) -> _Block:
        """Return the block that begins on a line: it reaches to the line of the next one, or to the end of the file."""
        if zeile not in self._bloecke:
            folgende = bisect_right(self._zeilen, zeile)
            text = self.quelle.text
            ende = self._offset(self._zeilen[folgende]) if folgende < len(self._zeilen) else len(text)
            self._bloecke[zeile] = _Block(text, self._offset(zeile), ende)
        return self._bloecke[zeile]

    def _offset(self, zeile: int) -> int:
        return self.anfaenge[min(max(zeile - self.quelle.zeile, 0), len(self.anfaenge) - 1)]

    def place(self, ort: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        nummer = bisect_right(self.anfaenge, ort) - 1
        return self.quelle.zeile + nummer, ort - self.anfaenge[nummer] + 1


class _Block:
    """The source of one block, and what was read of it."""

    def __init__(self, text: str, beginn: int, ende: int) -> None:
        self.text, self.beginn, self.ende = text, beginn, ende
        self._lesungen: dict[int, tuple[Stelle, _Lesung]] = {}

    def reading(self, stelle: Stelle) -> _Lesung:
        """Return the reading of one of the passages of the block."""
        bekannt = self._lesungen.get(id(stelle))
        if bekannt is None:
            # The passage is kept, so that no other one can have its number.
            bekannt = self._lesungen[id(stelle)] = (stelle, _Lesung(self, stelle))
        return bekannt[1]

    @cached_property
    def anfang(self) -> int:
        """Return where the words begin, behind marks of list, heading and id."""
        vorspann = _VORSPANN.match(self.text, self.beginn)
        return vorspann.end() if vorspann else self.beginn

    @cached_property
    def _worte(self) -> list[re.Match[str]]:
        return list(_WORT.finditer(glaetten_gleichlang(self.text), self.beginn, self.ende))

    @cached_property
    def _zeile(self) -> str:
        return " ".join([wort[0] for wort in self._worte])

    @cached_property
    def _wortanfaenge(self) -> list[int]:
        return list(accumulate((len(wort[0]) + 1 for wort in self._worte), initial=0))

    def find(self, worte: str) -> tuple[int, int] | None:
        """Return the first stretch of the block that reads like these words, however lines and blanks break them."""
        gesucht = " ".join(worte.split())
        von = self._zeile.find(gesucht) if gesucht else -1
        return None if von < 0 else (self._back(von), self._back(von + len(gesucht) - 1) + 1)

    def _back(self, ort: int) -> int:
        nummer = bisect_right(self._wortanfaenge, ort) - 1
        return self._worte[nummer].start() + ort - self._wortanfaenge[nummer]


class _AndersError(Exception):
    """The source does not say what the passage says."""


class _Lesung:
    """Reads a passage side by side with the source of its block, as far as findings ask for, and once."""

    def __init__(self, block: _Block, stelle: Stelle) -> None:
        self.block, self.text, self.ort, self.ende = block, block.text, block.anfang, block.ende
        self._orte = array("l")
        self._offen: Iterator[Textstueck] = iter(stelle.stuecke())

    def stretch(self, spanne: Spanne) -> tuple[int, int] | None:
        """Return the offsets in the file between which words stand."""
        try:
            while len(self._orte) < spanne.bis:
                self._orte.extend(self.claim(next(self._offen)))
            return self._orte[spanne.von], self._orte[spanne.bis - 1] + 1
        except (_AndersError, StopIteration, IndexError):
            self._offen = iter(())
            return self.block.find(spanne.text)

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
            hier = self.text[self.ort]
            fussnote = _FUSSNOTE.match(self.text, self.ort) if hier == "{" else None
            if fussnote:
                self.ort = fussnote.end()
            elif (hier in zeichen and hier != "{") or not glaetten(hier):
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
