"""The report in reviewdog's format: columns count bytes of UTF-8, so they are left out where the line is not at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from contracts.position import Position
from corpus.druckbar import escape_json

from ..befund import Befund, Schwere
from ..bericht import Pruefbericht
from .darstellung import Darstellung
from .fundorte import byte_column, path_of

STUFE: Final[dict[Schwere, str]] = {"fehler": "ERROR", "warnung": "WARNING", "hinweis": "INFO"}


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the result, finding by finding."""
    yield '{"source":{"name":"vertragswerk"},"diagnostics":['
    trenner = "\n"
    for befund in bericht.befunde:
        yield trenner + escape_json(json.dumps(_diagnostic(bericht, befund), ensure_ascii=False))
        trenner = ",\n"
    yield "\n]}\n"


def _diagnostic(bericht: Pruefbericht, befund: Befund) -> dict[str, Any]:
    return {
        "message": befund.meldung,
        "location": _location(bericht, befund.position),
        "severity": STUFE[befund.schwere],
        "code": {"value": befund.code},
        "related_locations": [{"message": b.text, "location": _location(bericht, b.position)} for b in befund.bezug],
    }


def _location(bericht: Pruefbericht, ort: Position) -> dict[str, Any]:
    zeilen = bericht.lies_zeilen(ort.datei)
    bereich = {"start": _point(zeilen, ort.zeile, ort.spalte)}
    # A range with a column at one end alone means something else.
    if ort.bis_zeile and "column" in bereich["start"]:
        ende = _point(zeilen, ort.bis_zeile, ort.bis_spalte)
        if "column" in ende:
            bereich["end"] = ende
    return {"path": path_of(bericht, ort), "range": bereich}


def _point(zeilen: Any, zeile: int, spalte: int) -> dict[str, int]:
    gezaehlt = byte_column(zeilen, zeile, spalte)
    return {"line": zeile} if gezaehlt is None else {"line": zeile, "column": gezaehlt}
