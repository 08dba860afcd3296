"""Find the unit a citation names inside one version of a provision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..index.indexmodell import Gesetzesfassung, Normabsatz, Normpunkt, Normsatz
from ..norm import Norm
from ..norm.normform import EINHEITEN

# Units the index holds; a citation down to another one (Halbsatz, Alternative …) is judged by the unit above it.
GEZAEHLT = frozenset(("absatz", "satz", "nummer", "buchstabe", "doppelbuchstabe", "dreifachbuchstabe"))
_IN_LISTEN = frozenset(("nummer", "buchstabe", "doppelbuchstabe", "dreifachbuchstabe"))


class Einheitsfund(NamedTuple):
    """Where a citation leads: the hash of the unit, or the first unit that is missing as words (`Absatz 5`).

    `oberhalb` are the units above the missing one, which are there. `ist_mehrdeutig` when the § has several Absätze and the citation names none.
    """

    hash: str = ""
    fehlt: str = ""
    absatz: str = ""
    ist_mehrdeutig: bool = False
    oberhalb: tuple[tuple[str, str], ...] = ()

    @property
    def ist_da(self) -> bool:
        """Tell whether every unit was found."""
        return not self.fehlt


class _Stelle(NamedTuple):
    hash: str
    saetze: Sequence[Normsatz] = ()
    punkte: Sequence[Normpunkt] = ()
    satzzahl: int = 0


def find_einheit(fassung: Gesetzesfassung, einheiten: Iterable[tuple[str, str]]) -> Einheitsfund:
    """Follow the units of a citation (`Norm.einheiten`) from the § downwards."""
    alle = offen = [(name, wert) for name, wert in einheiten if name in GEZAEHLT]
    absatz = ""
    if offen and offen[0][0] == "absatz":
        absatz = offen[0][1]
        treffer = next((a for a in fassung.absaetze if a.nummer == absatz), None)
        if treffer is None:
            return Einheitsfund(fehlt=name_of_einheit(*offen[0]), absatz=absatz)
        stelle = _whole((treffer,))
        offen = offen[1:]
    else:
        lose = [a for a in fassung.absaetze if not a.nummer] or list(fassung.absaetze)
        if offen and len(lose) > 1 and lose[0].nummer:
            return Einheitsfund(fehlt=f"die Angabe des Absatzes vor {name_of_einheit(*offen[0])}", ist_mehrdeutig=True)
        stelle = _whole(lose)
    for i, (name, wert) in enumerate(offen, len(alle) - len(offen)):
        naechste = _step(stelle, name, wert)
        if naechste is None:
            return Einheitsfund(fehlt=name_of_einheit(name, wert), absatz=absatz, oberhalb=tuple(alle[:i]))
        stelle = naechste
    return Einheitsfund(hash=stelle.hash, absatz=absatz)


def name_of_einheit(einheit: str, wert: str) -> str:
    """Return `Absatz 5` for the pair ("absatz", "5")."""
    return f"{EINHEITEN[einheit].lang} {wert}"


def nummer_of(norm: Norm) -> str:
    """Return the key of the provision in the index: `29` for § 29, `Art 3` for an article."""
    return norm.paragraf if norm.art == "§" else f"Art {norm.paragraf}"


def whole_hash(fassung: Gesetzesfassung) -> str:
    """Return the identity of the whole text of a version."""
    return "".join(a.nummer + a.hash for a in fassung.absaetze)


def _whole(absaetze: Sequence[Normabsatz]) -> _Stelle:
    saetze = [s for a in absaetze for s in a.saetze]
    return _Stelle("".join(a.hash for a in absaetze), saetze, [p for s in saetze for p in s.punkte], len(saetze))


def _step(stelle: _Stelle, name: str, wert: str) -> _Stelle | None:
    if name == "satz":
        nummer = int(wert) if wert.isdigit() else 0
        if not 1 <= nummer <= stelle.satzzahl:
            return None
        if not stelle.saetze:  # a Satz inside a list item: counted, not hashed by itself
            return _Stelle(stelle.hash, (), stelle.punkte, 1)
        satz = stelle.saetze[nummer - 1]
        return _Stelle(satz.hash, (), satz.punkte, 1)
    if name not in _IN_LISTEN:
        return None
    punkt = _find_punkt(stelle.punkte, wert)
    return _Stelle(punkt.hash, (), punkt.punkte, punkt.saetze) if punkt else None


def _find_punkt(punkte: Sequence[Normpunkt], wert: str) -> Normpunkt | None:
    """Look on this level; a level without numbers (dashes, a list in a list) is passed through."""
    for punkt in punkte:
        if punkt.nummer == wert:
            return punkt
    for punkt in punkte:
        if not punkt.nummer and (tiefer := _find_punkt(punkt.punkte, wert)):
            return tiefer
    return None
