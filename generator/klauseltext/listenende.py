"""The ends of list items („,“, „ und“, „.“), which are known only when the list is complete."""

from __future__ import annotations

from ..tree import Aufzaehlung, Inline, Punkt, Text, Textblock
from .klauselvorlage import VTrenner


class Trenner(Text):
    """Stands for the end of a list item until the length of the list is known; never leaves a filled clause."""

    __slots__ = ("regel",)
    regel: VTrenner

    def __init__(self, regel: VTrenner) -> None:
        object.__setattr__(self, "text", "")
        object.__setattr__(self, "regel", regel)


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
