"""Classes of words that all word lists share: entries of `wortklassen.toml` become patterns of their inflected forms.

German forms are spelled as patterns instead of being looked up: a dictionary of lemmas takes longer to load than a whole check.
"""

from __future__ import annotations

import re
from functools import cache

from ..paketdaten import load_daten
from .wortformen import forms_of_word

_DATEI = "wortklassen"
_PERSONALENDUNG = "(?:e|en|t|et|st|te|ten|n)?"
_ZWISCHEN = r"\b[^.;]*?\b"


@cache
def load_klasse(name: str) -> str:
    """Return the pattern of a class, lower case; raises KeyError for a class that the data file does not have."""
    return "|".join(build_formen(eintrag) for eintrag in load_daten(_DATEI)[name])


@cache
def load_stuecke(name: str) -> tuple[str, ...]:
    """Return pieces of which every match of a class contains one; one that holds another is left out."""
    stuecke = sorted({s for eintrag in load_daten(_DATEI)[name] for s in _pieces(eintrag)}, key=len)
    return tuple(s for n, s in enumerate(stuecke) if not any(kurz in s for kurz in stuecke[:n]))


@cache
def load_zaehlbar(*namen: str) -> re.Pattern[str]:
    """Return a pattern of classes whose matches do not swallow what stands between the parts of a separable verb."""
    return re.compile("|".join(_zaehlbar(eintrag) for name in namen for eintrag in load_daten(_DATEI)[name]))


def _zaehlbar(eintrag: str) -> str:
    if "|" not in eintrag:
        return build_formen(eintrag)
    vorsilbe, staemme = _split(eintrag.removeprefix("…"))
    stamm = f"(?:{'|'.join(staemme)})"
    getrennt = rf"\b{stamm}{_PERSONALENDUNG}\b(?=[^.;]*\b{vorsilbe}\b)"
    return getrennt if eintrag.startswith("…") else rf"\b{vorsilbe}(?:ge|zu)?{stamm}(?!lich)\w*|{getrennt}"


def list_klassen() -> frozenset[str]:
    """Return the names of all classes."""
    return frozenset(load_daten(_DATEI))


def build_formen(eintrag: str) -> str:
    """Return the pattern of one entry; the data file says how entries are written."""
    if "|" in eintrag:
        vorsilbe, staemme = _split(eintrag)
        stamm = f"(?:{'|'.join(staemme)})"
        return rf"\b{vorsilbe}(?:ge|zu)?{stamm}\w*|\b{stamm}{_PERSONALENDUNG}{_ZWISCHEN}{vorsilbe}\b"
    if eintrag.endswith("-"):
        return rf"\b(?:ge)?{eintrag[:-1]}\w*"
    if eintrag.startswith("~"):
        return rf"\b\w*{forms_of_word(eintrag[1:])[1]}\b"
    vorn = r"\b\w*" if eintrag.startswith("*") else r"\b"
    hinten = r"\w*" if eintrag.endswith("*") else r"\b"
    return f"{vorn}{re.escape(eintrag.strip('*'))}{hinten}"


def _split(eintrag: str) -> tuple[str, list[str]]:
    vorsilbe, _, rest = eintrag.partition("|")
    return vorsilbe, rest.split(",")


def _pieces(eintrag: str) -> list[str]:
    if "|" in eintrag:
        return _split(eintrag)[1]
    if eintrag.startswith("~"):
        return [forms_of_word(eintrag[1:])[0]]
    return [eintrag.strip("*-")]
