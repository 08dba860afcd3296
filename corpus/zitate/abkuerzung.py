"""Abbreviations that no list has: whether a word looks like one, and what kind of law its look tells."""

from __future__ import annotations

from functools import lru_cache

from ..norm.gesetzesnamen import KEIN_NAME, find_schluessel
from . import zitatmuster
from .kopfwort import has_kopf, split_kopf


@lru_cache(maxsize=4096)
def is_abkuerzung(wort: str) -> bool:
    """Tell whether an unknown word looks like the abbreviation of a law (two capitals, no court, no gazette)."""
    kern = wort.rstrip(".")
    if sum(map(str.isupper, kern)) < 2 or len(kern) > 30 or kern[-1].isdigit():
        return False
    if KEIN_NAME.match(kern) or split_kopf(kern) is not None or zitatmuster.KEIN_GESETZ.match(kern):
        return False
    return find_schluessel(wort) is not None


@lru_cache(maxsize=4096)
def guess_art(wort: str) -> str:
    """Return the kind of an unknown abbreviation by its look."""
    if "LRV" in wort:
        return "rahmenvertrag"
    if zitatmuster.TARIF.match(wort):
        return "tarifvertrag"
    if zitatmuster.EU.match(wort):
        return "eu"
    if zitatmuster.VORSCHRIFT.match(wort):
        return "vorschrift"
    if zitatmuster.VERORDNUNG.search(wort):
        return "verordnung"
    if wort.endswith("G") or has_kopf(wort):
        return "gesetz"
    return "vorschrift" if zitatmuster.KLARTEXT.search(wort) else "gesetz"
