"""The body of a document as tracked changes: paragraphs and tables in their merged order, moves as moves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree

from ..spur.gleichgang import Schritt, walk_together
from ..spur.reihung import Glied
from .absatzspur import Absatzspur, weighty_properties
from .atome import are_equal_atoms, split_paragraph, text_of
from .ooxml import PPR, TBL, P, W, attribute, ends_in_tracked_picture, make, mark, place_name
from .tabellenspur import Tabellenspur

_UNVERFOLGT = (f"{W}sdt", f"{W}sectPr")
"""Contents and page layout are those of the new version: word processors make the contents anew."""


class Flussspur:
    """Merges the bodies of two versions."""

    def __init__(
        self,
        absatzspur: Absatzspur,
        namen: Mapping[str, str],
        gezogen: frozenset[str],
        sind_zuege_erlaubt: bool,
    ) -> None:
        self.absatzspur, self.namen, self.gezogen = absatzspur, namen, gezogen
        self.tabellenspur = Tabellenspur(absatzspur, namen, gezogen)
        self.sind_zuege_erlaubt = sind_zuege_erlaubt
        self.zuege = 0

    def merge(self, alt: etree._Element, neu: etree._Element) -> list[etree._Element]:
        """Return the content of the merged body; what stays as it is are elements of the new one."""
        a = [k for k in alt if k.tag not in _UNVERFOLGT]
        b = list(neu)
        schritte = list(
            walk_together(
                [self._glied(k, True) for k in a],
                b,
                lambda k: None if k.tag in _UNVERFOLGT else self._glied(k, False),
                self.gezogen,
            )
        )
        zuege = self._pure_moves(a, b, schritte) if self.sind_zuege_erlaubt else {}
        ergebnis: list[etree._Element] = []
        for i, j, davor in schritte:
            ergebnis += [b[n] for n in davor]
            ergebnis += self._one(a[i] if i is not None else None, b[j] if j is not None else None, zuege)
        return ergebnis

    def _glied(self, knoten: etree._Element, ist_alt: bool) -> Glied:
        name = place_name(knoten)
        if name:
            return Glied(self.namen.get(name, name) if ist_alt else name, "", f"{knoten.tag} ")
        stil = knoten.find(f"{PPR}/{W}pStyle")
        name_des_stils = attribute(stil, "val") if stil is not None else ""
        return Glied("", f"{name_des_stils}|{text_of(knoten)}", f"{knoten.tag} {name_des_stils}")

    def _one(
        self, alt: etree._Element | None, neu: etree._Element | None, zuege: Mapping[etree._Element, str]
    ) -> Iterator[etree._Element]:
        if alt is not None and neu is not None:
            if (self.tabellenspur if alt.tag == TBL else self.absatzspur).stays(alt, neu):
                yield neu
            elif alt.tag == TBL:
                yield from self.tabellenspur.merge(alt, neu)
            else:
                yield from self._both(alt, neu)
        elif alt is not None:
            yield from self._whole(alt, "moveFrom" if alt in zuege else "del", zuege.get(alt, ""))
        elif neu is not None:
            yield from self._whole(neu, "moveTo" if neu in zuege else "ins", zuege.get(neu, ""))

    def _both(self, alt: etree._Element, neu: etree._Element) -> Iterator[etree._Element]:
        """Yield a paragraph that stays; one with another picture goes and comes whole, so that the change ends with its end."""
        gemeinsam = self.absatzspur.merge(alt, neu)
        if ends_in_tracked_picture(gemeinsam):
            yield self.absatzspur.whole(alt, "del")
            yield self.absatzspur.whole(neu, "ins")
        else:
            yield gemeinsam

    def _whole(self, knoten: etree._Element, tag: str, zug: str) -> Iterator[etree._Element]:
        if knoten.tag == TBL:
            yield self.tabellenspur.whole(knoten, "del" if tag in ("del", "moveFrom") else "ins")
            return
        if zug:
            anfang = mark(f"{tag}RangeStart", self.absatzspur.autor)
            anfang.set(f"{W}name", zug)
            anfang.set(f"{W}id", f"{tag}{zug}")
            yield anfang
        yield self.absatzspur.whole(knoten, tag)
        if zug:
            yield make(f"{tag}RangeEnd", id=f"{tag}{zug}")

    def _pure_moves(
        self, a: list[etree._Element], b: list[etree._Element], schritte: list[Schritt]
    ) -> dict[etree._Element, str]:
        """Map paragraphs that only moved, at both places, to the name of their move; one that also changed is none of them.

        Nor is one that leads to a table: tables do not move in Word, and LibreOffice leaves its end behind. Nor one with a paragraph right
        behind it that came or went otherwise: LibreOffice takes the next heading's look away with both.
        """
        weg = {
            self.namen.get(name, name): n
            for n, (i, j, _) in enumerate(schritte)
            if i is not None and j is None and (name := place_name(a[i]))
        }
        orte: dict[int, int] = {}
        for n, (i, j, _) in enumerate(schritte):
            ort = weg.get(place_name(b[j])) if j is not None and i is None else None
            alt_ort = schritte[ort].alt if ort is not None else None
            if j is None or ort is None or alt_ort is None or not self._is_same(a[alt_ort], b[j]):
                continue
            gehende = (a[s.alt] if s.alt is not None and s.neu is None else None for s in islice(schritte, ort, None))
            kommende = (b[s.neu] if s.neu is not None and s.alt is None else None for s in islice(schritte, n, None))
            if _leads_to_table(gehende) or _leads_to_table(kommende):
                continue
            orte[n] = ort
        while lose := [
            n for n, ort in orte.items() if _runs_on(schritte, n, orte) or _runs_on(schritte, ort, orte.values())
        ]:
            for n in lose:
                del orte[n]
        zuege: dict[etree._Element, str] = {}
        for n, ort in orte.items():
            self.zuege += 1
            dort, hier = schritte[ort].alt, schritte[n].neu
            if dort is not None and hier is not None:
                zuege[a[dort]] = zuege[b[hier]] = f"verschoben{self.zuege}"
        return zuege

    def _is_same(self, alt: etree._Element, neu: etree._Element) -> bool:
        if alt.tag != P or neu.tag != P:
            return False
        vorher, _ = split_paragraph(alt, self.absatzspur.noten_alt)
        nachher, _ = split_paragraph(neu, self.absatzspur.noten_neu)
        return weighty_properties(alt) == weighty_properties(neu) and are_equal_atoms(vorher, nachher)


def _runs_on(schritte: list[Schritt], ort: int, gezogene: Collection[int]) -> bool:
    """Tell whether what stands right behind a moved paragraph, at one of its places, came or went without being moved."""
    if ort + 1 == len(schritte) or ort + 1 in gezogene:
        return False
    hier, dahinter = schritte[ort], schritte[ort + 1]
    return (hier.alt is None, hier.neu is None) == (dahinter.alt is None, dahinter.neu is None)


def _leads_to_table(bloecke: Iterable[etree._Element | None]) -> bool:
    """Tell whether what goes or comes in one row with the first paragraph ends at a table; None is what does neither."""
    for block in bloecke:
        if block is None or block.tag == TBL:
            return block is not None
    return False
