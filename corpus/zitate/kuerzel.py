"""Abbreviations a text introduces itself: `Landesrahmenvertrag (LRV)`, `Beispielgesetz (im Folgenden: BeispG)`.

Learned within one text and from the introduction on, only where the words before name a law, an ordinance or a framework
agreement. What abbreviates a mere contract (“Leistungsvereinbarung (LV)”) is only told from a law where it stands behind a
§: “§ 3 Abs. 1 LV” is then a place in that contract. Two passes over the text at most, whatever it introduces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..norm.gesetzesnamen import art_of, load_abkuerzungen
from ..regex import compile_fast
from .abkuerzung import is_abkuerzung
from .kopfwort import ENDEN, split_kopf
from .schritt import LEER
from .woerter import list_woerter
from .zitat import Zitat

# No text introduces more; the bound keeps the second pass one pass.
HOECHSTENS = 100
# How far before the words of introduction the name may stand.
REICHWEITE = 160
_ABK = r"(?P<abk>[A-ZÄÖÜ]\w{1,19}+(?:[-/][A-Z]\w{0,9}+){0,2}(?:[ \xa0][IVX]{1,4}+(?!\w))?)"
_WORTE = (
    rf"(?:(?=[infka])(?:im{LEER}Folgenden|nachfolgend|nachstehend|künftig|fortan|abgekürzt|kurz)"
    rf"(?:{LEER}(?:als|auch|nur|kurz|genannt|bezeichnet))?:?{LEER}(?:(?:de[rsmn]|die|das){LEER})?)"
)
_KLAMMER = compile_fast(rf"\((?P<worte>{_WORTE})?[„“\"]?{_ABK}[“”\"]?\)")
_FOLGEND = compile_fast(
    rf"im{LEER}Folgenden(?:{LEER}(?:als|auch|nur|kurz))?(?:(?P<worte>:){LEER}|{LEER}(?=[„“\"]))"
    rf"(?:(?:de[rsmn]|die|das){LEER})?[„“\"]?{_ABK}"
)
# Known names with these endings the scanner reads anywhere, unless they are ambiguous.
_GELESEN = frozenset("GVOBHIX")
_MEHRDEUTIG = list_woerter("mehrdeutig")
_WORT = compile_fast(r"[A-ZÄÖÜ][\w-]{3,75}+")
_VERTRAG = compile_fast(
    r"(?<!\w)\w{0,60}(?:[Vv]ereinbarung|[Vv]ertrag|[Kk]onzept|[Rr]egelung)(?:e?s|en)?[,;]?\s{1,2}\Z"
)
_VOR_KLAMMER = compile_fast(r"[A-ZÄÖÜ][\w-]{3,75}+\s{1,2}\Z")


class Kuerzel(NamedTuple):
    """A learned abbreviation: key and kind of the law, and where it stands first."""

    gesetz: str
    art: str
    ab: int
    ist_vertrag: bool = False


def add_kuerzel(text: str, zitate: list[Zitat]) -> list[Zitat]:
    """Return the citations with those added and corrected that use an abbreviation the text introduces itself."""
    funde = [*_KLAMMER.finditer(text)] if "(" in text else []
    if "im Folgenden" in text:
        funde += _FOLGEND.finditer(text)
    gelernt = _learn(text, zitate, funde) if funde else None
    return _apply(text, zitate, gelernt) if gelernt else zitate


def _learn(text: str, zitate: list[Zitat], funde: list[re.Match[str]]) -> dict[str, Kuerzel]:
    """Return abbreviation → what it means, for every introduction in the text."""
    enden = {zitat.end: zitat for zitat in zitate if not zitat.stellen and zitat.gesetz}
    gelernt: dict[str, Kuerzel] = {}
    for fund in funde:
        abk = " ".join(fund["abk"].split())
        bekannt = load_abkuerzungen().get(abk)
        if bekannt is not None and abk[-1] in _GELESEN and abk not in _MEHRDEUTIG:
            continue
        if abk in gelernt or len(gelernt) >= HOECHSTENS or not is_abkuerzung(abk):
            continue
        name = enden.get(len(text[max(fund.start() - 3, 0) : fund.start()].rstrip()) + max(fund.start() - 3, 0))
        art = (
            name.art
            if name
            else _find_art(text, fund.start(), abk, ist_klammer=fund[0][0] == "(" and not fund["worte"])
        )
        if not art and _VERTRAG.search(text, max(fund.start() - 80, 0), fund.start()):
            gelernt[abk] = Kuerzel(abk, "vertrag", fund.start("abk"), ist_vertrag=True)
        if not art:
            continue
        if bekannt is None:
            gesetz = name.gesetz if name and art_of(name.gesetz) else abk
            gelernt[abk] = Kuerzel(gesetz, art, fund.start("abk"))
        elif art_of(bekannt) == art:
            gelernt[abk] = Kuerzel(bekannt, art, fund.start("abk"))
    return gelernt


def _find_art(text: str, pos: int, abk: str, *, ist_klammer: bool) -> str:
    """Return the kind of law whose head noun stands before an introduction; empty if none does.

    Before a bare bracket it is the word right there; before “im Folgenden” the first that begins like the abbreviation,
    else the nearest.
    """
    davor = text[max(pos - REICHWEITE, 0) : pos]
    if ist_klammer:
        fund = _VOR_KLAMMER.search(davor[-80:])
        teile = split_kopf(fund[0].rstrip()) if fund else None
        return ENDEN[teile[1]] if teile and teile[0] else ""
    koepfe = [wort for wort in _WORT.findall(davor.rpartition("\n\n")[2]) if split_kopf(wort) is not None]
    if not koepfe:
        return ""
    teile = split_kopf(next((wort for wort in koepfe if wort[0] == abk[0]), koepfe[-1]))
    return ENDEN[teile[1]] if teile else ""


def _apply(text: str, zitate: list[Zitat], gelernt: dict[str, Kuerzel]) -> list[Zitat]:
    """Walk through text and citations side by side and put in what the learned abbreviations say."""
    namen = "|".join(re.escape(abk) for abk in sorted(gelernt, key=len, reverse=True))
    stellen = re.finditer(rf"(?<![\w/-])(?:{namen})(?![\w/-])", text)
    neu: list[Zitat] = []
    i = 0
    for fund in stellen:
        kuerzel = gelernt[fund[0]]
        while i < len(zitate) and zitate[i].end < fund.end():
            neu.append(zitate[i])
            i += 1
        if fund.start() < kuerzel.ab:
            continue
        if neu and neu[-1].end > fund.start():
            if (
                neu[-1].gesetz
                and fund.start() + len(neu[-1].gesetz) == neu[-1].end
                and fund[0].startswith(neu[-1].gesetz)
            ):
                neu[-1] = _rename(neu[-1], kuerzel)._replace(end=fund.end(), text=text[neu[-1].start : fund.end()])
            continue
        if i < len(zitate) and zitate[i].start <= fund.start():
            if zitate[i].gesetz == fund[0] or (kuerzel.ist_vertrag and zitate[i].end == fund.end()):
                neu.append(_rename(zitate[i], kuerzel))
                i += 1
            continue
        if kuerzel.ist_vertrag:
            continue
        if i < len(zitate) and zitate[i].start < fund.end():
            continue
        neu.append(Zitat(fund.start(), fund.end(), fund[0], kuerzel.art, kuerzel.gesetz))  # type: ignore[arg-type]
    return neu + zitate[i:]


def _rename(zitat: Zitat, kuerzel: Kuerzel) -> Zitat:
    """Give a citation the law an abbreviation means."""
    stellen = tuple(stelle.in_gesetz(kuerzel.gesetz) for stelle in zitat.stellen)
    return zitat._replace(gesetz=kuerzel.gesetz, art=kuerzel.art, stellen=stellen)  # type: ignore[arg-type]
