"""Ranges written out: `§§ 14 bis 16`, `Abs. 1 bis 3`, `Buchst. a bis c`, `§§ 64 bis 64c`."""

from __future__ import annotations

from functools import lru_cache

from ..norm import Norm
from ..regex import compile_fast

# A range of more places than this is named by its ends only: nobody means each of them.
HOECHSTENS = 200
_ZAHL = compile_fast(r"(\d{1,6})([a-z]?)\Z")


def list_werte(von: str, bis: str) -> list[str] | None:
    """Return the values from first to last; None if the two do not span a range."""
    if len(von) == len(bis) == 1 and von.isalpha() and bis.isalpha() and von <= bis:
        return [chr(i) for i in range(ord(von), ord(bis) + 1)]
    if len(von) == len(bis) == 2 and von[0] == von[1] and bis[0] == bis[1] and von[0].isalpha() and von <= bis:
        return [chr(i) * 2 for i in range(ord(von[0]), ord(bis[0]) + 1)]
    erst, letzt = _ZAHL.match(von), _ZAHL.match(bis)
    if not erst or not letzt:
        return None
    a, b = int(erst[1]), int(letzt[1])
    if not a <= b or b - a > HOECHSTENS:
        return None
    if a == b:
        if erst[2] > letzt[2]:
            return None
        if not letzt[2]:
            return [von]
        return ([von] if not erst[2] else []) + [f"{a}{chr(i)}" for i in range(ord(erst[2] or "a"), ord(letzt[2]) + 1)]
    return [von, *(str(i) for i in range(a + 1, b + 1)), *([bis] if letzt[2] else [])]


def is_bereich(von: Norm, bis: Norm) -> bool:
    """Tell whether two norms differ in their last value only, so that it alone says the end of a range."""
    erste, letzte = von.einheiten, bis.einheiten
    if not erste or not letzte:
        return not erste and not letzte
    return von.paragraf == bis.paragraf and erste[:-1] == letzte[:-1] and erste[-1][0] == letzte[-1][0]


@lru_cache(maxsize=4096)
def expand_bereich(von: Norm, bis: Norm | None) -> tuple[Norm, ...]:
    """Return the norms from `von` to `bis`; without `bis` the first and the one after it (`f.`)."""
    einheiten = von.einheiten
    name, wert = einheiten[-1] if einheiten else ("", von.paragraf)
    if bis is None:
        zahl = _ZAHL.match(wert)
        werte = [wert, str(int(zahl[1]) + 1)] if zahl else [wert]
    elif not is_bereich(von, bis):
        return (von, bis)
    else:
        gefunden = list_werte(wert, bis.einheiten[-1][1] if bis.einheiten else bis.paragraf)
        if gefunden is None:
            return (von, bis)
        werte = gefunden
    if not name:
        return tuple(Norm(von.gesetz, w, von.art, fassung=von.fassung) for w in werte)
    stamm = einheiten[:-1]
    return tuple(Norm(von.gesetz, von.paragraf, von.art, (*stamm, (name, w)), von.fassung) for w in werte)
