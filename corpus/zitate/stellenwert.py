"""What can number a unit: letters for Buchstaben, Roman figures in older styles, capitals for annexes."""

from __future__ import annotations

from functools import lru_cache

from .schritt import ANLAGEN

NUR_BUCHSTABEN = frozenset(("buchstabe", "doppelbuchstabe", "dreifachbuchstabe"))
ROEMISCH = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}


@lru_cache(maxsize=4096)
def zahl_of(wert: str) -> int:
    """Return the number in a value, 0 if it has none."""
    return int("".join(zeichen for zeichen in wert if zeichen.isdigit()) or 0)


def is_wert_of(name: str, wert: str) -> bool:
    """Tell whether a value can number this unit: letters for Buchstaben, digits for the others."""
    if wert[0].isdigit():
        return name not in NUR_BUCHSTABEN
    if name == "buchstabe":
        return len(wert) <= 2 and wert.isalpha()
    if name in NUR_BUCHSTABEN:
        return wert.isalpha() and len(set(wert)) == 1
    if name in ANLAGEN:
        return wert.isupper() and (len(wert) == 1 or not set(wert) - set("IVX"))
    return wert in ROEMISCH or (len(wert) == 1 and name == "nummer")
