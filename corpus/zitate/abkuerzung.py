"""Abbreviations that no list has: whether a word looks like one, and what kind of law its look tells."""

from __future__ import annotations

from functools import lru_cache

from ..norm.gesetzesnamen import KEIN_NAME, find_schluessel
from . import zitatmuster as muster
from .kopfwort import has_kopf, split_kopf


@lru_cache(maxsize=4096)
def is_abkuerzung(wort: str) -> bool:
    """Tell whether an unknown word looks like the abbreviation of a law (two capitals, no court, no gazette)."""
    kern = wort.rstrip(".")
    if sum(map(str.isupper, kern)) < 2 or len(kern) > 30 or kern[-1].isdigit():
        return False
    if KEIN_NAME.match(kern) or split_kopf(kern) is not None or muster.KEIN_GESETZ.match(kern):
        return False
    return find_schluessel(wort) is not None


@lru_cache(maxsize=4096)
def guess_art(wort: str) -> str:
    """Return the kind of an unknown abbreviation by its look."""
    if "LRV" in wort:
        return "rahmenvertrag"
    if muster.TARIF.match(wort):
        return "tarifvertrag"
    if muster.EU.match(wort):
        return "eu"
    if muster.VORSCHRIFT.match(wort):
        return "vorschrift"
    if muster.VERORDNUNG.search(wort):
        return "verordnung"
    if wort.endswith("G") or has_kopf(wort):
        return "gesetz"
    return "vorschrift" if muster.KLARTEXT.search(wort) else "gesetz"
