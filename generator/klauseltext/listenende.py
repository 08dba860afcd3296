"""What is known only when a clause is complete: the ends of list items („,“, „ und“, „.“) and what stands under a heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..tree import Abschnitt, Aufzaehlung, Block, Inline, Punkt, Text, Textblock
from .klauselvorlage import VTrenner


class Trenner(Text):
    """Stands for the end of a list item until the length of the list is known; never leaves a filled clause."""

    __slots__ = ("regel",)
    regel: VTrenner

    def __init__(self, regel: VTrenner) -> None:
        object.__setattr__(self, "text", "")
        object.__setattr__(self, "regel", regel)


def gather_sections(teile: Iterable[Sequence[Block]]) -> tuple[Block, ...]:
    """Gather loose blocks under the Unterabschnitt before them."""
    fertig: list[Block] = []
    for teil in teile:
        for block in close_lists(teil):
            davor = fertig[-1] if fertig else None
            if isinstance(davor, Abschnitt) and not isinstance(block, Abschnitt):
                fertig[-1] = Abschnitt(davor.id, davor.art, davor.ueberschrift, (*davor.bloecke, block))
            else:
                fertig.append(block)
    return tuple(fertig)


def close_lists(bloecke: Sequence[Block]) -> list[Block]:
    """Return blocks whose lists have their ends."""
    return [end_items(b) if isinstance(b, Aufzaehlung) else b for b in bloecke]


def end_items(liste: Aufzaehlung) -> Aufzaehlung:
    """Replace the separators by comma, „und“ and full stop."""
    letzter = len(liste.punkte) - 1
    return Aufzaehlung(tuple([_end_item(p, letzter - i) for i, p in enumerate(liste.punkte)]), liste.art, id=liste.id)


def _end_item(punkt: Punkt, rest: int) -> Punkt:
    def end(inline: Inline) -> Inline:
        if not isinstance(inline, Trenner):
            return inline
        return Text("." if rest == 0 else inline.regel.wort if rest == 1 else inline.regel.zeichen)

    bloecke = tuple(
        end_items(b) if isinstance(b, Aufzaehlung) else Textblock(b.id, tuple([end(i) for i in b.inhalt]), b.rolle)
        for b in punkt.bloecke
    )
    return Punkt(punkt.id, bloecke)
