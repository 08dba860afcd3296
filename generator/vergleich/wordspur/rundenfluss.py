"""Two rounds of changes in one document: what the second did to words that the first left lies inside what the first did.

A tracked document is a row of pieces in which the end of a paragraph is a piece like a word: by ISO/IEC 29500-1, 17.13.5, a paragraph
is what stands before an end that is there. The pieces that the first round left are those that the second began with, so both rows
run side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from lxml import etree

from ..spur.beweis import Spurfehler
from .atome import Atom, split_paragraph, write_atoms
from .ooxml import (
    DEL,
    FELDMARKE,
    INS,
    LESEZEICHEN,
    MARKE,
    PPR,
    RPR,
    TBL,
    TC,
    TR,
    TRPR,
    Aenderungszeichen,
    P,
    R,
    W,
    attribute,
    author_of,
    bare,
    clone,
    enclose,
    make,
    mark,
    mark_end,
    names_of,
    to_live,
)

_WECHSEL: Final = f"{W}pPrChange"
_ZELLART: Final = f"{W}tcPr"
_HUELLEN: Final = (INS, DEL)


class Flussstueck(NamedTuple):
    """A word, or another thing that stays or goes as a whole, with what became of it."""

    atom: Atom
    marken: tuple[Aenderungszeichen, ...]


class Absatzende(NamedTuple):
    """The end of a paragraph, which bears its properties, and those it had before a round that changed them."""

    eigenschaften: etree._Element
    wechsel: etree._Element | None
    marken: tuple[Aenderungszeichen, ...]


class Flusszeile(NamedTuple):
    """A row: its frame, each cell's frame and what is in the cell."""

    rahmen: etree._Element
    zellen: tuple[tuple[etree._Element, tuple[Teil, ...]], ...]
    marken: tuple[Aenderungszeichen, ...]


class Tafel(NamedTuple):
    """A table."""

    rahmen: etree._Element
    zeilen: tuple[Flusszeile, ...]


class Festes(NamedTuple):
    """What is not tracked: the contents, the page, the beginning or end of a bookmark."""

    element: etree._Element


Teil: TypeAlias = "Flussstueck | Absatzende | Tafel | Festes"


def lay_over(erste: etree._Element, zweite: etree._Element) -> etree._Element:
    """Return the document of the second round with the changes of the rounds before it.

    Raises Spurfehler where the second does not begin with what the first left.
    """
    ergebnis = clone(zweite)
    koerper = _body(ergebnis)
    davor = _read(_body(erste))
    danach = _read(koerper)
    inhalt = list(_write(_Ueberlagerung(frozenset(names_of(zweite))).merge(davor, danach)))
    for kind in list(koerper):
        koerper.remove(kind)
    koerper.extend(inhalt)
    return ergebnis


def _body(wurzel: etree._Element) -> etree._Element:
    return next(wurzel.iterchildren(f"{W}body"))


def _read(behaelter: etree._Element) -> tuple[Teil, ...]:
    """Return the pieces of a body or of a cell."""
    teile: list[Teil] = []
    for kind in behaelter:
        if kind.tag == P:
            teile += _read_paragraph(kind)
        elif kind.tag == TBL:
            teile.append(Tafel(_without(kind, TR), tuple(_read_row(z) for z in kind.iterchildren(TR))))
        elif kind.tag != _ZELLART:
            teile.append(Festes(clone(kind)))
    return tuple(teile)


def _read_row(zeile: etree._Element) -> Flusszeile:
    rahmen = _without(zeile, TC)
    eigenschaften = rahmen.find(TRPR)
    marken = _take_marks(eigenschaften) if eigenschaften is not None else ()
    zellen = tuple((_frame(z), _read(z)) for z in zeile.iterchildren(TC))
    return Flusszeile(rahmen, zellen, marken)


def _read_paragraph(absatz: etree._Element) -> Iterator[Teil]:
    gruppe: list[etree._Element] = []
    offen: tuple[Aenderungszeichen, ...] = ()
    for kind, marken in (*_leaves(absatz, ()), (None, ())):
        if gruppe and (kind is None or marken != offen or kind.tag in LESEZEICHEN):
            yield from _atoms(gruppe, offen)
            gruppe = []
        if kind is not None and kind.tag in LESEZEICHEN:
            yield Festes(clone(kind))
        elif kind is not None:
            gruppe.append(kind)
            offen = marken
    vorhanden = absatz.find(PPR)
    eigenschaften = clone(vorhanden) if vorhanden is not None else make("pPr")
    schrift, wechsel = eigenschaften.find(RPR), eigenschaften.find(_WECHSEL)
    marken = _take_marks(schrift) if schrift is not None else ()
    for knoten in (wechsel, schrift if schrift is not None and not len(schrift) else None):
        if knoten is not None:
            eigenschaften.remove(knoten)
    yield Absatzende(eigenschaften, wechsel, marken)


