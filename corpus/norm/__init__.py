"""A place in a law as a value, and the names of the laws: `Norm.parse` reads a citation, `Norm.format` prints it."""

from .normwert import NBSP, Norm, NormFehler, Stil

__all__ = ["NBSP", "Norm", "NormFehler", "Stil"]
