"""The text of a foreign file for `zitate`: read by what its name says it is, refused by name where it would be read badly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.yamltext.zeichen import decode
from corpus.druckbar import show_pfad
from corpus.zitate import ABSATZENDE
from generator.readers.lesegrenzen import GrenzFehler, LeseFehler, Lesegrenzen

from ..ende import Abbruch

if TYPE_CHECKING:
    from generator.readers import Auszug

TEXT = (".txt", ".text", "")
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
ZEILEN = ".jsonl"
LESBAR = (".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ZEILEN)
"""The endings that the refusal of another one names."""

WEITER = "Ist sie in Ordnung, teilen Sie sie auf oder heben Sie mit „--grenzen weit“ die Grenzen an."

RAT = {
    ".doc": "Öffnen Sie die Datei in Word oder LibreOffice, und speichern Sie sie als .docx.",
    ".dot": "Öffnen Sie die Datei in Word oder LibreOffice, und speichern Sie sie als .docx.",
    ".docm": "Speichern Sie die Datei in Word als .docx, ohne Makros.",
    ".pages": "Exportieren Sie die Datei in Pages als Word-Dokument (.docx) oder PDF.",
    ".eml": "Speichern Sie die Anlagen der E-Mail oder ihren Text als eigene Datei.",
    ".msg": "Speichern Sie die Anlagen der E-Mail oder ihren Text als eigene Datei.",
    ".zip": "Entpacken Sie die Datei, und geben Sie die einzelnen Dateien an.",
    ".yaml": "Einen Vertrag prüft „vertragswerk pruefen“, mit allen seinen Zitaten.",
    ".yml": "Einen Vertrag prüft „vertragswerk pruefen“, mit allen seinen Zitaten.",
}

# What a file begins with, whatever it is called.
_ANFAENGE = (
    (b"{\\rtf", "eine RTF-Datei", ".rtf"),
    (b"%PDF-", "eine PDF-Datei", ".pdf"),
    (b"PK\x03\x04", "ein ZIP-Archiv (so auch DOCX und ODT)", ".docx oder .odt"),
    (b"\xd0\xcf\x11\xe0", "ein älteres Office-Dokument (.doc)", ""),
    (b"<!doctype html", "eine HTML-Seite", ".html"),
    (b"<html", "eine HTML-Seite", ".html"),
)


def extract_text(roh: bytes, datei: Path, grenzen: Lesegrenzen) -> str:
    """Return the text of a file by its ending; ends the command where it is damaged, something else, or not readable.

    Paragraphs, headings and cells end with `ABSATZENDE`, so that no citation goes on from one to the next.
    """
    from generator.readers import text_docx, text_html, text_odt
    from generator.readers.auszeichnung import text_markdown, text_rtf
    from generator.readers.pdflose import text_pdf_any

    endung = datei.suffix.lower()
    if endung in TEXT:
        return decode_text(roh, datei)
    leser: dict[str, Callable[[bytes, Lesegrenzen], Auszug]] = {
        ".docx": text_docx,
        ".odt": text_odt,
        ".pdf": text_pdf_any,
        ".rtf": text_rtf,
        **dict.fromkeys(HTML, partial(text_html, ist_fremd=True)),
        **dict.fromkeys(MARKDOWN, text_markdown),
    }
    lese = leser.get(endung)
    if lese is None:
        raise Abbruch(_refuse(datei, endung))
    if endung in (*HTML, *MARKDOWN):
        roh = decode_text(roh, datei).encode()
    try:
        auszug = lese(roh, grenzen)
    except GrenzFehler as fehler:
        raise Abbruch(f"„{show_pfad(datei)}“: {fehler} {WEITER}") from fehler
    except LeseFehler as fehler:
        raise Abbruch(f"„{show_pfad(datei)}“: {fehler}") from fehler
    return (ABSATZENDE if auszug.sind_absaetze else "\n").join((*auszug.zeilen, *auszug.fussnoten))


def decode_text(roh: bytes, datei: Path) -> str:
    """Return the characters of a text file; ends the command for another encoding and for a file that is no text."""
    if datei.suffix.lower() not in HTML:
        _refuse_disguised(roh, datei)
    text, maengel = decode(roh, datei.name)
    if text is None:
        raise Abbruch(f"„{show_pfad(datei)}“: {maengel[0].meldung}")
    if "\0" in text:
        raise Abbruch(
            f"„{show_pfad(datei)}“ ist kein UTF-8-Text: Die Datei enthält Nullzeichen. Vermutlich ist sie als UTF-16 („Unicode“) gespeichert oder "
            "keine Textdatei. Speichern Sie sie als UTF-8."
        )
    return text


def _refuse_disguised(roh: bytes, datei: Path) -> None:
    anfang = roh[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for kennzeichen, was, endung in _ANFAENGE:
        if anfang.startswith(kennzeichen.lower()):
            rat = f"Geben Sie ihr die Endung {show_pfad(endung)}." if endung else RAT[".doc"]
            raise Abbruch(f"„{show_pfad(datei)}“ ist keine Textdatei, sondern {was}. {rat}")


def _refuse(datei: Path, endung: str) -> str:
    rat = RAT.get(endung, "Speichern Sie die Datei in einem dieser Formate.")
    return f"„{show_pfad(datei)}“: Dateien mit der Endung „{show_pfad(endung)}“ werden nicht gelesen; lesbar sind {', '.join(LESBAR)}. {rat}"
