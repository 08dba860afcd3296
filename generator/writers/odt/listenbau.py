"""Lists: a flat run of paragraphs with list and level becomes the nested lists of OpenDocument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

OHNE_ZAEHLUNG = ("Striche", "Freistriche")


@dataclass(frozen=True, slots=True)
class Stueck:
    """A finished block; `liste` names its list ("" for none), a part behind "-" tells lists of one style apart."""

    xml: str
    liste: str = ""
    ebene: int = 0


def nest(stuecke: Iterable[Stueck], begonnen: set[str] | None = None) -> str:
    """Return the blocks with neighbours of one list nested; a list that was interrupted goes on counting.

    `begonnen` are the lists that stand above in the same file; those that begin here are added to it.
    """
    aus: list[str] = []
    begonnen = set() if begonnen is None else begonnen
    offen, tiefe = "", 0
    for stueck in stuecke:
        if stueck.liste != offen:
            aus.append(_close(tiefe))
            offen, tiefe = stueck.liste, 0
            if offen:
                aus.append(_open(offen, begonnen))
                tiefe = 1
        elif offen and stueck.ebene <= tiefe:
            aus.append("</text:list-item></text:list>" * (tiefe - stueck.ebene) + "</text:list-item>")
            tiefe = stueck.ebene
        elif offen:
            aus.append("<text:list>")
            tiefe += 1
        if offen:
            aus.append("<text:list-item>" + "<text:list><text:list-item>" * (stueck.ebene - tiefe))
            tiefe = stueck.ebene
        aus.append(stueck.xml)
    aus.append(_close(tiefe))
    return "".join(aus)


def _close(tiefe: int) -> str:
    return "</text:list-item></text:list>" * tiefe


def _open(liste: str, begonnen: set[str]) -> str:
    stil = liste.partition("-")[0]
    if stil in OHNE_ZAEHLUNG:
        return f'<text:list text:style-name="{stil}">'
    kennung = "liste_" + liste.replace("-", "_")
    art = "text:continue-list" if liste in begonnen else "xml:id"
    begonnen.add(liste)
    return f'<text:list {art}="{kennung}" text:style-name="{stil}">'
