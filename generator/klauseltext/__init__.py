"""Clause texts: Markdown with typed inlines (docs/klauseltext.md) → template → blocks of the document tree."""

from .fuellung import Fuellung, fill
from .klauselvorlage import KlauseltextFehler, Quellort, Vorlage
from .mitschrift import Fuellvorrat, Mitschrift
from .stueckkennung import field_id, fit_id, key_id
from .textleser import read_text
from .werte import Werte

__all__ = [
    "Fuellung",
    "Fuellvorrat",
    "KlauseltextFehler",
    "Mitschrift",
    "Quellort",
    "Vorlage",
    "Werte",
    "field_id",
    "fill",
    "fit_id",
    "key_id",
    "read_text",
]