def _leaves(
    knoten: etree._Element, marken: tuple[Aenderungszeichen, ...]
) -> Iterator[tuple[etree._Element, tuple[Aenderungszeichen, ...]]]:
    """Yield runs, links and bookmarks with the changes around them; of a link those inside it, which all of it shares."""
    for kind in knoten:
        if kind.tag in _HUELLEN:
            yield from _leaves(kind, (*marken, _mark_of(kind)))
        elif kind.tag in (R, *LESEZEICHEN):
            yield kind, marken
        elif kind.tag != PPR:
            innen = list(_leaves(kind, marken))
            freigelegt = bare(kind)
            freigelegt.extend(clone(k) for k, _ in innen)
            yield freigelegt, innen[0][1] if innen else marken


def _atoms(gruppe: Sequence[etree._Element], marken: tuple[Aenderungszeichen, ...]) -> Iterator[Flussstueck]:
    absatz = make("p")
    absatz.extend(to_live(k) for k in gruppe)
    yield from (Flussstueck(a, marken) for a in split_paragraph(absatz, {})[0])


def _mark_of(knoten: etree._Element) -> Aenderungszeichen:
    return Aenderungszeichen(str(knoten.tag).removeprefix(W), author_of(knoten))


def _take_marks(eigenschaften: etree._Element) -> tuple[Aenderungszeichen, ...]:
    marken = [k for k in eigenschaften if k.tag in _HUELLEN]
    for knoten in marken:
        eigenschaften.remove(knoten)
    return tuple(_mark_of(k) for k in marken)


def _frame(zelle: etree._Element) -> etree._Element:
    kopie = bare(zelle)
    kopie.extend(clone(k) for k in zelle.iterchildren(_ZELLART))
    return kopie


def _without(knoten: etree._Element, *tags: str) -> etree._Element:
    kopie = bare(knoten)
    kopie.extend(clone(k) for k in knoten if k.tag not in tags)
    return kopie


class _Ueberlagerung:
    """Runs two rows side by side; `namen` are the bookmarks that the second row has itself."""

    def __init__(self, namen: frozenset[str]) -> None:
        self.namen = namen
        self.uebernommene: set[str] = set()

    def merge(self, erste: Sequence[Teil], zweite: Sequence[Teil]) -> Iterator[Teil]:
        """Yield the pieces of the second row in the changes of the first, and what is there in the first alone."""
        davor = deque(erste)
        gehaltene = yield from self._pass_gone(davor)
        for teil in zweite:
            if isinstance(teil, Festes) or _has_come(teil):
                yield teil
                continue
            if not davor:
                raise Spurfehler(_UNEINIG)
            yield from gehaltene
            yield from self._both(davor.popleft(), teil)
            gehaltene = yield from self._pass_gone(davor)
        yield from gehaltene
        if davor:
            raise Spurfehler(_UNEINIG)

    def _pass_gone(self, davor: deque[Teil]) -> Generator[Teil, None, list[Teil]]:
        """Yield what the second round did not find any more; returns the bookmarks right before what it found."""
        gehaltene: list[Teil] = []
        while davor and (isinstance(davor[0], Festes) or _is_gone(davor[0])):
            teil = davor.popleft()
            if not isinstance(teil, Festes):
                yield from gehaltene
                yield teil
                gehaltene = []
            elif self._takes(teil.element):
                gehaltene.append(teil)
        return gehaltene

    def _takes(self, knoten: etree._Element) -> bool:
        """Take over a bookmark that only the first row has: references of before lead to it."""
        if knoten.tag not in LESEZEICHEN:
            return False
        kennung, name = attribute(knoten, "id"), attribute(knoten, "name")
        if knoten.tag == MARKE and name not in self.namen and not name.startswith(FELDMARKE):
            self.uebernommene.add(kennung)
        knoten.set(f"{W}id", f"frueher{kennung}")
        return kennung in self.uebernommene

    def _both(self, davor: Teil, danach: Teil) -> Iterator[Teil]:
        if isinstance(davor, Flussstueck) and isinstance(danach, Flussstueck) and davor.atom.text == danach.atom.text:
            yield Flussstueck(danach.atom, (*davor.marken, *danach.marken))
        elif isinstance(davor, Absatzende) and isinstance(danach, Absatzende):
            yield from _both_ends(davor, danach)
        elif isinstance(davor, Tafel) and isinstance(danach, Tafel):
            yield Tafel(danach.rahmen, tuple(self._rows(deque(davor.zeilen), danach.zeilen)))
        else:
            raise Spurfehler(_UNEINIG)

    def _rows(self, davor: deque[Flusszeile], danach: Sequence[Flusszeile]) -> Iterator[Flusszeile]:
        for zeile in danach:
            while davor and _has(davor[0].marken, "del"):
                yield davor.popleft()
            if _has(zeile.marken, "ins"):
                yield zeile
                continue
            if not davor or len(davor[0].zellen) != len(zeile.zellen):
                raise Spurfehler(_UNEINIG)
            vorher = davor.popleft()
            zellen = tuple(
                (rahmen, tuple(self.merge(alt, neu)))
                for (_, alt), (rahmen, neu) in zip(vorher.zellen, zeile.zellen, strict=True)
            )
            yield Flusszeile(zeile.rahmen, zellen, (*vorher.marken, *zeile.marken))
        yield from davor


