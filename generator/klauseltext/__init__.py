"""Clause texts: Markdown with typed inlines (docs/klauseltext.md) → template → blocks of the document tree."""

from .fuellen import Fuellung, fill
from .lesen import read_text
from .vorlage import KlauseltextFehler, Vorlage
from .werte import Werte

__all__ = ["Fuellung", "KlauseltextFehler", "Vorlage", "Werte", "fill", "read_text"]
