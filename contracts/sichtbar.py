"""Computed values that a written path may name: the mark stands at the property itself and is inherited with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

_MARKE = "_ist_sichtbar"

F = TypeVar("F", bound=Callable[..., Any])


def sichtbar(berechnung: F) -> F:
    """Let clause texts and findings name a computed value; stands directly below `@property` or `@cached_property`."""
    setattr(berechnung, _MARKE, True)
    return berechnung


def list_sichtbare(art: type[object]) -> tuple[str, ...]:
    """Return the names of the marked properties of a type, its own and inherited; an override decides for itself."""
    # The last one seen is the one that holds: later classes of the reversed order override.
    eigenschaften = {name: wert for klasse in reversed(art.__mro__) for name, wert in vars(klasse).items()}
    return tuple(name for name, wert in eigenschaften.items() if getattr(_function(wert), _MARKE, False))


def _function(eigenschaft: object) -> object:
    if isinstance(eigenschaft, property):
        return eigenschaft.fget
    return eigenschaft.func if isinstance(eigenschaft, cached_property) else None
