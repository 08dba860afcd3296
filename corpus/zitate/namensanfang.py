"""Where the name of a law begins, looking back from its head noun over a few words at most."""

from __future__ import annotations

from ..norm.gesetzesnamen import ORDNUNGSZAHLEN
from ..regex import compile_fast
from .schritt import LEER
from .woerter import join_woerter, list_woerter

_AUSLAND = compile_fast(r"[a-zäöü]{3,20}ischen?[rsm]?[ \xa0]\Z")
_BEIWORT = compile_fast(r"[A-ZÄÖÜ][a-zäöüß]{2,30}(?:en|es|er|e)[ \xa0]\Z")
_ERGAENZUNG = compile_fast(r"[A-ZÄÖÜ]\w{2,40}-[ \xa0]und[ \xa0]\Z")
_BUCH_DAVOR = compile_fast(
    rf"(?<!\w)(?:{'|'.join(ORDNUNGSZAHLEN)}|Siebent)e[nsr]?{LEER}(?:Buch(?:e?s)?{LEER}(?:des{LEER})?)?\Z"
)
_LAND_DAVOR = compile_fast(rf"(?<!\w)(?:{join_woerter('land_vor')})\. \Z")
_ZAHL_DAVOR = compile_fast(r"(?<![\w.])[0-9]{1,2}\. \Z")
_GEZAEHLT = list_woerter("gezaehlt")
_SATZANFANG = list_woerter("satzanfang")


def word_start(text: str, pos: int, frei_ab: int) -> int | None:
    """Return where the word around `pos` begins, not before `frei_ab` and at most 60 characters back."""
    grenze = max(pos - 60, frei_ab)
    start = text.rfind(" ", grenze, pos) + 1
    if start and text[start:pos].isalnum():
        return start
    start = pos
    while start > grenze and ((zeichen := text[start - 1]).isalnum() or zeichen in "/-_"):
        start -= 1
    return start if start < pos else None


def find_anfang(text: str, wort_ab: int, frei_ab: int) -> int:
    """Return where a name begins whose head noun begins at `wort_ab`: ordinals, adjectives, `Teilzeit- und` come before."""
    start = wort_ab
    for _ in range(4):
        davor = _wort_davor(text, start, frei_ab)
        wort = text[davor:start]
        if wort.rstrip() == "und":
            davor = _wort_davor(text, davor, frei_ab)
            if not _ERGAENZUNG.match(text, davor, start):
                break
        elif not _BEIWORT.match(wort) or wort.strip() in _SATZANFANG:
            return davor if _AUSLAND.match(wort) else start
        start = davor
    return start


def _wort_davor(text: str, pos: int, frei_ab: int) -> int:
    """Return where the word before the blank at `pos - 1` begins; `pos` itself if none does within reach."""
    if pos - 1 <= frei_ab or text[pos - 1] not in " \xa0":
        return pos
    grenze = max(pos - 42, frei_ab)
    start = pos - 1
    while start > grenze and ((zeichen := text[start - 1]).isalpha() or zeichen == "-"):
        start -= 1
    return start


def find_buch(text: str, wort_ab: int, frei_ab: int) -> int:
    """Return where `Neuntes Buch` begins that stands before `Sozialgesetzbuch` or ends in the word at `wort_ab`."""
    fund = _BUCH_DAVOR.search(text, max(wort_ab - 45, frei_ab), wort_ab)
    return fund.start() if fund else wort_ab


def find_land(text: str, wort_ab: int, ende: int, frei_ab: int) -> int:
    """Return where `Nds.` or another abbreviated Land, or the number of an ordinance (`35. BImSchV`), begins, else the word."""
    if text[wort_ab:ende] in _GEZAEHLT and (fund := _ZAHL_DAVOR.search(text, max(wort_ab - 5, frei_ab), wort_ab)):
        return fund.start()
    fund = _LAND_DAVOR.search(text, max(wort_ab - 10, frei_ab), wort_ab)
    return fund.start() if fund else wort_ab
