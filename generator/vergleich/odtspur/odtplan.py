"""What is kept, what goes and what comes, in an order that OpenDocument can say: gaps between blocks that stay.

ODF tracks text, not structure: no row, no column, no look. So a paragraph of another look and a table of another shape go and
come as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ..spur.gleichgang import KNOTEN, VORHER, walk_together
from ..spur.reihung import Glied
from .odf import ABSAETZE, ANFANG, TAB, ZEILE, ZELLE, T, loosen, named, text_pieces
from .odtfluss import Fliessblock

_SPANNEN: Final = f"{TAB}number-columns-spanned"


@dataclass(slots=True)
class Strecke:
    """A piece of the way: a pair that stays (`alt` and `neu`), what is not tracked (`neu` alone), or a gap."""

    alt: Fliessblock | None = None
    neu: Fliessblock | None = None
    weg: list[Fliessblock] = field(default_factory=list)
    her: list[Fliessblock] = field(default_factory=list)

    @property
    def ist_luecke(self) -> bool:
        """Blocks went or came here."""
        return self.neu is None

    @property
    def ist_anker(self) -> bool:
        """A block that stays and ends with a paragraph: a change can be tied to it."""
        return self.alt is not None and self.neu is not None and (self.neu.ist_absatz or self.neu.ende is not None)


class Odtplan:
    """Plans one comparison; `grundstil` gives the style that counts for each name, `namen` maps old bookmarks to new ones."""

    def __init__(self, grundstil: Callable[[str], str], namen: Mapping[str, str], gezogen: frozenset[str]) -> None:
        self.grundstil, self.namen, self.gezogen = grundstil, namen, gezogen

    def make(self, alt: Sequence[Fliessblock], neu: Sequence[Fliessblock]) -> list[Strecke]:
        """Return the way through both versions."""
        wege: list[Strecke] = []
        glieder = [self._glied(b, True) for b in alt]
        for i, j, davor in walk_together(glieder, neu, self._counted, self.gezogen):
            wege += [Strecke(neu=neu[n]) for n in davor]
            a, b = alt[i] if i is not None else None, neu[j] if j is not None else None
            if a is not None and b is not None and self._can_stay(a, b):
                wege.append(Strecke(a, b))
                continue
            if a is None and b is None:
                continue
            if not wege or not wege[-1].ist_luecke:
                wege.append(Strecke())
            wege[-1].weg += [a] if a is not None else []
            wege[-1].her += [b] if b is not None else []
        return self._tie(wege)

    def _counted(self, block: Fliessblock) -> Glied | None:
        return self._glied(block, False) if block.ist_absatz or block.ist_tabelle else None

    def _glied(self, block: Fliessblock, ist_alt: bool) -> Glied:
        name = first_anchor(block.knoten)
        stil = self._style(block.knoten)
        art = f"{block.knoten.tag} {'' if name else stil}"
        return Glied(self.namen.get(name, name) if ist_alt else name, f"{stil}|{text_pieces(block.knoten)}", art)

    def _style(self, knoten: etree._Element) -> str:
        return self.grundstil(knoten.get(f"{T}style-name") or "") if knoten.tag in ABSAETZE else ""

    def look(self, block: Fliessblock) -> tuple[str, ...]:
        """Return what of a paragraph's look counts."""
        return str(block.knoten.tag), self._style(block.knoten), block.liste, str(block.ebene)

    def _can_stay(self, alt: Fliessblock, neu: Fliessblock) -> bool:
        if alt.ist_tabelle and neu.ist_tabelle:
            gleiche_enden = (alt.ende is None) == (neu.ende is None)
            return gleiche_enden and self._shape(alt.knoten, True) == self._shape(neu.knoten, False)
        return alt.ist_absatz and neu.ist_absatz and self.look(alt) == self.look(neu)

    def _shape(self, tabelle: etree._Element, ist_alt: bool) -> list[object]:
        """Return which rows a table has, and of each cell its width and the looks of its paragraphs."""
        zeilen: list[object] = [sum(1 for _ in tabelle.iter(f"{TAB}table-header-rows"))]
        for zeile in tabelle.iter(ZEILE):
            name = first_anchor(zeile)
            zellen = [(z.get(_SPANNEN), [self._style(p) for p in z]) for z in zeile.iterchildren(ZELLE)]
            zeilen.append((self.namen.get(name, name) if ist_alt else name, zellen))
        return zeilen

    def _tie(self, wege: list[Strecke]) -> list[Strecke]:
        """Give every gap a block to hold on to that LibreOffice 7.4 reads rightly.

        Where none stays before it (behind the contents), the first that came takes the place of the first that went, if it looks
        the same. The table before a gap is taken into it where LibreOffice, accepting what went behind its empty paragraph, would
        give that one the list of the last paragraph that went.
        """
        ergebnis: list[Strecke] = []
        for n, strecke in enumerate(wege):
            davor = ergebnis[-1] if ergebnis else None
            if strecke.ist_luecke and (davor is None or not davor.ist_anker):
                ergebnis += self._exchange(strecke)
            else:
                ergebnis.append(strecke)
            strecke = ergebnis[-1]
            davor = ergebnis[-2] if len(ergebnis) > 1 else None
            folgt = wege[n + 1] if n + 1 < len(wege) else None
            if not strecke.ist_luecke or not strecke.weg or davor is None or davor.neu is None or davor.alt is None:
                continue
            if not davor.neu.ist_tabelle or not strecke.weg[-1].liste or self.runs_on(strecke, folgt):
                continue
            ergebnis[-2:] = [Strecke(weg=[davor.alt, *strecke.weg], her=[davor.neu, *strecke.her])]
            if len(ergebnis) > 1 and ergebnis[-2].ist_luecke:
                letzte = ergebnis.pop()
                ergebnis[-1].weg += letzte.weg
                ergebnis[-1].her += letzte.her
        return ergebnis

    def _exchange(self, luecke: Strecke) -> list[Strecke]:
        """Let the first that came take the place of the first that went, if it looks the same."""
        if not (luecke.weg and luecke.her and self._can_stay(luecke.weg[0], luecke.her[0])):
            return [luecke]
        rest = Strecke(weg=luecke.weg[1:], her=luecke.her[1:])
        anfang = Strecke(luecke.weg[0], luecke.her[0])
        return [anfang, rest] if rest.weg or rest.her else [anfang]

    def runs_on(self, luecke: Strecke, folgt: Strecke | None) -> bool:
        """Tell whether what went may run into the next block: its first paragraph looks like that one."""
        return (
            folgt is not None
            and folgt.alt is not None
            and folgt.neu is not None
            and folgt.neu.ist_absatz
            and luecke.weg[0].ist_absatz
            and self.look(luecke.weg[0]) == self.look(folgt.neu)
        )


def first_anchor(knoten: etree._Element) -> str:
    """Return the first bookmark below an element that names a node of the tree, empty if there is none."""
    namen = (named(k) for k in knoten.iter(ANFANG))
    return next((n for n in namen if n.startswith((KNOTEN, VORHER))), "")


def cell_paragraphs(zelle: etree._Element) -> list[etree._Element]:
    """Return the paragraphs of a cell, loosened."""
    return [loosen(p) for p in zelle if p.tag in ABSAETZE]
