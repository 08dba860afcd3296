"""Clause texts: Markdown with typed inlines (docs/klauseltext.md) → template → blocks of the document tree."""

from .fuellen import Fuellung, fill
from .lesen import read_text
from .vorlage import KlauseltextFehler, Vorlage

__all__ = ["Fuellung", "KlauseltextFehler", "Vorlage", "fill", "read_text"]
