"""Data paths: how a clause text names a value of the contract, and how a finding names its place.

Written form: `budget.jahresbetrag`, list items by their permanent key: `ziele[Z1].termin`. Only declared fields of models
and results can be named, and computed ones that a model lists in `SICHTBAR`; nothing else of Python can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from .position import Pfad
from .sichtbar import list_sichtbare

SCHLUESSEL = ("id", "kuerzel", "partei", "leistungstyp", "projektziel", "klausel")
"""Fields that name an item of a list, tried in this order."""


class PfadFehler(ValueError):
    """A path names something that the contract does not have or does not show; the text says what is there."""


@dataclass(frozen=True, slots=True)
class Wert:
    """A value found: itself, its written path, and whether it is computed rather than stated in the file."""

    wert: Any
    pfad: str
    ist_berechnet: bool = False

    def step(self, name: str) -> Wert:
        """Go down to a field. Raises PfadFehler."""
        art = type(self.wert)
        gezeigt = _sichtbar(art)
        if name not in gezeigt:
            nahe = _similar(name, gezeigt)
            rat = f" Gemeint ist vielleicht „{nahe}“." if nahe else ""
            wo = f"„{self.pfad}“" if self.pfad else "der Vertrag"
            raise PfadFehler(f"{wo} hat kein Feld „{name}“.{rat}")
        pfad = f"{self.pfad}.{name}" if self.pfad else name
        return Wert(getattr(self.wert, name), pfad, self.ist_berechnet or gezeigt[name])

    def items(self) -> list[Wert]:
        """Return the items of a list, each with its permanent path. Raises PfadFehler for anything else."""
        if not isinstance(self.wert, tuple):
            raise PfadFehler(f"„{self.pfad}“ ist keine Liste.")
        return [Wert(w, f"{self.pfad}[{item_key(w, i)}]", self.ist_berechnet) for i, w in enumerate(self.wert)]


_BEKANNT: dict[type[object], dict[str, bool]] = {}


def _sichtbar(art: type[object]) -> dict[str, bool]:
    """Map the names a path may use on a type to whether they are computed; a type is looked at once."""
    if art not in _BEKANNT:
        _BEKANNT[art] = _look_at(art)
    return _BEKANNT[art]


def _look_at(art: type[object]) -> dict[str, bool]:
    if issubclass(art, BaseModel):
        return {**dict.fromkeys(art.model_fields, False), **dict.fromkeys(list_sichtbare(art), True)}
    if is_dataclass(art):
        return dict.fromkeys([*(f.name for f in fields(art)), *list_sichtbare(art)], True)
    return {}


def _similar(name: str, namen: dict[str, bool]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, namen, n=1)), "")


def item_key(wert: Any, index: int) -> str:
    """Return the permanent key of a list item, or its index where it has none."""
    for name in SCHLUESSEL:
        schluessel = getattr(wert, name, None) if not isinstance(wert, dict) else wert.get(name)
        if isinstance(schluessel, str):
            return schluessel
    return str(index)


def write_pfad(pfad: Pfad, daten: Any) -> str:
    """Write a path of keys and indexes with permanent keys instead of indexes, as far as the data reach."""
    text, ort = "", daten
    for teil in pfad:
        if isinstance(teil, int):
            ort = ort[teil] if isinstance(ort, (list, tuple)) and teil < len(ort) else None
            text += f"[{item_key(ort, teil)}]" if ort is not None else f"[{teil}]"
        else:
            ort = ort.get(teil) if isinstance(ort, dict) else getattr(ort, teil, None)
            text += f".{teil}" if text else teil
    return text
