"""Full names of laws in running text: what they are, and where the title ends.

Everything walks word by word and forward, at most `WOERTER` words: linear and bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..norm.gesetzesnamen import find_bekannt
from ..regex import compile_fast
from .kopfwort import ENDEN, Kopfwort, match_kopf
from .schritt import LEER
from .titelrest import WORT, read_rest
from .woerter import join_woerter

_VORWORT = compile_fast(
    r"(?:[A-ZÄÖÜ][\w-]{2,40}(?:en|er|es|em|e|s)(?!-)|[A-ZÄÖÜ][\w-]{1,40}-,?|und|oder|[a-zäöü]{3,30}isch(?:en|er|es|e))(?!\w),?"
)
_GENERISCH = frozenset(ENDEN) - {"gesetzbuch", "staatsvertrag", "konvention", "charta"}
# Words that end like a law and are none, or name a kind of law and not one of them.
_KEIN_NAME = compile_fast(
    rf"(?:{join_woerter('kein_name_vor')})?"
    r"(?:ordnung|satzung|erlass|gesetz|verfassung|richtlinie|verordnung|gesetzbuch)(?:e?s|en|e)?\Z",
    re.IGNORECASE,
)
# Endings in -ordnung that are acts and states, never laws.
_HANDLUNG = compile_fast(rf"(?:\A|[a-zäöüß])(?:{join_woerter('handlung_vor_ordnung')})ordnung(?:en)?\Z", re.IGNORECASE)
# Orders that authorities, chambers and parties give themselves.
_UNTERGESETZLICH = compile_fast(rf"(?:{join_woerter('untergesetzlich_vor_ordnung')})ordnung", re.IGNORECASE)
# Orders that are statutes; any other -ordnung needs a § before it to count.
_GESETZESORDNUNG = compile_fast(rf"(?:{join_woerter('gesetz_vor_ordnung')})ordnung\Z", re.IGNORECASE)
_GRUND = compile_fast(rf"(?:{join_woerter('verfassung_vor')})verfassung\Z")
_LAND = join_woerter("laender")
_GEBIET = compile_fast(
    rf"{LEER}(?:(?:für|des|der)(?!\w){LEER}(?:(?:das|den|die|der){LEER})?"
    rf"(?:Freistaate?s?|Landes?|Freien{LEER}(?:und{LEER})?Hansestadt|Bundesrepublik){LEER}[A-ZÄÖÜ][a-zäöüß]{{1,25}}+(?:-[A-ZÄÖÜ][a-zäöüß]{{1,25}}+)?"
    rf"|(?:(?:für|von|in){LEER})?(?:{_LAND})(?![\w-])|des{LEER}Saarlandes)"
)
_EU_AKT = compile_fast(
    rf"(?:Verordnung|Richtlinie)(?:e?n)?{LEER}(?:\((?:EG|EU|EWG|Euratom)\){LEER}(?:Nr\.{LEER})?\d{{1,4}}{LEER}/{LEER}\d{{2,4}}"
    rf"|\d{{2,4}}{LEER}/{LEER}\d{{1,4}}{LEER}/{LEER}(?:EG|EU|EWG))"
)
_JAHR = compile_fast(rf"{LEER}(?:19|20)\d\d(?![\d.])")
_WEIMAR = compile_fast(rf"{LEER}von{LEER}Weimar\b")
_ZUM_GESETZ = compile_fast(r"(?:Einführungs|Ausführungs|Änderungs|Zustimmungs|Umsetzungs)gesetz", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_handlung(wort: str) -> bool:
    """Tell whether a word in -ordnung names an act or a state: `Zuordnung`, `Größenordnung`."""
    return _HANDLUNG.search(wort) is not None


def read_titel(text: str, pos: int, hat_artikel: bool) -> tuple[int, str] | None:
    """Return (end, kind) of the name of a law that begins at `pos`; None if no law is named there."""
    kopf = _find_kopf(text, pos)
    if kopf is None or is_handlung(kopf.wort):
        return None
    wort, vorn, stamm, _, ende = kopf
    if stamm in {"verordnung", "richtlinie"} and (eu := _EU_AKT.match(text, ende - len(wort))) is not None:
        return eu.end(), "eu"
    art = "vorschrift" if _UNTERGESETZLICH.match(wort) else ENDEN[stamm]
    if vorn or stamm not in _GENERISCH:
        return _read_anhang(text, wort, stamm, ende), art
    weiter = _read_gebiet(text, ende) or read_rest(text, ende, stamm, pos)
    if weiter is not None:
        return _read_akt(text, weiter), art
    # “des Gesetzes vom 3. Mai 2010” is a name by its date.
    return (ende, art) if hat_artikel and stamm in {"gesetz", "verordnung"} and text.startswith(" vom ", ende) else None


def _read_akt(text: str, ende: int) -> int:
    """Return where a title ends that closes with an act of the Union: `zur Umsetzung der Richtlinie (EU) 2019/882`."""
    for wort in ("Richtlinie", "Richtlinien", "Verordnung", "Verordnungen"):
        if text.endswith(wort, 0, ende) and (akt := _EU_AKT.match(text, ende - len(wort))):
            return akt.end()
    return ende


def _read_anhang(text: str, wort: str, stamm: str, ende: int) -> int:
    """Return the end of a compound name with its territory, year or the law it introduces."""
    if find_bekannt(wort) is not None and not _JAHR.match(text, ende):
        return ende
    gebiet = _read_gebiet(text, ende)
    if gebiet is not None:
        return gebiet
    if jahr := _JAHR.match(text, ende):
        return jahr.end()
    fund = WORT.match(text, ende)
    if fund is None:
        return ende
    zum_gesetz = _ZUM_GESETZ.search(wort) and fund["wort"] in {"zum", "zur", "zu", "über"}
    if zum_gesetz or (stamm == "verordnung" and fund["wort"] in {"über", "betreffend"}):
        return read_rest(text, ende, stamm, ende - len(wort)) or ende
    return ende


def _read_gebiet(text: str, ende: int) -> int | None:
    """Return the end of `für den Freistaat Sachsen`, `von Weimar`; None if no territory follows."""
    fund = _GEBIET.match(text, ende) or _WEIMAR.match(text, ende)
    return fund.end() if fund else None


def _find_kopf(text: str, pos: int) -> Kopfwort | None:
    """Return the head noun: the first word with the ending of a law, behind adjectives and hyphenated parts only."""
    for _ in range(7):
        kopf = match_kopf(text, pos)
        if kopf is not None and (text[pos].isupper() or text[pos].isdigit() or text[pos] == "-"):
            return kopf
        vor = _VORWORT.match(text, pos)
        if vor is None:
            return None
        pos = vor.end()
        grenze = min(pos + 40, len(text))
        while pos < grenze and text[pos] in " \t\xa0\n":
            pos += 1
    return None


def is_eigenname(name: str) -> bool:
    """Tell whether a full name is the name of one law: `Antiterrorismusgesetz`, not `Landesgesetz`."""
    woerter = name.split()
    wort = next((w for w in woerter if match_kopf(w, 0)), name)
    if wort.endswith(("ordnungen", "verfassungen", "konventionen", "satzungen", "verträge", "gesetze", "richtlinien")):
        return False
    if wort.lower().endswith("ordnung") and not wort.lower().endswith("verordnung"):
        return bool(_GESETZESORDNUNG.search(wort)) and not _UNTERGESETZLICH.match(wort)
    if len(woerter) > 1:
        return not _KEIN_NAME.match(woerter[-1]) or len(woerter) > 2 or "isch" in woerter[0]
    return bool(_GRUND.match(name)) or not _KEIN_NAME.match(name)
