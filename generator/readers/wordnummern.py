"""What Word prints before a numbered paragraph, evaluated from `numbering.xml` and `styles.xml` (ISO/IEC 29500-1, 17.9).

Written from the standard and not from our writer, so that it can prove the writer's numbering. Not supported, because our
files and Word's own German lists do not use them: picture bullets and the word formats of other languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PPR, _NUMPR = f"{W}pPr", f"{W}numPr"
EBENEN = 9
KETTE_MAX = 20
MUSTER_MAX = 255
"""Characters of the pattern of a label, as in Word."""
BUCHSTABEN_MAX = 780
"""Word, too, counts in letters up to 780 only."""
_ROEMISCH = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class WordEbene:
    """One level of a list: first number, format, pattern such as `§ %1`, the style bound to it, the restart rule."""

    start: int
    format: str
    muster: str
    stil: str
    neustart: int | None


@dataclass(slots=True)
class WordListe:
    """A list definition with its running counters (None: not used yet)."""

    ebenen: dict[int, WordEbene]
    stand: list[int | None] = field(default_factory=lambda: [None] * EBENEN)


class Zaehlwerk:
    """Counts the paragraphs of one document in reading order; each must be shown to `label` exactly once."""

    def __init__(self, nummern: etree._Element | None, stile: etree._Element | None) -> None:
        self._listen = {_val(a, "abstractNumId", True): WordListe(_levels(a)) for a in _all(nummern, "abstractNum")}
        self._nummern = {_val(n, "numId", True): n for n in _all(nummern, "num")}
        self._stile = {_val(s, "styleId", True): s for s in _all(stile, "style")}
        standard = (
            s
            for s in _all(stile, "style")
            if s.get(f"{W}default") in ("1", "true") and s.get(f"{W}type") == "paragraph"
        )
        self._standard = next((_val(s, "styleId", True) for s in standard), "")
        self._begonnen: set[str] = set()
        self._orte: dict[str, tuple[str, int]] = {}

    def label(self, absatz: etree._Element) -> str:
        """Return the label of the next paragraph, or "" if it has none."""
        nummer, tiefe = self._place(absatz)
        num = self._nummern.get(nummer)
        liste = self._listen.get(_val(num, "abstractNumId")) if num is not None else None
        if num is None or liste is None or tiefe not in liste.ebenen:
            return ""
        self._apply_overrides(nummer, num, liste)
        self._advance(liste, tiefe)
        ebene = liste.ebenen[tiefe]
        if ebene.format in ("bullet", "none"):
            return ebene.muster
        return re.sub(r"%([1-9])", lambda m: self._shown(liste, int(m[1]) - 1), ebene.muster)

    def _place(self, absatz: etree._Element) -> tuple[str, int]:
        """Return list and level: from the paragraph itself, else from its style or what that is based on.

        A level that stands in a style is ignored (17.3.1.19): there the level counts that names the style.
        """
        merkmale = absatz.find(_PPR)
        eigen = merkmale.find(_NUMPR) if merkmale is not None else None
        stil = _val(merkmale, "pStyle") or self._standard
        if eigen is not None:
            return self._place_of_style(stil, _val(eigen, "numId"), read_number(_val(eigen, "ilvl"), -1))
        if stil not in self._orte:
            self._orte[stil] = self._place_of_style(stil, "", -1)
        return self._orte[stil]

    def _place_of_style(self, stil: str, nummer: str, tiefe: int) -> tuple[str, int]:
        namen = []
        for _ in range(KETTE_MAX):
            knoten = self._stile.get(stil)
            if knoten is None:
                break
            namen.append(stil)
            nummer = nummer or _val(knoten.find(f"{W}pPr/{W}numPr"), "numId")
            if nummer:
                break
            stil = _val(knoten, "basedOn")
        return nummer, tiefe if tiefe >= 0 else self._level_of_style(nummer, namen)

    def _level_of_style(self, nummer: str, namen: list[str]) -> int:
        """A style names only the list; the level is the one that names the style."""
        num = self._nummern.get(nummer)
        liste = self._listen.get(_val(num, "abstractNumId")) if num is not None else None
        ebenen = liste.ebenen.items() if liste is not None else ()
        return next((tiefe for name in namen for tiefe, e in ebenen if e.stil == name), 0)

    def _apply_overrides(self, nummer: str, num: etree._Element, liste: WordListe) -> None:
        """A list instance may start its count anew when it is first used."""
        if nummer in self._begonnen:
            return
        self._begonnen.add(nummer)
        for ersatz in num.iterchildren(f"{W}lvlOverride"):
            tiefe, start = (
                read_number(_val(ersatz, "ilvl", True), EBENEN),
                read_number(_val(ersatz, "startOverride"), -1),
            )
            if start >= 0 and tiefe < EBENEN:
                liste.stand[tiefe:] = [None] * (EBENEN - tiefe)
                liste.stand[tiefe] = start - 1

    @staticmethod
    def _advance(liste: WordListe, tiefe: int) -> None:
        for oben in range(tiefe):
            if liste.stand[oben] is None and oben in liste.ebenen:
                liste.stand[oben] = liste.ebenen[oben].start
        jetzt = liste.stand[tiefe]
        liste.stand[tiefe] = liste.ebenen[tiefe].start if jetzt is None else jetzt + 1
        for unten in range(tiefe + 1, EBENEN):
            grenze = liste.ebenen[unten].neustart if unten in liste.ebenen else None
            if grenze is None or tiefe < grenze:
                liste.stand[unten] = None

    @staticmethod
    def _shown(liste: WordListe, tiefe: int) -> str:
        zahl = liste.stand[tiefe]
        return format_number(zahl, liste.ebenen[tiefe].format) if zahl is not None and tiefe in liste.ebenen else ""


def format_number(zahl: int, format: str) -> str:
    """Return a number in a format of Word (`decimal`, `lowerLetter` …); letters behind z are doubled: aa, bb."""
    if format in ("lowerLetter", "upperLetter") and 0 < zahl <= BUCHSTABEN_MAX:
        text = chr(ord("a") + (zahl - 1) % 26) * ((zahl - 1) // 26 + 1)
    elif format in ("lowerRoman", "upperRoman") and 0 < zahl < 4000:
        text, rest = "", zahl
        for wert, zeichen in _ROEMISCH:
            text += zeichen * (rest // wert)
            rest %= wert
    else:
        text = str(zahl).zfill(2) if format == "decimalZero" else str(zahl)
    return text.upper() if format.startswith("upper") else text


def read_number(text: str | None, sonst: int) -> int:
    """Return a number of up to six digits from a file, `sonst` for anything else."""
    return int(text) if text and len(text) <= 6 and text.isascii() and text.isdigit() else sonst


def _levels(liste: etree._Element) -> dict[int, WordEbene]:
    ebenen = {}
    for lvl in liste.iterchildren(f"{W}lvl"):
        tiefe = read_number(_val(lvl, "ilvl", True), EBENEN)
        if tiefe < EBENEN:
            neustart = read_number(_val(lvl, "lvlRestart"), -1)
            ebenen[tiefe] = WordEbene(
                read_number(_val(lvl, "start"), 0),
                _val(lvl, "numFmt") or "decimal",
                _val(lvl, "lvlText")[:MUSTER_MAX],
                _val(lvl, "pStyle"),
                None if neustart < 0 else neustart,
            )
    return ebenen


def _all(wurzel: etree._Element | None, name: str) -> list[etree._Element]:
    return list(wurzel.iterchildren(f"{W}{name}")) if wurzel is not None else []


def _val(knoten: etree._Element | None, name: str, ist_eigen: bool = False) -> str:
    """Return an own attribute of an element, or the `w:val` of its child of this name; "" if there is none."""
    if knoten is None:
        return ""
    if ist_eigen:
        return knoten.get(f"{W}{name}") or ""
    kind = knoten.find(f"{W}{name}")
    return (kind.get(f"{W}val") or "") if kind is not None else ""
