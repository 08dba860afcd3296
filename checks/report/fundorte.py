"""Places as other programs want them: paths from the folder of the version control, URIs, columns in bytes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from contracts.position import Position
from corpus.druckbar import mask_line

from ..bericht import Pruefbericht


def path_of(bericht: Pruefbericht, ort: Position) -> str:
    """Return the path of a place's file as text; bytes of a name that are no text become “�”."""
    return mask_line(f"{bericht.praefix}{ort.datei}")


def uri_of(bericht: Pruefbericht, ort: Position) -> str:
    """Return the relative URI that leads to the very file, whatever bytes its name consists of."""
    pfad = f"{bericht.praefix}{ort.datei}".encode("utf-8", "surrogateescape")
    uri = quote(pfad, safe="/-._~")
    # A colon in the first segment would be read as a scheme; it is quoted, and an empty name is no place.
    return uri or "."


def byte_column(zeilen: Sequence[str], zeile: int, spalte: int) -> int | None:
    """Return a column counted in bytes of UTF-8 from 1, None where the line is not at hand."""
    if spalte < 1 or not 1 <= zeile <= len(zeilen):
        return None
    return len(zeilen[zeile - 1][: spalte - 1].encode("utf-8", "replace")) + 1
