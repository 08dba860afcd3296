"""General check: what the file states besides must equal what follows from its own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from contracts.position import Pfad

from ..befund import Fund
from ..wert import show_betrag


def compare_ausgewiesen(
    pfad: Pfad,
    ausgewiesen: Decimal | None,
    berechnet: Decimal,
    als_text: Callable[[Decimal], str] = show_betrag,
    variante: str = "",
    bezug: tuple[tuple[Pfad, str], ...] = (),
    **werte: str,
) -> Iterator[Fund]:
    """Report a stated value that differs from the computed one; nothing stated is nothing wrong."""
    if ausgewiesen is not None and ausgewiesen != berechnet:
        yield Fund(pfad, als_text(ausgewiesen), als_text(berechnet), werte=werte, variante=variante, bezug=bezug)
