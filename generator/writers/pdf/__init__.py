"""PDF writer: Typst sets the page, a second pass makes signature fields and completes the tags."""

from __future__ import annotations

from ...tree import Dokument
from .projektion import project
from .setzen import PdfFehler, compile_pdf
from .vollenden import complete

__all__ = ["PdfFehler", "write_pdf"]

MEDIENARTEN = {
    "json": "application/json",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "xml": "application/xml",
    "txt": "text/plain",
}


ANHANG = "vertrag.json"
"""File name of the contract data inside the PDF."""


def write_pdf(dokument: Dokument, daten: bytes = b"", dateiname: str = ANHANG) -> bytes:
    r"""Return the document as a PDF that is PDF/A-3a and PDF/UA-1 at once, with one tagged signature field per place.

    `daten` (UTF-8) is attached unchanged as `dateiname` with AFRelationship Source; empty means no attachment. The same
    input gives the same bytes; the only date is `kopf.stand`. The file ends in "%%EOF\n", so that an incremental
    signature keeps PDF/A. Raises PdfFehler with a German sentence when the document cannot be set.
    """
    anhang = None
    if daten:
        art = MEDIENARTEN.get(dateiname.rpartition(".")[2].lower(), "application/octet-stream")
        anhang = {"name": dateiname, "art": art, "beschreibung": f"Vertragsdaten zu {dokument.kopf.kennung}"}
    try:
        text = daten.decode("utf-8")
    except UnicodeDecodeError as fehler:
        raise PdfFehler(f"Die Datei „{dateiname}“ ist kein UTF-8 und kann nicht beigefügt werden.") from fehler
    projektion = project(dokument, anhang)
    try:
        gesetzt = compile_pdf(projektion, text, dokument.kopf.stand)
    except PdfFehler as fehler:
        wo = _find_place(dokument, fehler.zeichen) if fehler.zeichen else ""
        raise PdfFehler(f"{fehler} Es steht hier: {wo}.") if wo else fehler from fehler
    return complete(gesetzt, dokument, projektion)


def _find_place(dokument: Dokument, zeichen: str) -> str:
    """Return the printed place of the first text that holds one of the characters."""
    from ...kanon import posten
    from ...numbering import places

    treffer = next((p for p in posten(dokument) if set(p.text) & set(zeichen)), None)
    if treffer is None:
        return ""
    stelle = places(dokument).get(treffer.wo)
    return stelle.bezeichnung if stelle is not None else "im Titel"
