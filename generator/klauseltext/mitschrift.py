"""Filled clauses kept by what they asked the contract for: another contract that answers the same gets the same pieces.

A clause asks one question after the other (what a field prints, whether a condition holds, which items a list has), and which it
asks next hangs on nothing but the answers before. So the answers alone decide what comes of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ..merkspeicher import Merkspeicher
from .klauselvorlage import KlauseltextFehler, Quellort, VFeld
from .werte import Druck, Werte

if TYPE_CHECKING:
    from contracts.pfad import Wert

T = TypeVar("T")

ANFANG = Quellort(1)
VERTRAG = -1
"""Stands for the contract itself where the others are numbers of named values."""


@dataclass(frozen=True, slots=True)
class _Frage:
    """What a clause asks; `basis` is the number of the named value that the path begins at."""

    basis: int
    feld: VFeld | None = None
    pfad: tuple[str, ...] = ()
    ort: Quellort = ANFANG
    ist_liste: bool = False


@dataclass(slots=True, eq=False)
class _Strecke:
    """Questions that follow each other without a fork between them."""

    fragen: tuple[_Frage, ...]


@dataclass(slots=True, eq=False)
class _Fertig(Generic[T]):
    was: T
    zeichen: int


class Mitschrift(Werte):
    """Values of a contract that note what they are asked, for one clause. Every method raises as that of `Werte` does."""

    def __init__(self, werte: Werte, namen: Mapping[str, Wert]) -> None:
        self.wurzel = werte.wurzel
        self._werte = werte
        self._nummern = {id(w): n for n, w in enumerate(namen.values())}
        self._gehalten = list(namen.values())
        self.schritte: list[tuple[_Frage, Hashable]] = []
        self._gefragt: set[Hashable] = set()
        self._anfang = werte.gezaehlt

    @property
    def zeichen(self) -> int:
        """What the clause has been counted with."""
        return self._werte.gezaehlt - self._anfang

    def count(self, zeichen: int, stuecke: int, ort: Quellort) -> None:
        """See `Werte.count`."""
        self._werte.count(zeichen, stuecke, ort)

    def boolean(self, pfad: Sequence[str], namen: Mapping[str, Wert], ort: Quellort) -> bool:
        """See `Werte.boolean`."""
        antwort = self._werte.boolean(pfad, namen, ort)
        basis = self._basis(pfad[0], namen)
        if self._is_new((basis, pfad)):
            self.schritte.append((_Frage(basis, pfad=tuple(pfad), ort=ort), antwort))
        return antwort

    def items(self, pfad: Sequence[str], namen: Mapping[str, Wert], ort: Quellort) -> list[Wert]:
        """See `Werte.items`."""
        glieder = self._werte.items(pfad, namen, ort)
        basis = self._basis(pfad[0], namen)
        if self._is_new((basis, pfad, "liste")):
            self.schritte.append((_Frage(basis, pfad=tuple(pfad), ort=ort, ist_liste=True), _keys(glieder)))
            for wert in glieder:
                self._nummern[id(wert)] = len(self._gehalten)
                self._gehalten.append(wert)
        return glieder

    def field(self, feld: VFeld, namen: Mapping[str, Wert]) -> Druck:
        """See `Werte.field`."""
        druck = self._werte.field(feld, namen)
        basis = self._basis(feld.pfad[0], namen)
        if self._is_new((basis, feld.pfad, feld.format)):
            self.schritte.append((_Frage(basis, feld), druck))
        return druck

    def _basis(self, name: str, namen: Mapping[str, Wert]) -> int:
        wert = namen.get(name)
        return self._nummern[id(wert)] if wert is not None else VERTRAG

    def _is_new(self, frage: Hashable) -> bool:
        if frage in self._gefragt:
            return False
        self._gefragt.add(frage)
        return True


class Fuellvorrat(Generic[T]):
    """What became of clauses, by the answers of the contract."""

    def __init__(self) -> None:
        self._wege: Merkspeicher[_Strecke | _Fertig[T]] = Merkspeicher()

    def find(self, klausel: Hashable, werte: Werte, namen: Mapping[str, Wert]) -> T | None:
        """Return what another contract with the same answers has got for a clause, counted as if it were filled now."""
        gebunden = list(namen.values())
        weg = self._wege.get(klausel)
        try:
            while isinstance(weg, _Strecke):
                weg = self._wege.get((weg, tuple([_ask(frage, werte, gebunden) for frage in weg.fragen])))
        except KlauseltextFehler:
            # Said by who fills the clause, at the place where it stands.
            return None
        return weg.was if weg is not None and werte.count_filled(weg.zeichen) else None

    def keep(self, klausel: Hashable, mitschrift: Mitschrift, was: T, gewicht: int) -> None:
        """Keep what became of a clause."""
        ort = klausel
        for strecke in _split(mitschrift.schritte):
            weg = self._wege.get(ort)
            if not isinstance(weg, _Strecke):
                fragen = tuple([frage for frage, _ in strecke])
                weg = self._wege.keep(ort, _Strecke(fragen), len(fragen))
            ort = weg, tuple([antwort for _, antwort in strecke])
        self._wege.keep(ort, _Fertig(was, mitschrift.zeichen), gewicht)


def _split(schritte: Sequence[tuple[_Frage, Hashable]]) -> list[list[tuple[_Frage, Hashable]]]:
    """Part the questions behind those whose answer says what is asked next."""
    strecken: list[list[tuple[_Frage, Hashable]]] = [[]]
    for schritt in schritte:
        strecken[-1].append(schritt)
        if schritt[0].feld is None:
            strecken.append([])
    return strecken


def _ask(frage: _Frage, werte: Werte, gebunden: list[Wert]) -> Hashable:
    feld, basis = frage.feld, frage.basis
    if feld is not None:
        return werte.field_at(feld, gebunden[basis] if basis >= 0 else None)
    namen = {frage.pfad[0]: gebunden[basis]} if basis >= 0 else {}
    if not frage.ist_liste:
        return werte.boolean(frage.pfad, namen, frage.ort)
    glieder = werte.items(frage.pfad, namen, frage.ort)
    gebunden += glieder
    return _keys(glieder)


def _keys(glieder: Sequence[Wert]) -> tuple[str, ...]:
    return tuple([w.schluessel for w in glieder])
