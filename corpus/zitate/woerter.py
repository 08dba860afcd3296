"""Word lists of the citation scanner, read once from `corpus/data/zitatwoerter.json`."""

from __future__ import annotations

import re
from functools import cache

from ..paketdaten import load_json


@cache
def _load() -> dict[str, list[str]]:
    daten: dict[str, list[str]] = load_json("zitatwoerter.json")
    return daten


def list_woerter(name: str) -> frozenset[str]:
    """Return one list as a set."""
    return frozenset(_load()[name])


def join_woerter(name: str) -> str:
    """Return one list as the alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(wort) for wort in sorted(_load()[name], key=len, reverse=True))
