"""Laws named without a place: `SGB IX`, `TzBfG`, `Grundgesetz`, `Gesetz zur Änderung des … vom …`."""

from __future__ import annotations

import re

from ..gesetzesnamen import find_bekannt, load_abkuerzungen
from .gesetzesteil import KEIN_GESETZ, read_name
from .zitat import Zitat

_WORTZEICHEN = re.compile(r"[\wÄÖÜäöüß/.-]{1,60}\Z")
# Abbreviations that also mean a court, a party, a place or a plain word: too little without a §.
_MEHRDEUTIG = frozenset("LAG SG AG VG FG OLG LG WO EG AVG EGV KG BG ETV BV HV ATV RV GV HAG EAG DM MOG G O B V TV VO".split())
_GERICHT = re.compile(r"(?:\w*(?:Verf|Verw|Pat|Fin|Arb|Soz|Land|Amts|Kammer|Obl|Ob)G|B\wG|O\wG|L\wG|[A-Z]?V?GH)\Z")
_ENDE = re.compile(r"(?:[a-zäöü]+[A-ZÄÖÜ]?\w*|[A-ZÄÖÜ]{2,})(?:G|GB|VO|[a-z]V|O)(?:-[A-Z]\w*)?\Z")


def read_erwaehnung(text: str, fund: re.Match[str], frei_ab: int) -> Zitat | None:
    """Read the law whose abbreviation or head noun ends (or, for SGB, begins) at the candidate."""
    start = _word_start(text, fund.start() + 1, frei_ab)
    if start is None:
        return None
    teil = read_name(text, start)
    if teil is None or teil.end < fund.end() or not teil.gesetz:
        return None
    wort = text[teil.name_ab : teil.end]
    if not _is_erwaehnung(wort, teil.gesetz):
        return None
    return Zitat(teil.name_ab, teil.end, text[teil.name_ab : teil.end], teil.art, teil.gesetz)  # type: ignore[arg-type]


def _word_start(text: str, pos: int, frei_ab: int) -> int | None:
    """Return where the word around `pos` begins, not before `frei_ab`."""
    fund = _WORTZEICHEN.search(text, max(pos - 60, frei_ab), pos)
    return fund.start() if fund else None


def _is_erwaehnung(wort: str, gesetz: str) -> bool:
    """Tell whether a name is specific enough to be a mention of a law on its own."""
    if gesetz in _MEHRDEUTIG or KEIN_GESETZ.match(gesetz):
        return False
    if wort in load_abkuerzungen() or find_bekannt(wort) is not None:
        return True
    if " " in wort:
        return True
    return bool(_ENDE.match(wort)) and not _GERICHT.match(wort)