def _both_ends(davor: Absatzende, danach: Absatzende) -> Iterator[Absatzende]:
    """Yield the end of a paragraph that both rounds know.

    Word keeps one former look of a paragraph only (17.13.5.29): where both rounds gave it another, the end itself goes and comes.
    """
    if davor.wechsel is None or danach.wechsel is None:
        wechsel = danach.wechsel if davor.wechsel is None else davor.wechsel
        yield Absatzende(danach.eigenschaften, wechsel, (*davor.marken, *danach.marken))
        return
    autor = author_of(danach.wechsel)
    dazwischen = next(danach.wechsel.iterchildren(PPR))
    yield Absatzende(clone(dazwischen), davor.wechsel, (*davor.marken, Aenderungszeichen("del", autor)))
    yield Absatzende(danach.eigenschaften, None, (Aenderungszeichen("ins", autor),))


def _has(marken: Sequence[Aenderungszeichen], tag: str) -> bool:
    return any(m.tag == tag for m in marken)


def _is_gone(teil: Teil) -> bool:
    """Tell whether nothing of a piece was there after the first round."""
    if isinstance(teil, Tafel):
        return all(_has(z.marken, "del") for z in teil.zeilen)
    return not isinstance(teil, Festes) and _has(teil.marken, "del")


def _has_come(teil: Teil) -> bool:
    """Tell whether nothing of a piece was there before the second round."""
    if isinstance(teil, Tafel):
        return all(_has(z.marken, "ins") for z in teil.zeilen)
    return not isinstance(teil, Festes) and _has(teil.marken, "ins")


def _write(teile: Iterable[Teil]) -> Iterator[etree._Element]:
    """Yield the blocks of pieces; a bookmark between two blocks begins with the next paragraph."""
    absatz: list[Flussstueck | Festes] = []
    for teil in teile:
        if isinstance(teil, Tafel):
            yield _write_table(teil)
        elif isinstance(teil, Absatzende):
            yield _write_paragraph(absatz, teil)
            absatz = []
        elif isinstance(teil, Festes) and teil.element.tag not in LESEZEICHEN:
            yield teil.element
        else:
            absatz.append(teil)
    yield from (t.element for t in absatz if isinstance(t, Festes))


def _write_table(tafel: Tafel) -> etree._Element:
    for zeile in tafel.zeilen:
        reihe = zeile.rahmen
        eigenschaften = reihe.find(TRPR)
        if eigenschaften is None and zeile.marken:
            eigenschaften = make("trPr")
            reihe.insert(0, eigenschaften)
        for marke in zeile.marken:
            if eigenschaften is not None:
                eigenschaften.append(mark(marke.tag, marke.autor))
        for rahmen, inhalt in zeile.zellen:
            rahmen.extend(_write(inhalt))
            reihe.append(rahmen)
        tafel.rahmen.append(reihe)
    return tafel.rahmen


def _write_paragraph(inhalt: Sequence[Flussstueck | Festes], ende: Absatzende) -> etree._Element:
    absatz = make("p")
    if ende.wechsel is not None:
        ende.eigenschaften.append(ende.wechsel)
    if len(ende.eigenschaften):
        absatz.append(ende.eigenschaften)
    for marke in reversed(ende.marken):
        mark_end(absatz, mark(marke.tag, marke.autor))
    for (ist_stueck, marken), gruppe in groupby(inhalt, _fate):
        teile = list(gruppe)
        if ist_stueck:
            absatz.extend(enclose(marken, write_atoms([t.atom for t in teile if isinstance(t, Flussstueck)])))
        else:
            absatz.extend(t.element for t in teile if isinstance(t, Festes))
    return absatz


def _fate(teil: Flussstueck | Festes) -> tuple[bool, tuple[Aenderungszeichen, ...]]:
    return (True, teil.marken) if isinstance(teil, Flussstueck) else (False, ())


_UNEINIG: Final = "Zwei Runden passen im Word-Dokument nicht aneinander; es ist nicht geschrieben."
