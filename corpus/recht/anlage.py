"""Annexes of a law: how a citation names one, and whether the index knows the annexes of a law at all.

The index holds annexes of laws imported from the official XML; the shipped index was made from sources that show only §§.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ..index.gesetzesleser import Gesetzesleser
from ..index.zeit import states_at
from ..norm import Norm
from .einheit import nummer_of


def is_anlage(norm: Norm) -> bool:
    """Tell whether a citation names an annex of a law as a whole, not one of a §."""
    return not norm.paragraf and norm.einheiten[0][0] == "anlage"


def find_nummer(norm: Norm, leser: Gesetzesleser) -> str:
    """Return the key of a § or annex in the index, empty for a citation that names neither."""
    if norm.paragraf:
        return nummer_of(norm)
    if not is_anlage(norm):
        return ""
    name = f"Anlage {norm.einheiten[0][1]}"
    return next((n for n in _list_anlagen(leser) if n == name or n.startswith(f"{name} (")), name)


def explain_unknown(norm: Norm, leser: Gesetzesleser, tag: date) -> str:
    """Return why the index cannot say anything about a citation on a day, as a German sentence; empty if it can."""
    if norm.paragraf:
        return ""
    if not is_anlage(norm):
        return f"„{norm.kanonisch}“ nennt keinen Paragrafen; ohne ihn lässt sich die Stelle nicht prüfen."
    if any(any(states_at(leser.folge(n), tag)) for n in _list_anlagen(leser)):
        return ""
    return f"Die Anlagen von „{norm.gesetz}“ sind nicht im Bestand; was „{norm.kanonisch}“ sagt, ist nicht geprüft."


def root_of(norm: Norm) -> Norm:
    """Return the § or the annex itself, without the units below it: of an annex no other unit is known."""
    return norm.wurzel if norm.paragraf else Norm(norm.gesetz, "", norm.art, norm.einheiten[:1], norm.fassung)


@lru_cache(maxsize=64)
def _list_anlagen(leser: Gesetzesleser) -> tuple[str, ...]:
    return tuple(n for n in leser.nummern() if n.startswith("Anlage"))
