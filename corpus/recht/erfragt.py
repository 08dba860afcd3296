"""What a cited place asks of the law: the norms to look up, and what of it cannot be looked up.

A range names its ends; which §§ lie between them (`§ 64a` in `§§ 63 bis 65`) says the law. An open range (`ff.`) names only
its beginning, and nobody can say where its author wanted it to end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from ..index.gesetzesleser import Gesetzesleser
from ..norm import Norm
from ..regex import compile_later
from ..zitate import Normstelle
from .rechtsbestand import Rechtsbestand

_PARAGRAF = compile_later(r"(\d{1,6})([a-z]{0,2})")
HOECHSTENS = 200
"""A range of more §§ than this is asked by its ends only: nobody means each of them."""


def list_normen(stelle: Normstelle, bestand: Rechtsbestand, tage: Iterable[date]) -> tuple[Norm, ...]:
    """Return every norm of a place; a range of §§ holds all that the law has between its ends on one of the days."""
    von, bis = stelle.von, stelle.bis
    normen = stelle.expand()
    if bis is None or von.paragraf == bis.paragraf or von.art != "§" or bis.art != "§":
        return normen
    zwischen = (n for tag in tage if (leser := bestand.text_at(von.gesetz, tag)) for n in _between(leser, von, bis))
    return tuple(dict.fromkeys((*normen, *zwischen)))


def explain_open(stelle: Normstelle, normen: Sequence[Norm]) -> str:
    """Return what a place leaves open when these norms are looked up for it, as a German sentence; empty if nothing."""
    wortlaut = f"{stelle.format()} {stelle.von.gesetz}".replace("\u00a0", " ").strip()
    if stelle.folgende == "ff.":
        return f"„{wortlaut}“ sagt nicht, wo das Zitat endet; geprüft ist nur {stelle.von.kanonisch}, nicht was folgt."
    if stelle.bis is not None and len(normen) == 2 and _is_wide(stelle.von, stelle.bis):
        return f"„{wortlaut}“ nennt zu viel auf einmal; geprüft sind nur Anfang und Ende der Spanne."
    return ""


def _is_wide(von: Norm, bis: Norm) -> bool:
    """Tell whether more than nothing lies between two numbers."""
    erst, letzt = (_rank(n.einheiten[-1][1] if n.einheiten else n.paragraf)[0] for n in (von, bis))
    return letzt - erst > 1


@lru_cache(maxsize=4096)
def _between(leser: Gesetzesleser, von: Norm, bis: Norm) -> tuple[Norm, ...]:
    """Return the §§ of a text between two others; a § imported later stands at the end of the index, so numbers decide."""
    alle = _list_paragrafen(leser)
    anfang, ende = bisect_right(alle, _rank(von.paragraf)), bisect_left(alle, _rank(bis.paragraf))
    if ende - anfang > HOECHSTENS:
        return ()
    return tuple(Norm(von.gesetz, f"{zahl}{buchstabe}", fassung=von.fassung) for zahl, buchstabe in alle[anfang:ende])


@lru_cache(maxsize=64)
def _list_paragrafen(leser: Gesetzesleser) -> list[tuple[int, str]]:
    return sorted((int(fund[1]), fund[2]) for nummer in leser.nummern() if (fund := _PARAGRAF.fullmatch(nummer)))


def _rank(nummer: str) -> tuple[int, str]:
    buchstabe = nummer.lstrip("0123456789")
    zahl = nummer[: len(nummer) - len(buchstabe)]
    return (int(zahl[:9]) if zahl else 0, buchstabe)
