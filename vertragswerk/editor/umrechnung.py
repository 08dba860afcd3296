"""Between our places (lines and columns from 1, in code points) and those of an editor (from 0, in units of its encoding)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lsprotocol import types as lsp

from contracts.position import Position


@dataclass(frozen=True, slots=True)
class Umrechnung:
    """The measure of one client."""

    kodierung: str = "utf-16"

    def units(self, text: str) -> int:
        """Return how many units a text takes."""
        if self.kodierung == "utf-8":
            return len(text.encode("utf-8", "replace"))
        return len(text) + (sum(z > "\uffff" for z in text) if self.kodierung == "utf-16" else 0)

    def to_column(self, zeile: str, einheiten: int) -> int:
        """Return the column from 0 in code points for so many units; one inside a character is its beginning."""
        gezaehlt = 0
        for spalte, zeichen in enumerate(zeile):
            gezaehlt += self.units(zeichen)
            if gezaehlt > einheiten:
                return spalte
        return len(zeile)

    def point(self, zeilen: Sequence[str], zeile: int, spalte: int) -> lsp.Position:
        """Return the client's position for line and column from 1."""
        nummer = min(max(zeile - 1, 0), max(len(zeilen) - 1, 0))
        text = zeilen[nummer] if zeilen else ""
        return lsp.Position(nummer, self.units(text[: max(spalte - 1, 0)]))

    def range(self, zeilen: Sequence[str], ort: Position) -> lsp.Range:
        """Return the client's range; a place without an end reaches over the word that begins there."""
        anfang = self.point(zeilen, ort.zeile, ort.spalte)
        if (ort.bis_zeile, ort.bis_spalte) > (ort.zeile, ort.spalte):
            return lsp.Range(anfang, self.point(zeilen, ort.bis_zeile, ort.bis_spalte))
        text = zeilen[ort.zeile - 1] if 1 <= ort.zeile <= len(zeilen) else ""
        rest = text[ort.spalte - 1 :]
        laenge = len(rest.split(None, 1)[0]) if rest.strip() and not rest[:1].isspace() else len(rest)
        return lsp.Range(anfang, self.point(zeilen, ort.zeile, ort.spalte + laenge))
