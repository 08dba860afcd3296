"""What a cited place asks of the law: the norms to look up, and what of it cannot be looked up.

A range names its ends; which §§ lie between them (`§ 64a` in `§§ 63 bis 65`) says the law. An open range (`ff.`) names only
its beginning, and nobody can say where its author wanted it to end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from .gesetz import Bestand
from .index.lesen import Gesetzesleser
from .norm import Norm
from .zitate import Stelle


def list_normen(stelle: Stelle, bestand: Bestand, tage: Iterable[date]) -> tuple[Norm, ...]:
    """Return every norm of a place; a range of §§ holds all that the law has between its ends on one of the days."""
    von, bis = stelle.von, stelle.bis
    normen = stelle.expand()
    if bis is None or von.paragraf == bis.paragraf or von.art != "§" or bis.art != "§":
        return normen
    zwischen = (n for tag in tage if (leser := bestand.text_at(von.gesetz, tag)) for n in _between(leser, von, bis))
    return tuple(dict.fromkeys((*normen, *(Norm(von.gesetz, n, fassung=von.fassung) for n in zwischen))))


def explain_open(stelle: Stelle) -> str:
    """Return what a place leaves open as a German sentence, empty if it leaves nothing open."""
    if stelle.folgende != "ff.":
        return ""
    wortlaut = f"{stelle.format()} {stelle.von.gesetz}".replace("\u00a0", " ").strip()
    return f"„{wortlaut}“ sagt nicht, wo das Zitat endet; geprüft ist nur {stelle.von.kanonisch}, nicht was folgt."


def _between(leser: Gesetzesleser, von: Norm, bis: Norm) -> tuple[str, ...]:
    nummern = _list_nummern(leser)
    if von.paragraf not in nummern or bis.paragraf not in nummern:
        return ()
    alle = tuple(nummern)
    return alle[nummern[von.paragraf] + 1 : nummern[bis.paragraf]]


@lru_cache(maxsize=64)
def _list_nummern(leser: Gesetzesleser) -> dict[str, int]:
    return {nummer: i for i, nummer in enumerate(n for n in leser.nummern() if n[:1].isdigit())}
