"""The key of a copy under pseudonyms: whoever does not have it can compute no pseudonym and no offset from the original, nor try guesses."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, TypeVar

T = TypeVar("T")
MINDESTENS: Final = 32
"""Bytes of a key; fewer could be found by trying."""
VERSCHIEDENE: Final = 8
"""Different bytes a key must have: „aaaa…“ is none."""


@dataclass(frozen=True, slots=True)
class Schluessel:
    """Bytes that only their owner has; everything drawn depends on them and on what it is drawn for."""

    inhalt: bytes = field(repr=False)

    def draw(self, zweck: str, wert: str) -> int:
        """Return a number of 256 bits for a purpose and a value, the same for the same key."""
        return int.from_bytes(hmac.digest(self.inhalt, f"{zweck}\0{wert}".encode(), sha256), "big")

    def choose(self, zweck: str, wert: str, auswahl: Sequence[T]) -> T:
        """Return one of several things."""
        return auswahl[self.draw(zweck, wert) % len(auswahl)]

    def shuffle(self, zweck: str, auswahl: Sequence[T]) -> list[T]:
        """Return things in an order that only the key gives away."""
        return sorted(auswahl, key=lambda ding: self.draw(zweck, str(ding)))


def is_strong(inhalt: bytes) -> bool:
    """Tell whether bytes may serve as a key."""
    return len(inhalt) >= MINDESTENS and len(set(inhalt)) >= VERSCHIEDENE
