"""Two trees laid over each other: for every node of either version, what became of it.

Nodes are found again by their permanent id; what has none, or a new one because its id is made of its words, by its words
among its neighbours. The longest row of nodes that kept their order is taken to have stayed, the others have moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final, Literal, TypeAlias
from zlib import crc32

from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Diagramm,
    Dokument,
    Inline,
    Punkt,
    Tabelle,
    Textblock,
    Umbruch,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
)
from .worte import AEHNLICH, Druckwort, Wortlauf, compare_words, likeness, split_words

Knoten: TypeAlias = (
    Dokument
    | Abschnitt
    | Absatz
    | Textblock
    | Aufzaehlung
    | Punkt
    | Tabelle
    | Diagramm
    | Zeile
    | Zelle
    | Unterschriften
    | Unterschrift
)
Zug: TypeAlias = Literal["", "weg", "her"]
MIT_KENNUNG: Final = (Abschnitt, Absatz, Textblock, Aufzaehlung, Punkt, Tabelle, Diagramm, Zeile, Unterschrift)


@dataclass(frozen=True, slots=True)
class Paar:
    """A node of the old version, of the new one, or of both; `kinder` in the order of reading, what went before what came.

    `zug` is `weg` at the place that a moved node left (there only `alt` stands) and `her` at the one it came to (there both
    stand, so that a change inside a moved node is seen). `text` compares the words that the node itself prints.
    """

    alt: Knoten | None
    neu: Knoten | None
    zug: Zug = ""
    text: tuple[Wortlauf[Druckwort], ...] = ()
    kinder: tuple[Paar, ...] = ()

    @property
    def knoten(self) -> Knoten:
        """The node, as it is now if it still is."""
        knoten = self.neu or self.alt
        if knoten is None:
            raise ValueError("a pair of nothing")
        return knoten

    @property
    def ist_neu(self) -> bool:
        """Only the new version has it."""
        return self.alt is None

    @property
    def ist_weg(self) -> bool:
        """Only the old version has it."""
        return self.neu is None and not self.zug

    @property
    def hat_andere_worte(self) -> bool:
        """The words that the node itself prints are not those of before."""
        return any(s.art != "gleich" for s in self.text)

    @property
    def hat_andere_nummer(self) -> bool:
        """Both versions have the node, under different labels."""
        return self.alt is not None and self.neu is not None and label(self.alt) != label(self.neu)


def label(knoten: Knoten) -> str:
    """Return the printed number of a node, empty for what has none."""
    return getattr(knoten, "nummer", "")


def node_id(knoten: Knoten) -> str:
    """Return the permanent id of a node, empty for what has none."""
    return getattr(knoten, "id", "")


def name_node(knoten: Knoten) -> str:
    """Return the id of a node, of what has none that of the first node in it that has one."""
    return node_id(knoten) or next((n for k in children(knoten) if (n := name_node(k))), "")


def own_text(knoten: Knoten) -> tuple[Inline, ...]:
    """Return the inlines that a node prints itself, without those of the nodes in it."""
    match knoten:
        case Textblock(inhalt=inhalt) | Zelle(inhalt=inhalt) | Abschnitt(ueberschrift=inhalt) | Tabelle(titel=inhalt):
            return inhalt
        case Diagramm(titel=inhalt):
            # What it shows are values of its table, which are compared there.
            return inhalt
        case Unterschrift():
            zeilen: list[Inline] = [*knoten.partei]
            for zeile in knoten.zeilen:
                zeilen += [Umbruch(), *zeile]
            return tuple(zeilen)
        case _:
            return ()


def children(knoten: Knoten) -> tuple[Knoten, ...]:
    """Return the nodes inside a node in the order of reading."""
    match knoten:
        case Dokument():
            return (*knoten.rubrum, *knoten.abschnitte)
        case Abschnitt() | Absatz() | Punkt():
            return knoten.bloecke
        case Aufzaehlung():
            return knoten.punkte
        case Tabelle():
            return (*knoten.kopf, *knoten.rumpf, *knoten.fuss)
        case Zeile():
            return knoten.zellen
        case Unterschriften():
            return knoten.felder
        case _:
            return ()


def align(alt: Dokument, neu: Dokument) -> Paar:
    """Lay two versions of a document over each other."""
    return _Abgleich(alt, neu).pair(alt, neu)


class _Abgleich:
    """One comparison; knows which ids both versions have."""

    def __init__(self, alt: Dokument, neu: Dokument) -> None:
        self.alte = {node_id(k): k for k in query(alt, *MIT_KENNUNG) if node_id(k)}
        self.neue = {node_id(k): k for k in query(neu, *MIT_KENNUNG) if node_id(k)}

    def _in_new(self, knoten: Knoten) -> Knoten | None:
        return _same_kind(knoten, self.neue.get(node_id(knoten)))

    def _in_old(self, knoten: Knoten) -> Knoten | None:
        return _same_kind(knoten, self.alte.get(node_id(knoten)))

    def pair(self, alt: Knoten, neu: Knoten, zug: Zug = "") -> Paar:
        """Compare a node with what it became."""
        alte, neue = children(alt), children(neu)
        kinder: Iterable[Paar] = ()
        if alte or neue:
            sind_zeilen = isinstance(alt, Zeile) and isinstance(neu, Zeile)
            kinder = self._cells(alt, neu) if sind_zeilen else self._children(alte, neue)
        return Paar(alt, neu, zug, compare_words(own_text(alt), own_text(neu)), tuple(kinder))

    def left(self, alt: Knoten, zug: Zug = "") -> Paar:
        """Return a node that is no more at its place, with what is in it; what moved out of a deleted node is marked."""
        kinder = tuple(self.left(k, "weg" if not zug and self._in_new(k) is not None else zug) for k in children(alt))
        return Paar(alt, None, zug, compare_words(own_text(alt), ()), kinder)

    def came(self, neu: Knoten) -> Paar:
        """Return a node that was not at its place: a new one, or one that came from elsewhere."""
        frueher = self._in_old(neu)
        if frueher is not None:
            return self.pair(frueher, neu, "her")
        return Paar(None, neu, "", compare_words((), own_text(neu)), tuple(self.came(k) for k in children(neu)))

    def gone(self, alt: Knoten) -> Paar:
        """Return a node that is not at its place any more: a deleted one, or one that went elsewhere."""
        return self.left(alt, "weg" if self._in_new(alt) is not None else "")

    def _children(self, alte: tuple[Knoten, ...], neue: tuple[Knoten, ...]) -> Iterator[Paar]:
        if _are_the_same(alte, neue):
            yield from map(self.pair, alte, neue)
            return
        partner = self._partners(alte, neue)
        reihe = [j for j in range(len(neue)) if j in partner]
        orte = [partner[j] for j in reihe]
        ist_geordnet = all(a < b for a, b in pairwise(orte))
        geblieben = frozenset(orte) if ist_geordnet else _stay(orte, [_weight(neue[j]) for j in reihe])
        i = 0
        for j, neu in enumerate(neue):
            woher = partner.get(j)
            if woher is None:
                yield self.came(neu)
            elif woher in geblieben:
                yield from (self._gone_or_moved(alte[n], n in partner.values()) for n in range(i, woher))
                yield self.pair(alte[woher], neu)
                i = woher + 1
            else:
                yield self.pair(alte[woher], neu, "her")
        yield from (self._gone_or_moved(alte[n], n in partner.values()) for n in range(i, len(alte)))

    def _gone_or_moved(self, alt: Knoten, hat_partner: bool) -> Paar:
        return self.left(alt, "weg") if hat_partner else self.gone(alt)

    def _partners(self, alte: Sequence[Knoten], neue: Sequence[Knoten]) -> dict[int, int]:
        """Map places among the new children to places among the old: by id, then by words."""
        orte = {(type(k), node_id(k)): n for n, k in enumerate(alte) if node_id(k)}
        partner = {j: orte[type(k), node_id(k)] for j, k in enumerate(neue) if (type(k), node_id(k)) in orte}
        frei_a = [n for n, k in enumerate(alte) if n not in partner.values() and self._in_new(k) is None]
        frei_b = [n for n, k in enumerate(neue) if n not in partner and self._in_old(k) is None]
        partner.update(_pair_by_words(alte, neue, frei_a, frei_b))
        return partner

    def _cells(self, alt: Knoten, neu: Knoten) -> Iterator[Paar]:
        """Compare the cells of a row by their id, those of a row that was found by its words by their place."""
        if node_id(alt) == node_id(neu):
            yield from self._children(children(alt), children(neu))
            return
        for a, b in zip_longest(children(alt), children(neu)):
            yield self.pair(a, b) if a and b else self.left(a) if a else self.came(b)


def _are_the_same(alte: Sequence[Knoten], neue: Sequence[Knoten]) -> bool:
    """Tell whether two rows are the same nodes in the same order, all by their ids."""
    if len(alte) != len(neue):
        return False
    namen = [(type(k), node_id(k)) for k in alte]
    return all(n for _, n in namen) and namen == [(type(k), node_id(k)) for k in neue] and len({*namen}) == len(namen)


def _same_kind(knoten: Knoten, anderer: Knoten | None) -> Knoten | None:
    return anderer if anderer is not None and type(anderer) is type(knoten) else None


def _pair_by_words(
    alte: Sequence[Knoten], neue: Sequence[Knoten], frei_a: list[int], frei_b: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield which free new child is a reworded old one: the likest two of a kind first, whichever way one looks."""
    texte_a, texte_b = ({n: _all_words(seite[n]) for n in frei} for seite, frei in ((alte, frei_a), (neue, frei_b)))
    guete = [
        (-g, sorted((texte_a[i], texte_b[j])), i, j)
        for i in frei_a
        for j in frei_b
        if type(alte[i]) is type(neue[j]) and (g := likeness(texte_a[i], texte_b[j])) >= AEHNLICH
    ]
    vergeben_a: set[int] = set()
    vergeben_b: set[int] = set()
    for _, _, i, j in sorted(guete):
        if i not in vergeben_a and j not in vergeben_b:
            vergeben_a.add(i)
            vergeben_b.add(j)
            yield j, i


