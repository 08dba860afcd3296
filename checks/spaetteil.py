"""Parts of a contract that rules ask for without loading them: which contract has one is told by name."""

from __future__ import annotations


class Spaetteil(type):
    """The type of a stand-in for a part: whoever has the part itself among its bases counts as having it.

    The module of a part and all it is made of is then loaded by the kinds that have it, and by none other.
    """

    _modul: str

    @classmethod
    def of(cls, modul: str, name: str, ort: str) -> Spaetteil:
        """Return the stand-in for the class of this name; it stands under the same name in the module `ort`."""
        return cls(name, (), {"_modul": modul, "__module__": ort})

    def __subclasscheck__(cls, art: type) -> bool:
        """Tell whether a class is the part or has it."""
        return any(k.__name__ == cls.__name__ and k.__module__ == cls._modul for k in art.__mro__)

    def __instancecheck__(cls, wert: object) -> bool:
        """Tell whether a contract has the part."""
        return cls.__subclasscheck__(type(wert))
