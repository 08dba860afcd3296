"""Walking the plain data of a contract file."""

from __future__ import annotations

from typing import Any

from contracts.position import Pfad


def list_datentexte(daten: Any) -> list[tuple[Pfad, str]]:
    """Return every text value with its path, in the order of the file."""
    texte: list[tuple[Pfad, str]] = []
    _gather(daten, (), texte)
    return texte


def _gather(daten: Any, pfad: Pfad, texte: list[tuple[Pfad, str]]) -> None:
    if isinstance(daten, str):
        texte.append((pfad, daten))
    elif isinstance(daten, dict):
        for schluessel, wert in daten.items():
            _gather(wert, (*pfad, schluessel), texte)
    elif isinstance(daten, list):
        for nummer, wert in enumerate(daten):
            _gather(wert, (*pfad, nummer), texte)