def _all_words(knoten: Knoten) -> list[str]:
    """Return every word inside a node."""
    worte = [w.text for w in split_words(own_text(knoten))]
    for kind in children(knoten):
        worte += _all_words(kind)
    return worte


def _stay(orte: Sequence[int], gewichte: Sequence[int]) -> frozenset[int]:
    """Return which of the old places, in the new order, stay: the ascending row of the greatest weight.

    A row of words is heavier than the moves of little ones around it; sums of these weights hardly ever tie, so that the
    comparison is the same in both directions.
    """
    beste: list[int] = []
    vor: list[int] = []
    for n, ort in enumerate(orte):
        davor = max((m for m in range(n) if orte[m] < ort), key=beste.__getitem__, default=-1)
        beste.append(gewichte[n] + (beste[davor] if davor >= 0 else 0))
        vor.append(davor)
    n = max(range(len(orte)), key=beste.__getitem__, default=-1)
    bleibt: list[int] = []
    while n >= 0:
        bleibt.append(orte[n])
        n = vor[n]
    return frozenset(bleibt)


def _weight(knoten: Knoten) -> int:
    """Return how much of a text a node is, told apart from others of its size by a checksum of its id."""
    return (len(_all_words(knoten)) + 1) << 32 | crc32(node_id(knoten).encode())
