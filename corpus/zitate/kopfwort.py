"""The head noun of a law's name: `Abgabenordnung`, `Antiterrorismusgesetzes`, `Verordnung`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..regex import compile_fast

# Ending → kind of law; an ending that contains another stands before it.
ENDEN = {
    "gesetzbuch": "gesetz", "gesetz": "gesetz", "verordnung": "verordnung", "ordnung": "gesetz", "verfassung": "gesetz",
    "richtlinie": "vorschrift", "satzung": "vorschrift", "erlass": "vorschrift", "tarifvertrag": "tarifvertrag",
    "rahmenvertrag": "rahmenvertrag", "staatsvertrag": "vertrag", "konvention": "eu", "charta": "eu",
}  # fmt: skip
_ALLE = tuple(ENDEN)
_FAELLE = ("", "es", "s", "en", "e", "n")
_WORT = compile_fast(r"(?P<kern>[\w-]{1,75}+)(?:/EU)?(?![\w/-])")


class Kopfwort(NamedTuple):
    """A head noun in three parts: what stands before the ending, the ending, the case; `ende` is where it ends."""

    wort: str
    vorn: str
    stamm: str
    fall: str
    ende: int


@lru_cache(maxsize=4096)
def split_kopf(wort: str) -> tuple[str, str, str] | None:
    """Return (front, ending, case) of a word that ends like a law; None for any other word."""
    klein = wort.lower()
    if len(klein) != len(wort):
        return None
    for fall in _FAELLE:
        rest = klein.removesuffix(fall) if klein.endswith(fall) else ""
        if rest.endswith(_ALLE):
            stamm = next(ende for ende in _ALLE if rest.endswith(ende))
            return wort[: len(rest) - len(stamm)], stamm, fall
    return None


def match_kopf(text: str, pos: int) -> Kopfwort | None:
    """Return the head noun that begins at `pos`; None if the word there is none."""
    fund = _WORT.match(text, pos)
    teile = split_kopf(fund[1]) if fund else None
    if fund is None or teile is None:
        return None
    return Kopfwort(fund[0], *teile, fund.end())


def has_kopf(name: str) -> bool:
    """Tell whether a name has a head noun among its words."""
    return any(match_kopf(wort, 0) is not None for wort in name.split())
