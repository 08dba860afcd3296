"""Citations in running text: find them, write them out, print them back."""

from .finden import find
from .zitat import Stelle, Zitat

__all__ = ["Stelle", "Zitat", "find"]
