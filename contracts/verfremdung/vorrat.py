"""The words that take the place of others in a copy under pseudonyms: data of the house."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..paketdaten import read


@cache
def load_vorrat() -> Mapping[str, Mapping[str, Any]]:
    """Return the sections of the data file."""
    return tomllib.loads(read("contracts", "verfremdung/ersatz.toml").decode("utf-8"))


def list_ersatzworte(name: str) -> tuple[str, ...]:
    """Return a list of names to choose from: first names, family names, towns, streets."""
    return tuple(load_vorrat()["namen"][name])


def fixed(name: str) -> str:
    """Return a text that does not depend on the place."""
    return str(load_vorrat()["fest"][name])


def text_for(*namen: str) -> str:
    """Return the neutral text of the first of these places that has one. Raises LookupError."""
    texte = load_vorrat()["texte"]
    return next(str(texte[n]) for n in namen if n in texte)
