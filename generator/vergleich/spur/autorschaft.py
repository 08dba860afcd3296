"""Who changed and when, as every tracked file tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..aenderungssatz import Aenderungssatz
from .beweis import Spurfehler


@dataclass(frozen=True, slots=True)
class Autorschaft:
    """The name that a program shows, and an ISO instant (`2025-12-11T00:00:00Z`)."""

    name: str
    zeit: str


@dataclass(frozen=True, slots=True)
class Runde:
    """One round of a negotiation: what changed in it, by whom and when."""

    satz: Aenderungssatz
    autor: Autorschaft


def need_distinct(autoren: Sequence[Autorschaft]) -> None:
    """Raise Spurfehler where two rounds could not be told apart: whoever decides goes by author and day."""
    for n, autor in enumerate(autoren):
        if autor in autoren[:n]:
            raise Spurfehler(
                f"Zwei Runden nennen dieselbe Urheberschaft ({autor.name}, {autor.zeit[:10]}); ihre Änderungen ließen sich nicht "
                "auseinanderhalten. Nennen Sie für jede Runde einen anderen Namen (--autor) oder einen anderen Tag (--datum)."
            )


def need_order(autoren: Sequence[Autorschaft]) -> None:
    """Raise Spurfehler where a round bears an earlier day than the one before it: a word processor would show them the other way round."""
    for vorher, nachher in pairwise(autoren):
        if nachher.zeit < vorher.zeit:
            raise Spurfehler(
                f"Die Tage der Runden laufen rückwärts: Auf „{vorher.name}“ ({vorher.zeit[:10]}) folgt „{nachher.name}“ "
                f"({nachher.zeit[:10]}). Nennen Sie die Fassungen von der ältesten zur neuesten, oder geben Sie mit --datum den Tag "
                "jeder Runde an."
            )
