"""ODT writer: an OpenDocument text with live numbering, references, table of contents and anchors, built as strings."""

from __future__ import annotations

from ...tree import Dokument
from ..zip import build_zip
from .dokument import write_body
from .lauf import TEXTBREITEN, OdtLauf
from .teile import package_parts

__all__ = ["write_odt"]


def write_odt(dokument: Dokument, daten: bytes = b"") -> bytes:
    """Return the numbered document as an OpenDocument text (ODF 1.3); the same tree gives the same bytes.

    `daten` (JSON in UTF-8) travel along as a file of the package; empty means none.
    Lists, references, table numbers, pages and their count are computed by the reading program; the labels of the tree are
    their cached text.
    Raises SchreibFehler with a German sentence for a tree that was not numbered or whose ids cannot be bookmarks.
    """
    lauf = OdtLauf(TEXTBREITEN[dokument.kopf.lage])
    rumpf = write_body(dokument, lauf)
    return build_zip(package_parts(dokument, rumpf, lauf, daten), dokument.kopf.stand)
