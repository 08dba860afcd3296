"""Data paths as text: list items by their own id, so that a path survives items put in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.position import Pfad

KENNUNGEN = ("id", "kennung", "kuerzel", "partei", "projektziel")
"""Keys that name a list item, the first one present wins."""


def format_pfad(pfad: Pfad, daten: Mapping[str, Any] | None) -> str:
    """Return `ziele[Z1].termin` for a path into `daten`; an item without an id is named by its index."""
    teile: list[str] = []
    ort: Any = daten
    for glied in pfad:
        if isinstance(glied, int):
            ort = (
                ort[glied] if isinstance(ort, Sequence) and not isinstance(ort, str) and -1 < glied < len(ort) else None
            )
            teile.append(f"[{_name_item(ort, glied)}]")
        else:
            ort = ort.get(glied) if isinstance(ort, Mapping) else None
            teile.append(f".{glied}" if teile else glied)
    return "".join(teile)


def _name_item(eintrag: Any, stelle: int) -> str:
    if isinstance(eintrag, Mapping):
        for schluessel in KENNUNGEN:
            wert = eintrag.get(schluessel)
            if isinstance(wert, (str, int)) and not isinstance(wert, bool):
                return str(wert)
    return str(stelle)
