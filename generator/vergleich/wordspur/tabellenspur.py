"""A table as tracked changes: rows that came and went, words in cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from ..spur.reihung import Glied, merge_order
from .absatzspur import Absatzspur
from .atome import text_of
from .ooxml import PPR, TBL, TC, TR, TRPR, P, W, attribute, bare, clone, make, mark, names_of, place_name


class Tabellenspur:
    """Writes tables of one comparison; `namen` maps bookmark names of before to those of now."""

    def __init__(self, absatzspur: Absatzspur, namen: Mapping[str, str], gezogen: frozenset[str]) -> None:
        self.absatzspur, self.namen, self.gezogen = absatzspur, namen, gezogen

    def merge(self, alt: etree._Element, neu: etree._Element) -> list[etree._Element]:
        """Return the new table with the changes from the old one; two tables where the columns are others."""
        if _grid(alt) != _grid(neu):
            return [self.whole(alt, "del"), self.whole(neu, "ins")]
        ergebnis = _frame(neu)
        a, b = list(alt.iterchildren(TR)), list(neu.iterchildren(TR))
        for i, j in merge_order([self._glied(z, True) for z in a], [self._glied(z, False) for z in b], self.gezogen):
            if i is not None and j is not None and self.absatzspur.stays(a[i], b[j]):
                ergebnis.append(clone(b[j]))
                continue
            if i is not None and j is not None and _widths(a[i]) == _widths(b[j]):
                ergebnis.append(self._merge_row(a[i], b[j]))
                continue
            if i is not None:
                ergebnis.append(self._whole_row(a[i], "del"))
            if j is not None:
                ergebnis.append(self._whole_row(b[j], "ins"))
        return [ergebnis]

    def stays(self, alt: etree._Element, neu: etree._Element) -> bool:
        """Tell whether a table is the same in both versions, its rows where they were."""
        return self.absatzspur.stays(alt, neu) and self.gezogen.isdisjoint(names_of(neu))

    def whole(self, tabelle: etree._Element, tag: str) -> etree._Element:
        """Return a table all of whose rows came or went."""
        ergebnis = _frame(tabelle)
        ergebnis.extend(self._whole_row(z, tag) for z in tabelle.iterchildren(TR))
        return ergebnis

    def _glied(self, zeile: etree._Element, ist_alt: bool) -> Glied:
        name = place_name(zeile)
        gleichnis = "" if name else text_of(zeile)
        return Glied(self.namen.get(name, name) if ist_alt else name, gleichnis, str(len(_widths(zeile))))

    def _merge_row(self, alt: etree._Element, neu: etree._Element) -> etree._Element:
        ergebnis = _without(neu, TC)
        for a, b in zip(alt.iterchildren(TC), neu.iterchildren(TC), strict=True):
            zelle = _without(b, P, TBL)
            zelle.extend(self._merge_cell(list(a.iterchildren(P)), list(b.iterchildren(P))))
            ergebnis.append(zelle)
        return ergebnis

    def _merge_cell(self, alte: list[etree._Element], neue: list[etree._Element]) -> Iterator[etree._Element]:
        """Yield the paragraphs of a cell; its last one stays, for the end of a cell cannot go."""
        *a, ende_a = alte
        *b, ende_b = neue
        for i, j in merge_order([keyless(p) for p in a], [keyless(p) for p in b], frozenset()):
            if i is not None and j is not None:
                yield self.absatzspur.merge(a[i], b[j])
            elif i is not None:
                yield self.absatzspur.whole(a[i], "del")
            elif j is not None:
                yield self.absatzspur.whole(b[j], "ins")
        yield self.absatzspur.merge(ende_a, ende_b)

    def _whole_row(self, zeile: etree._Element, tag: str) -> etree._Element:
        """Mark a row and the text in it; either alone is read differently by different programs (17.13.5.17)."""
        ergebnis = _without(zeile, TC)
        eigenschaften = ergebnis.find(TRPR)
        if eigenschaften is None:
            eigenschaften = make("trPr")
            ergebnis.insert(0, eigenschaften)
        eigenschaften.append(mark(tag, self.absatzspur.autor))
        for zelle in zeile.iterchildren(TC):
            neu = _without(zelle, P)
            neu.extend(self.absatzspur.whole(p, tag) for p in zelle.iterchildren(P))
            ergebnis.append(neu)
        return ergebnis


def keyless(absatz: etree._Element) -> Glied:
    """Return a paragraph that only its style and its words tell from others."""
    stil = absatz.find(f"{PPR}/{W}pStyle")
    name = attribute(stil, "val") if stil is not None else ""
    return Glied("", f"{name}|{text_of(absatz)}", name)


def _grid(tabelle: etree._Element) -> int:
    return sum(1 for _ in tabelle.iter(f"{W}gridCol"))


def _widths(zeile: etree._Element) -> tuple[str, ...]:
    """Return how many columns each cell of a row spans."""
    spannen = (zelle.find(f"{W}tcPr/{W}gridSpan") for zelle in zeile.iterchildren(TC))
    return tuple("1" if s is None else s.get(f"{W}val") or "1" for s in spannen)


def _frame(tabelle: etree._Element) -> etree._Element:
    return _without(tabelle, TR)


def _without(knoten: etree._Element, *tags: str) -> etree._Element:
    """Return a copy of an element without its children of these kinds."""
    kopie = bare(knoten)
    kopie.extend(clone(k) for k in knoten.iterchildren() if k.tag not in tags)
    return kopie
