"""Walking the plain data of a contract file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.position import Pfad


def iter_texte(daten: Any, pfad: Pfad = ()) -> Iterator[tuple[Pfad, str]]:
    """Yield every text value with its path, in the order of the file."""
    if isinstance(daten, str):
        yield pfad, daten
    elif isinstance(daten, Mapping):
        for schluessel, wert in daten.items():
            yield from iter_texte(wert, (*pfad, schluessel))
    elif isinstance(daten, list):
        for nummer, wert in enumerate(daten):
            yield from iter_texte(wert, (*pfad, nummer))
