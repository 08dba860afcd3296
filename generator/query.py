"""Asking and changing a document tree: `query` finds nodes, `rewrite` makes a tree with some of them replaced.

Which fields of a class hold nodes is read off the classes of `tree` once; a walk enters only what can hold the kinds asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import is_
from typing import Any, TypeVar, get_args, overload

from .tree import (
    INLINES,
    Baumteil,
    Block,
    Dokument,
    Eintrag,
    Kategorie,
    Messpunkt,
    Punkt,
    Reihe,
    Rubrumblock,
    Spalte,
    Tabelle,
    Textblock,
    Unterschrift,
    Zeile,
    Zelle,
)

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
_ALIASE: dict[str, tuple[type, ...]] = {
    "Inline": INLINES,
    "Rubrumblock": get_args(Rubrumblock),
    "Block": get_args(Block),
}
_ARTEN = (
    *INLINES,
    *get_args(Block),
    Punkt,
    Zelle,
    Zeile,
    Spalte,
    Messpunkt,
    Reihe,
    Kategorie,
    Unterschrift,
    Eintrag,
    Dokument,
)


@cache
def _children(klasse: type) -> tuple[tuple[str, frozenset[type]], ...]:
    """Return the fields of a class that hold nodes, in reading order, each with the kinds that can stand in it."""
    namen = {**{a.__name__: (a,) for a in _ARTEN}, **_ALIASE}
    felder = []
    for feld in fields(klasse):
        # The annotations are text here; resolving them at run time would cost every start some milliseconds.
        worte = str(feld.type).replace("[", " ").replace("]", " ").replace(",", " ").split()
        if worte[0] == "tuple" and (arten := frozenset(a for w in worte for a in namen.get(w, ()))):
            felder.append((feld.name, arten))
    return tuple(felder)


@cache
def _ways(arten: frozenset[type]) -> tuple[dict[type, tuple[str, ...]], frozenset[type]]:
    """Return per class the fields below which these kinds can stand, and all classes that are or can hold them."""
    fuehren = set(arten)
    while neu := {k for k in _ARTEN if k not in fuehren and any(a & fuehren for _, a in _children(k))}:
        fuehren |= neu
    wege = {k: tuple(name for name, a in _children(k) if a & fuehren) for k in _ARTEN}
    return wege, frozenset(fuehren)


@overload
def query(wurzel: Baumteil, art: type[A], /) -> list[A]:
    """Ask for one kind."""


@overload
def query(wurzel: Baumteil, art: type[A], art2: type[B], /) -> list[A | B]:
    """Ask for two kinds."""


@overload
def query(wurzel: Baumteil, art: type[A], art2: type[B], art3: type[C], /) -> list[A | B | C]:
    """Ask for three kinds."""


@overload
def query(wurzel: Baumteil, /, *arten: type[Any]) -> list[Any]:
    """Ask for any number of kinds."""


def query(wurzel: Baumteil, /, *arten: type[Any]) -> list[Any]:
    """Return every node of these kinds at or below a node (or a tuple of nodes), in reading order."""
    gesucht = frozenset(arten)
    wege, fuehren = _ways(gesucht)
    gefunden: list[Any] = []
    offen: list[Any] = [wurzel]
    while offen:
        knoten = offen.pop()
        art = type(knoten)
        if art is tuple:
            offen.extend([k for k in reversed(knoten) if type(k) in fuehren or type(k) is tuple])
            continue
        if art in gesucht:
            gefunden.append(knoten)
        offen.extend([getattr(knoten, name) for name in reversed(wege[art])])
    return gefunden


def query_with_parents(wurzel: Baumteil, /, *arten: type[Any]) -> list[tuple[tuple[Any, ...], Any]]:
    """Return pairs of the nodes around (outermost first) and the node, for every node that `query` would return."""
    gesucht = frozenset(arten)
    wege, fuehren = _ways(gesucht)
    gefunden: list[tuple[tuple[Any, ...], Any]] = []
    offen: list[tuple[tuple[Any, ...], Any]] = [((), wurzel)]
    while offen:
        eltern, knoten = offen.pop()
        art = type(knoten)
        if art is tuple:
            offen.extend([(eltern, k) for k in reversed(knoten) if type(k) in fuehren or type(k) is tuple])
            continue
        if art in gesucht:
            gefunden.append((eltern, knoten))
        innen = (*eltern, knoten)
        offen.extend([(innen, getattr(knoten, name)) for name in reversed(wege[art])])
    return gefunden


def _copy(knoten: Any, neu: dict[str, Any]) -> Any:
    """Return the node with some fields changed; faster than `dataclasses.replace`, which looks at every field again."""
    klasse: type = type(knoten)
    return klasse(*[neu[n] if n in neu else getattr(knoten, n) for n in _field_names(klasse)])


@cache
def _field_names(klasse: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(klasse))


def rewrite(
    wurzel: A,
    change: Callable[[Any, list[Any]], Any],
    /,
    *arten: type[Any],
    ausser: Callable[[Tabelle], bool] | None = None,
) -> A:
    """Return the tree with every node of these kinds replaced by what `change` makes of it; the innermost come first.

    `change` gets the node and the nodes around it as they were, outermost first; that list must not be kept. What stays the
    same is not copied but shared with the old tree. Tables of which `ausser` says so are left as they are, unseen.
    """
    ergebnis: A = _Umbau(change, frozenset(arten), ausser).one(wurzel)
    return ergebnis


class _Umbau:
    """One walk of `rewrite`. Its steps are methods: functions inside a function that call each other hold what they see in a circle."""

    __slots__ = ("ausser", "change", "eltern", "gesucht", "wege", "zu_gehen")

    def __init__(
        self,
        change: Callable[[Any, list[Any]], Any],
        gesucht: frozenset[type[Any]],
        ausser: Callable[[Tabelle], bool] | None,
    ) -> None:
        self.ausser = ausser
        self.change = change
        self.gesucht = gesucht
        self.wege, fuehren = _ways(gesucht)
        self.zu_gehen = fuehren | {tuple}
        self.eltern: list[Any] = []

    def each(self, knoten: tuple[Any, ...]) -> tuple[Any, ...]:
        one, zu_gehen = self.one, self.zu_gehen
        neu = [one(k) if type(k) in zu_gehen else k for k in knoten]
        return knoten if all(map(is_, neu, knoten)) else tuple(neu)

    def one(self, knoten: Any) -> Any:
        art = type(knoten)
        if art is tuple:
            return self.each(knoten)
        if art is Tabelle and self.ausser is not None and self.ausser(knoten):
            return knoten
        fertig = knoten
        namen = self.wege.get(art)
        if namen:
            neu = None
            self.eltern.append(knoten)
            for name in namen:
                alt = getattr(knoten, name)
                if not self.zu_gehen.isdisjoint(map(type, alt)):
                    kinder = self.each(alt)
                    if kinder is not alt:
                        neu = {**(neu or {}), name: kinder}
            self.eltern.pop()
            if neu:
                fertig = _copy(knoten, neu)
        return self.change(fertig, self.eltern) if art in self.gesucht else fertig


BRIEFROLLEN = ("ruecksendung", "anschrift", "briefangaben")
"""Roles of the texts that are the head of a letter."""


def is_brief(dokument: Dokument) -> bool:
    """Tell whether a document is a letter: its opening has an address."""
    return any(isinstance(b, Textblock) and b.rolle in BRIEFROLLEN for b in dokument.rubrum)
