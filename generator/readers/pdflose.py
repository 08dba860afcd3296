"""The text of a PDF without tags, line by line in the order in which it is drawn: for drafts of others, not for our own files.

Order and lines are guessed from positions; columns, headers and footers are not told apart. Our own files are tagged and
read by `text_pdf`.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from .auszug import Auszug, LeseFehler, Sammler
from .paket import DATEI_MAX
from .pdf import SEITEN_MAX, UnausgezeichnetFehler, text_pdf
from .pdfschrift import ERSATZ, Schrift

if TYPE_CHECKING:
    import pikepdf

ZEICHEN_MAX = 20_000_000
ZEILENSPRUNG = 2.0
"""Points between two positions from which on they stand in different lines."""
WORTABSTAND = -200
"""Thousandths of the font size that a writer moves to the right instead of writing a space."""
LESBAR = 0.8
"""Share of characters that must be known; a scan or a font without table has fewer."""
_BEFEHLE = "q Q cm BT Tf Td TD Tm T* TL Tj TJ ' \""


def text_pdf_lose(daten: bytes) -> Auszug:
    """Return the lines of any PDF; raises LeseFehler if it is damaged, locked, too large or has no readable text."""
    import pikepdf

    if len(daten) > DATEI_MAX:
        raise LeseFehler(f"Die PDF-Datei ist größer als {DATEI_MAX // 1024 // 1024} MiB.")
    text = Sammler()
    try:
        with pikepdf.open(io.BytesIO(daten)) as pdf:
            if len(pdf.pages) > SEITEN_MAX:
                raise LeseFehler(f"Die PDF-Datei hat mehr als {SEITEN_MAX} Seiten.")
            zeichen = 0
            for seite in pdf.pages:
                zeichen += _Seite(seite, text).read()
                if zeichen > ZEICHEN_MAX:
                    raise LeseFehler("Die PDF-Datei enthält zu viel Text.")
    except pikepdf.PasswordError as fehler:
        raise LeseFehler("Die PDF-Datei ist mit einem Kennwort geschützt.") from fehler
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as fehler:
        if isinstance(fehler, LeseFehler):
            raise
        raise LeseFehler("Die PDF-Datei ist beschädigt.") from fehler
    alles = "".join(text.zeilen)
    if not alles or alles.count(ERSATZ) > (1 - LESBAR) * len(alles):
        raise LeseFehler(
            "Die PDF-Datei enthält keinen lesbaren Text, vielleicht ist sie ein Scan. Nehmen Sie eine Datei mit Text."
        )
    return Auszug(tuple(text.zeilen))


def text_pdf_any(daten: bytes) -> Auszug:
    """Return the text of a PDF: by its tags if it has them, else line by line."""
    try:
        return text_pdf(daten)
    except UnausgezeichnetFehler:
        return text_pdf_lose(daten)


class _Seite:
    """Follows the drawing commands of one page and breaks lines where the height changes."""

    def __init__(self, seite: pikepdf.Page, text: Sammler) -> None:
        from pikepdf import Matrix

        self._befehle: Any = seite
        self._schriften = {n: Schrift(s) for n, s in (seite.resources.get("/Font") or {}).items()}
        self._schrift: Schrift | None = None
        self._text = text
        self._raum, self._zeile = Matrix(), Matrix()
        self._stapel: list[Any] = []
        self._durchschuss = 0.0
        self._hoehe: float | None = None
        self._zeichen = 0

    def read(self) -> int:
        """Add the lines of the page; return how many characters it has."""
        import pikepdf

        for anweisung in pikepdf.parse_content_stream(self._befehle, _BEFEHLE):
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
        return self._zeichen

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
                text = _decode(self._schrift, bytes(teil))
                self._zeichen += len(text)
                self._text.add(text)
            elif float(teil) < WORTABSTAND:
                self._text.add(" ")


def _decode(schrift: Schrift, codes: bytes) -> str:
    """Fonts without a table mostly have the Western encoding of Windows."""
    if schrift.zeichen or schrift.breite != 1:
        return schrift.decode(codes)
    return codes.decode("cp1252", "replace")
