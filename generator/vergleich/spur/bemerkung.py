"""Reasons beside changes, whatever the format of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from .autorschaft import Autorschaft
from .beweis import Spurfehler


def need_given(
    gesagte: Sequence[tuple[str, str, str]], autor: Autorschaft, gruende: Mapping[str, str], was: str
) -> None:
    """Raise Spurfehler unless what is said (author, date, text) was given as a reason, no more often than that; `was` names one."""
    erlaubt = Counter((autor.name, autor.zeit, "\n".join(g.splitlines())) for g in gruende.values())
    if Counter(gesagte) - erlaubt:
        raise Spurfehler(f"{was} sagte, was kein Grund ist; es ist nicht geschrieben.")
