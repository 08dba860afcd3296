"""The text of a PDF without tags, line by line in the order in which it is drawn: for drafts of others, not for our own files.

Order and lines are guessed from positions; columns, headers and footers are not told apart. Our own files are tagged and
read by `text_pdf`.
"""

from __future__ import annotations

from typing import Any

from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .pdf import UnausgezeichnetFehler, read_fonts, text_pdf
from .pdfschrift import ERSATZ, Schrift
from .pdfzugang import open_pdf, read_commands

ZEILENSPRUNG = 2.0
"""Points between two positions from which on they stand in different lines."""
WORTABSTAND = -200
"""Thousandths of the font size that a writer moves to the right instead of writing a space."""
LESBAR = 0.8
"""Share of characters that must be known; a scan or a font without table has fewer."""
_BEFEHLE = "q Q cm BT Tf Td TD Tm T* TL Tj TJ ' \""


def text_pdf_lose(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the lines of any PDF; raises LeseFehler if it is damaged, locked, too large or has no readable text."""
    verbrauch = Verbrauch(grenzen)
    text = Sammler(verbrauch)
    schriften: dict[tuple[int, int], Schrift] = {}
    with open_pdf(daten, verbrauch) as pdf:
        for seite in pdf.pages:
            _Seite(read_fonts(seite, schriften, verbrauch), text).read(read_commands(pdf, seite, _BEFEHLE, verbrauch))
    alles = "".join(text.zeilen)
    if not alles or alles.count(ERSATZ) > (1 - LESBAR) * len(alles):
        raise LeseFehler(
            "Die PDF-Datei enthält keinen lesbaren Text, vielleicht ist sie ein Scan. Nehmen Sie eine Datei mit Text."
        )
    return Auszug(tuple(text.zeilen), sind_absaetze=False)


def text_pdf_any(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of a PDF: by its tags if it has them, else line by line."""
    try:
        return text_pdf(daten, grenzen)
    except UnausgezeichnetFehler:
        return text_pdf_lose(daten, grenzen)


class _Seite:
    """Follows the drawing commands of one page and breaks lines where the height changes."""

    def __init__(self, schriften: dict[str, Schrift], text: Sammler) -> None:
        from pikepdf import Matrix

        self._schriften = schriften
        self._schrift: Schrift | None = None
        self._text = text
        self._raum, self._zeile = Matrix(), Matrix()
        self._stapel: list[Any] = []
        self._durchschuss = 0.0
        self._hoehe: float | None = None

    def read(self, anweisungen: list[Any]) -> None:
        """Add the lines of the page."""
        for anweisung in anweisungen:
            werte: Any = list(anweisung.operands)
            name = str(anweisung.operator)
            if name == "Tf":
                self._schrift = self._schriften.get(str(werte[0]))
            elif name in ("Tj", "TJ", "'", '"'):
                if name in ("'", '"'):
                    self._move(0.0, -self._durchschuss)
                self._show(werte[-1] if name == "TJ" else [werte[-1]])
            else:
                self._place(name, [float(w) for w in werte])
        self._text.close()

    def _place(self, name: str, zahlen: list[float]) -> None:
        from pikepdf import Matrix

        if name == "q":
            self._stapel.append(self._raum)
        elif name == "Q":
            self._raum = self._stapel.pop() if self._stapel else Matrix()
        elif name == "cm":
            self._raum = Matrix(*zahlen) @ self._raum
        elif name in ("BT", "Tm"):
            self._zeile = Matrix(*zahlen)
        elif name == "TL":
            self._durchschuss = zahlen[0]
        elif name == "T*":
            self._move(0.0, -self._durchschuss)
        else:  # Td, TD
            if name == "TD":
                self._durchschuss = -zahlen[1]
            self._move(zahlen[0], zahlen[1])

    def _move(self, x: float, y: float) -> None:
        from pikepdf import Matrix

        self._zeile = Matrix(1, 0, 0, 1, x, y) @ self._zeile

    def _show(self, teile: Any) -> None:
        import pikepdf

        if self._schrift is None:
            return
        hoehe = float((self._zeile @ self._raum).f)
        if self._hoehe is not None and abs(hoehe - self._hoehe) > ZEILENSPRUNG:
            self._text.close()
        self._hoehe = hoehe
        for teil in teile:
            if isinstance(teil, pikepdf.String):
                self._text.add(_decode(self._schrift, bytes(teil)))
            elif float(teil) < WORTABSTAND:
                self._text.add(" ")


def _decode(schrift: Schrift, codes: bytes) -> str:
    """Fonts without a table mostly have the Western encoding of Windows."""
    if schrift.zeichen or schrift.breite != 1:
        return schrift.decode(codes)
    return codes.decode("cp1252", "replace")
