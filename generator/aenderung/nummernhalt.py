"""Labels that stay: the new version numbered as an amendment leaves it, § 4a instead of counting everything anew.

What both versions have keeps its label; what came between takes the label of what it replaces, or one with a letter behind it;
what came at the end is counted on. References follow. Tables and charts are counted through the document as ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from ..query import rewrite
from ..tree import Absatz, Abschnitt, Aufzaehlung, Dokument, Punkt, Verweis
from ..vergleich.gegenlage import Paar, align, label, node_id

_MARKE: Final = re.compile(r"(?P<vor>.*?)(?P<kern>[0-9]+[a-z]*|[a-z]+[0-9]*)(?P<nach>[.)]*)")
_ZAHL: Final = re.compile(r"(?P<zahl>[0-9]+)(?P<buchstaben>[a-z]*)")
Glied = Abschnitt | Absatz | Punkt


class _Marke(NamedTuple):
    """A label in parts: „§ 6“, „(2)“, „6.2.“ with the last number as its core."""

    vor: str
    kern: str
    nach: str


def keep_labels(alt: Dokument, neu: Dokument) -> Dokument:
    """Return the numbered new version with the labels that an amendment of the old one leaves."""
    halter = _Halter(neu.kopf.schema == "dezimal")
    halter.walk(align(alt, neu))
    geaendert = {k: n for k, n in halter.neue.items() if n != halter.bisher[k]}
    if not geaendert:
        return neu
    zahlen = {k: (_number_of(halter.bisher[k]), _number_of(n)) for k, n in geaendert.items()}

    def change(knoten: Any, _: list[Any]) -> Any:
        if isinstance(knoten, Verweis):
            return _renumber(knoten, zahlen)
        return replace(knoten, nummer=geaendert[knoten.id]) if knoten.id in geaendert else knoten

    return rewrite(neu, change, Abschnitt, Absatz, Punkt, Verweis)


def _renumber(verweis: Verweis, zahlen: dict[str, tuple[str, str]]) -> Verweis:
    teile = []
    for text, marke in verweis.teile:
        bisher, jetzt = zahlen.get(marke, ("", ""))
        teile.append((f"{text.removesuffix(bisher)}{jetzt}" if bisher and text.endswith(bisher) else text, marke))
    return replace(verweis, teile=tuple(teile), text="".join(t for t, _ in teile))


def _number_of(nummer: str) -> str:
    """Return what a reference prints of a label: „6“ of „§ 6“, „6.2“ of „6.2“, „2“ of „(2)“."""
    return nummer.strip("().").rpartition("\u00a0")[2].rpartition(" ")[2]


def _split(nummer: str) -> _Marke:
    stelle = max(nummer.rstrip(".)").rfind(z) for z in ". \u00a0(") + 1
    treffer = _MARKE.fullmatch(nummer[stelle:])
    if treffer is None:
        return _Marke(nummer, "", "")
    return _Marke(nummer[:stelle] + treffer["vor"], treffer["kern"], treffer["nach"])


class _Halter:
    """Walks the two versions together and finds the new label of every node of the new one."""

    def __init__(self, ist_dezimal: bool) -> None:
        self.ist_dezimal = ist_dezimal
        self.bisher: dict[str, str] = {}
        self.neue: dict[str, str] = {}

    def walk(self, paar: Paar, oben: str = "") -> None:
        """Label the numbered nodes right below a node that stayed; those below them in turn."""
        arten: dict[str, list[Paar]] = {}
        for kind in _labelled(paar):
            knoten = kind.knoten
            art = f"{type(knoten).__name__} {getattr(knoten, 'art', '')}"
            arten.setdefault(art, []).append(kind)
        for reihe in arten.values():
            self._assign(reihe, oben)
        for kind in paar.kinder:
            if isinstance(kind.knoten, Abschnitt) and kind.neu is not None and not label(kind.neu):
                self.walk(kind)

    def _assign(self, reihe: list[Paar], oben: str) -> None:
        kerne = _number_row(reihe)
        for kind in reihe:
            if kind.neu is None:
                continue
            kennung, alte = node_id(kind.neu), label(kind.neu)
            kern = kerne.get(kennung) or _split(alte).kern
            neue = self._compose(kind, kern, oben) if kern else alte
            self.bisher[kennung], self.neue[kennung] = alte, neue
            bleibt = kind.alt is not None and not kind.zug and neue == _old_label(kind, neue)
            innen = kind if bleibt else _all_new(kind)
            self.walk(innen, _number_of(neue))

    def _compose(self, kind: Paar, kern: str, oben: str) -> str:
        muster = label(kind.neu) or label(kind.alt)  # type: ignore[arg-type]
        vor, _, nach = _split(muster)
        if self.ist_dezimal and oben and "." in muster.rstrip("."):
            vor = f"{oben}."
        return f"{vor}{kern}{nach}"


def _old_label(kind: Paar, neue: str) -> str:
    return label(kind.alt) if kind.alt is not None and _split(label(kind.alt)).kern else neue


def _all_new(paar: Paar) -> Paar:
    """Return the pairs below a node that is written anew, as if nothing of it had been there."""
    return replace(paar, alt=None, kinder=tuple(_all_new(k) for k in paar.kinder if k.neu is not None))


def _labelled(paar: Paar) -> list[Paar]:
    """Return the pairs below a node that can have a label, through lists, whose items are counted on within an Absatz."""
    gefunden: list[Paar] = []
    for kind in paar.kinder:
        if isinstance(kind.knoten, Aufzaehlung):
            innen = _labelled(kind)
            gefunden += [replace(k, zug=k.zug or kind.zug) for k in innen] if kind.zug else innen
        elif isinstance(kind.knoten, Glied) and (
            label(kind.knoten) or (kind.alt is not None and label(kind.alt)) or isinstance(kind.knoten, Absatz)
        ):
            gefunden.append(kind)
    return gefunden


def _number_row(reihe: Sequence[Paar]) -> dict[str, str]:
    """Map the ids of the new nodes of one row to the core of their label; nothing where they are to be counted anew."""
    alte = [_split(label(k.alt)).kern for k in reihe if k.alt is not None and k.zug != "her"]
    neue = [k for k in reihe if k.neu is not None]
    if not alte or not all(alte):
        return {}
    orte = {id(k): alte.index(_split(label(k.alt)).kern) for k in neue if k.alt is not None and not k.zug}
    if neue and id(neue[0]) not in orte and orte:
        _make_room(neue, orte)
    kerne: dict[str, str] = {}
    letzter, luecke = -1, list[Paar]()
    for kind in neue:
        if id(kind) in orte:
            _fill_gap(luecke, alte[letzter + 1 : orte[id(kind)]], alte[letzter] if letzter >= 0 else "", kerne)
            letzter, luecke = orte[id(kind)], []
            kerne[node_id(kind.neu)] = alte[letzter]  # type: ignore[arg-type]
        else:
            luecke.append(kind)
    _fill_end(luecke, alte[letzter + 1 :], alte, kerne)
    return kerne


def _make_room(neue: list[Paar], orte: dict[int, int]) -> None:
    """Before the first label there is none: what came first takes it, and what had it is written anew behind it."""
    erster = next(k for k in neue if id(k) in orte)
    if orte[id(erster)] == 0:
        del orte[id(erster)]


def _fill_gap(luecke: list[Paar], frei: Sequence[str], davor: str, kerne: dict[str, str]) -> None:
    """Give labels to what came between two that stayed: those that became free, then ones with a letter."""
    for n, kind in enumerate(luecke):
        davor = frei[n] if n < len(frei) else _next_between(davor)
        kerne[node_id(kind.neu)] = davor  # type: ignore[arg-type]


def _fill_end(luecke: list[Paar], frei: Sequence[str], alte: Sequence[str], kerne: dict[str, str]) -> None:
    letzter = alte[-1]
    for n, kind in enumerate(luecke):
        if n < len(frei):
            kerne[node_id(kind.neu)] = frei[n]  # type: ignore[arg-type]
            continue
        letzter = _next_after(letzter)
        kerne[node_id(kind.neu)] = letzter  # type: ignore[arg-type]


def _next_between(kern: str) -> str:
    """Return the label behind another one and before the next: 4 → 4a → 4b, a → a1 → a2."""
    treffer = _ZAHL.fullmatch(kern)
    if treffer is None:
        buchstaben = kern.rstrip("0123456789")
        return f"{buchstaben}{int(kern[len(buchstaben) :] or 0) + 1}"
    zahl, buchstaben = treffer["zahl"], treffer["buchstaben"]
    if not buchstaben or buchstaben[-1] == "z":
        return f"{zahl}{buchstaben}a"
    return f"{zahl}{buchstaben[:-1]}{chr(ord(buchstaben[-1]) + 1)}"


def _next_after(kern: str) -> str:
    """Return the label that counts on: 24 → 25, 4b → 5, c → d, bb → cc."""
    treffer = _ZAHL.fullmatch(kern)
    if treffer is not None:
        return str(int(treffer["zahl"]) + 1)
    buchstaben = kern.rstrip("0123456789")
    if buchstaben[-1] == "z":
        return _next_between(kern)
    return chr(ord(buchstaben[-1]) + 1) * len(buchstaben)
