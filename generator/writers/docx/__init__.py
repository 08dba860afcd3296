"""DOCX writer: a Word document with live numbering, references, table of contents and anchors, built as strings.

What Word counts is bound to styles (one multilevel list per numbering scheme); the labels of the tree appear only as cached
field results, so that editing goes on in Word with correct numbers.
"""

from __future__ import annotations

from ...tree import Dokument
from ..zip import Packstrom, Rohstrom, Teil, build_zip
from .dokument import write_body
from .lauf import TEXTBREITEN, DocxLauf
from .teile import package_parts

__all__ = ["docx_parts", "write_docx"]


def write_docx(dokument: Dokument, daten: bytes = b"") -> bytes:
    """Return the numbered document as a Word file (ECMA-376 transitional); the same tree gives the same bytes.

    `daten` (JSON in UTF-8) travel along unseen; empty means none.
    The pages in the contents are an estimate until Word makes them anew: a field that is marked for it, like the setting to
    update fields on opening, makes Word ask the reader about foreign files (ADR 0009).
    Raises SchreibFehler with a German sentence for a tree that was not numbered or whose ids cannot be bookmarks.
    """
    return build_zip(_make_parts(dokument, daten, Packstrom()), dokument.kopf.stand)


def docx_parts(dokument: Dokument, hat_seitenzahlen: bool = True) -> dict[str, bytes]:
    """Return the files of the package of `write_docx` by their names, unpacked, for whoever reads them at once.

    Without `hat_seitenzahlen` the contents name page 1 throughout, and no pages are measured.
    """
    teile = _make_parts(dokument, b"", Rohstrom(), hat_seitenzahlen)
    return {teil.name.decode("utf-8"): teil.inhalt for teil in teile}


def _make_parts(
    dokument: Dokument, daten: bytes, strom: Packstrom | Rohstrom, hat_seitenzahlen: bool = True
) -> list[Teil]:
    lauf = DocxLauf(TEXTBREITEN[dokument.kopf.lage])
    rumpf = write_body(dokument, lauf, strom, hat_seitenzahlen)
    return package_parts(dokument, rumpf, lauf, daten)
