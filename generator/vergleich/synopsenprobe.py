"""Proof that a Synopse is complete: each difference of the change set stands in one row, and no row is without a difference.

It reads the finished tree and the change set, and shares no step with what made the rows: it asks for the marked words and the
ids of the rows alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ..klauseltext import fit_id
from ..query import query
from ..tree import Aenderungsmarke, Block, Tabelle, Zeile, Zelle, plain
from .aenderungssatz import Aenderungssatz, Textstelle
from .gegenlage import Knoten, Paar, label, name_node, node_id, own_text
from .synopsenworte import print_words
from .worte import cut_words, split_words

Mangelart: TypeAlias = Literal["fehlt", "ueberzaehlig", "andere-worte"]
_OHNE: Final = frozenset({"|", "–", "[", "]", "…"})
"""Signs that a Synopse sets between cells and before items."""
_ZAEHLER: Final = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Synopsenmangel:
    """What is wrong with a Synopse: the id of the row or of the piece without one, its place, and the words in question."""

    art: Mangelart
    id: str
    stelle: str
    worte: str = ""


@dataclass(frozen=True, slots=True)
class Synopsenvorlage:
    """What a Synopse shows, and what the ids of its rows begin with."""

    satz: Aenderungssatz
    praefix: str = ""


@dataclass(slots=True)
class _Soll:
    """What one unit must show: words that went and came, ids of what moved, and all ids a row of it can have."""

    stelle: str
    id: str
    weg: Counter[str] = field(default_factory=Counter)
    her: Counter[str] = field(default_factory=Counter)
    gezogen: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


def check_synopse(satz: Aenderungssatz, bloecke: Iterable[Block], praefix: str = "") -> tuple[Synopsenmangel, ...]:
    """Return what a Synopse (as blocks of an Anlage, or sections) misses or has too much; `praefix` as it was made with."""
    zeilen = [z for t in query(tuple(bloecke), Tabelle) for z in t.rumpf]
    soll = [_expect(e) for e in satz.geaenderte if e.paar.zug != "weg"]
    soll += [_head(k.name, k.alt, k.neu) for k in satz.kopf]
    werte = {fit_id("_".join(t for t in (praefix, f"wert_{f.pfad}") if t)): f.pfad for f in satz.felder}
    besitzer = {fit_id("_".join(t for t in (praefix, i) if t)): s for s in soll for i in s.ids}
    ist: dict[str, list[Zeile]] = {}
    maengel: list[Synopsenmangel] = []
    for zeile in zeilen:
        kennung = zeile.id if zeile.id in besitzer or zeile.id in werte else _ZAEHLER.sub("", zeile.id)
        eigner = besitzer.get(kennung)
        if eigner is not None:
            ist.setdefault(eigner.id, []).append(zeile)
        elif kennung not in werte:
            maengel.append(Synopsenmangel("ueberzaehlig", zeile.id, "", _said(zeile)))
    for eines in soll:
        maengel += _compare(eines, ist.get(eines.id, []), praefix)
    gesagt = " ".join(plain(z.zellen[-1].inhalt) for z in zeilen if z.zellen)
    return (*maengel, *(Synopsenmangel("fehlt", "", f.pfad) for f in satz.felder if f.pfad not in gesagt))


def _said(zeile: Zeile) -> str:
    return " ".join(plain(tuple(i for z in zeile.zellen for i in z.inhalt)).split())


def _head(name: str, alt: str, neu: str) -> _Soll:
    """A statement of the document about itself; how it is put into words is left to the Synopse."""
    return _Soll(name, f"kopf_{name}", ids={f"kopf_{name}"}, gezogen={f"kopf_{name}"})


def _expect(einheit: Textstelle) -> _Soll:
    soll = _Soll(einheit.stelle_neu or einheit.stelle_alt, name_node(einheit.paar.knoten))
    _collect(einheit.paar, soll)
    return soll


def _collect(paar: Paar, soll: _Soll) -> None:
    """Take in what differs at and below a pair; what left is told where it came to."""
    if paar.zug == "weg":
        return
    knoten = paar.knoten
    if node_id(knoten):
        soll.ids.add(node_id(knoten))
    if isinstance(knoten, Zelle) and paar.zug:
        _add(soll, paar.alt, paar.neu)
    else:
        if paar.zug:
            # Signatures that stand together have no id of their own; their row bears that of the first.
            soll.gezogen.add(name_node(knoten))
        for lauf in paar.text:
            if lauf.art != "gleich":
                ziel = soll.weg if lauf.art == "geloescht" else soll.her
                ziel.update(_words(print_words(lauf.alt or lauf.neu)))
        _collect_label(paar, soll)
    for kind in paar.kinder:
        _collect(kind, soll)


def _collect_label(paar: Paar, soll: _Soll) -> None:
    """A label counts where it changed, came or went; what moved has another one by nature."""
    if paar.ist_weg and paar.alt is not None:
        soll.weg.update(_words(label(paar.alt)))
    elif paar.ist_neu and paar.neu is not None:
        soll.her.update(_words(label(paar.neu)))
    elif paar.hat_andere_nummer and not paar.zug and paar.alt is not None and paar.neu is not None:
        soll.weg.update(_words(label(paar.alt)))
        soll.her.update(_words(label(paar.neu)))


def _add(soll: _Soll, alt: Knoten | None, neu: Knoten | None) -> None:
    for knoten, ziel in ((alt, soll.weg), (neu, soll.her)):
        if knoten is not None:
            ziel.update(_words(print_words(split_words(own_text(knoten)))))


def _words(text: str) -> Iterator[str]:
    return (w for w in cut_words(text) if not w.isspace() and w not in _OHNE)


def _compare(soll: _Soll, zeilen: list[Zeile], praefix: str) -> Iterator[Synopsenmangel]:
    """Yield what the rows of a unit lack or add."""
    gezeigt = {_ZAEHLER.sub("", z.id) for z in zeilen} | {z.id for z in zeilen}
    for kennung in sorted(soll.gezogen):
        if fit_id("_".join(t for t in (praefix, kennung) if t)) not in gezeigt:
            yield Synopsenmangel("fehlt", kennung, soll.stelle)
    if soll.id.startswith("kopf_"):
        return
    if not zeilen and (soll.weg or soll.her):
        yield Synopsenmangel("fehlt", soll.id, soll.stelle, " ".join((soll.weg | soll.her).keys()))
        return
    yield from (_empty_row(z, soll) for z in zeilen if not _marked(z) and not _is_move(z, soll, praefix))
    for art, worte in (("geloescht", soll.weg), ("eingefuegt", soll.her)):
        ist = Counter(w for z in zeilen for m in _marked(z) if m.art == art for w in _words(plain(m.inhalt)))
        anders = (worte - ist) + (ist - worte)
        if anders:
            yield Synopsenmangel("andere-worte", soll.id, soll.stelle, " ".join(anders.elements()))


def _empty_row(zeile: Zeile, soll: _Soll) -> Synopsenmangel:
    return Synopsenmangel("ueberzaehlig", zeile.id, soll.stelle, _said(zeile))


def _marked(zeile: Zeile) -> list[Aenderungsmarke]:
    return query(zeile, Aenderungsmarke)


def _is_move(zeile: Zeile, soll: _Soll, praefix: str) -> bool:
    ziele = {fit_id("_".join(t for t in (praefix, k) if t)) for k in soll.gezogen}
    return zeile.id in ziele or _ZAEHLER.sub("", zeile.id) in ziele
