"""Where a cursor stands in YAML that may be broken: the path of keys around it, read off the indents of the lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contracts.position import Pfad

_ZEILE: Final = re.compile(r"(?P<strich>[ ]*(?:-[ ]+)*)(?P<schluessel>[A-Za-z_][A-Za-z0-9_-]*)[ ]*:(?P<rest>[ ].*|)$")
_STRICHE: Final = re.compile(r"[ ]*(?:-[ ]+|-$)*")
_PAAR: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)[ ]*:[ ]*")


@dataclass(frozen=True, slots=True)
class Yamlort:
    """A place: the path of the group or list around the cursor, the key whose value it is in (empty at a key), what is typed.

    `von` is the column (from 0, in code points) where what is typed begins.
    """

    pfad: Pfad
    schluessel: str
    angefangen: str
    von: int


def find_yamlort(zeilen: Sequence[str], zeile: int, spalte: int) -> Yamlort:
    """Return the place of a cursor; line and column from 0."""
    davor = zeilen[zeile][:spalte] if zeile < len(zeilen) else ""
    kopf = _STRICHE.match(davor)
    einzug = kopf.end() if kopf else 0
    pfad = list(_walk_up(zeilen, zeile, einzug, davor))
    rest = davor[einzug:]
    treffer = _PAAR.match(rest)
    if treffer is None or rest.startswith(("{", "[")):
        return _inside(tuple(pfad), rest, einzug)
    schluessel, wert = treffer[1], rest[treffer.end() :]
    if wert.startswith(("{", "[")):
        return _inside((*pfad, schluessel), wert, einzug + treffer.end())
    anfang = einzug + treffer.end()
    return Yamlort(tuple(pfad), schluessel, wert.lstrip("\"'"), anfang + len(wert) - len(wert.lstrip("\"'")))


def _inside(pfad: Pfad, text: str, von: int) -> Yamlort:
    """Return the place behind the last open bracket of a line, or at a key or list item."""
    offen: list[list[int]] = []  # each open bracket: its place, the commas behind it, the place behind the last comma
    zitat = ""
    for stelle, zeichen in enumerate(text):
        if zitat or zeichen in "\"'":
            zitat = "" if zeichen == zitat else zitat or zeichen
        elif zeichen in "{[":
            offen.append([stelle, 0, stelle + 1])
        elif zeichen in "}]" and offen:
            offen.pop()
        elif zeichen == "," and offen:
            offen[-1][1:] = [offen[-1][1] + 1, stelle + 1]
    beginn = 0
    for tiefe, anzahl, danach in offen:
        if davor := re.search(r"([A-Za-z_][A-Za-z0-9_-]*)[ ]*:[ ]*$", text[beginn:tiefe]):
            pfad = (*pfad, davor[1])
        if text[tiefe] == "[":
            pfad = (*pfad, anzahl)
        beginn = danach
    stueck = text[beginn:]
    roh = stueck.lstrip(" \"'")
    treffer = _PAAR.match(roh)
    if treffer:
        wert = roh[treffer.end() :].lstrip("\"'")
        return Yamlort(pfad, treffer[1], wert, von + len(text) - len(wert))
    return Yamlort(pfad, "", roh, von + len(text) - len(roh))


def _walk_up(zeilen: Sequence[str], zeile: int, einzug: int, davor: str) -> Sequence[str | int]:
    """Return keys and item numbers from the outside in."""
    pfad: list[str | int] = []
    grenze = einzug
    if (strich := _STRICHE.match(davor)) and "-" in strich[0]:
        anfang = davor.index("-")
        pfad.append(_count_items(zeilen, zeile, anfang))
        # A list may stand at the column of its key.
        grenze = anfang + 1
    for nummer in range(zeile - 1, -1, -1):
        text = zeilen[nummer]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        treffer, kopf = _ZEILE.match(text), _STRICHE.match(text)
        tiefe = kopf.end() if kopf else 0
        ist_liste = kopf is not None and "-" in kopf[0]
        if treffer and tiefe < grenze and not treffer["rest"].strip():
            pfad.append(treffer["schluessel"])
            grenze = tiefe
        if ist_liste and (tiefe <= grenze if grenze else False) and text.index("-") < grenze:
            anfang = text.index("-")
            pfad.append(_count_items(zeilen, nummer, anfang))
            grenze = anfang + 1
        if grenze == 0:
            break
    return pfad[::-1]


def _count_items(zeilen: Sequence[str], zeile: int, einzug: int) -> int:
    """Return the number of items of the list before the one that begins at this line and column."""
    anzahl = 0
    for nummer in range(zeile - 1, -1, -1):
        text = zeilen[nummer]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        tiefe = len(text) - len(text.lstrip())
        if tiefe < einzug or (tiefe == einzug and not text.lstrip().startswith("-")):
            break
        anzahl += tiefe == einzug
    return anzahl
