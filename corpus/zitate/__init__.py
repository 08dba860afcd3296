"""Citations in running text: find them, write them out, print them back."""

from .finden import find
from .nachbar import resolve_ueberschriften
from .zitat import Stelle, Zitat

__all__ = ["Stelle", "Zitat", "find", "resolve_ueberschriften"]
