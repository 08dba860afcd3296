"""The common shape, `§ 14 Abs. 2 Satz 2 TzBfG`, read in one match: no list, no range, a law everybody knows.

Only a shortcut: it declines whatever the full reader could see differently, and a test compares the two.
"""

from __future__ import annotations

import re

from ..norm import Norm
from ..regex import compile_fast
from .kurzname import KURZNAME, find_kurzname, match_erwaehnung
from .namensanfang import find_anfang
from .norm_im_text import note_zaehlung
from .schritt import list_lauf
from .zitat import Normstelle, Zitat

_B = r"[ \xa0]"
_ZAHL = r"(?:Absatz|Abs\.?|Satz|S\.?|Nr\.?|Nummer|Halbsatz|Halbs\.?)"
SCHNELL = compile_fast(
    rf"(?:§|(?P<art>Art\.?|Artikel)){_B}?(?P<paragraf>[0-9]{{1,4}}[a-z]?)"
    rf"(?P<einheiten>(?:{_B}(?:{_ZAHL}{_B}[0-9]{{1,3}}[a-z]?|Buchst(?:abe|\.)?{_B}[a-z](?=[ \xa0]))){{0,6}})"
    rf"{KURZNAME}"
)


# Words of a citation → (kind, key, places), or None if no law has that name; emptied when full.
_GELESEN: dict[str, tuple[str, str, tuple[Normstelle, ...]] | None] = {}
_HOECHSTENS = 8192
_UNGELESEN = ("", "", ())


def read_schnell(text: str, start: int) -> Zitat | None:
    """Read a citation of the common shape at `start`; None if it has any other."""
    fund = SCHNELL.match(text, start)
    if fund is None or (start and text[start - 1].isalnum()):
        return None
    wortlaut = fund[0]
    gelesen = _GELESEN.get(wortlaut, _UNGELESEN)
    if gelesen is _UNGELESEN:
        if len(_GELESEN) >= _HOECHSTENS:
            _GELESEN.clear()
        gelesen = _GELESEN[wortlaut] = _resolve(fund)
    if gelesen is None:
        return None
    art, gesetz, stellen = gelesen
    # The bare constructor of a tuple: that of a NamedTuple is a function of Python, the most costly step of this one.
    return tuple.__new__(Zitat, (start, fund.end(), wortlaut, art, gesetz, stellen, "", (), None))


def _resolve(fund: re.Match[str]) -> tuple[str, str, tuple[Normstelle]] | None:
    """Return (kind, key of the law, the one place) for a match of SCHNELL; None if no law has that name."""
    artikel, paragraf, einheiten, buch, name, fassung = fund.groups()
    bekannt = find_kurzname(buch, name)
    if bekannt is None or note_zaehlung(bekannt[0], ist_artikel=bool(artikel)):
        return None
    gesetz, art = bekannt
    pfad = list_lauf(einheiten) if einheiten else ()
    # The pattern lets through what `Norm` would accept, and nothing else.
    norm = Norm._make((gesetz, paragraf, "Art." if artikel else "§", pfad, f"{fassung}. F." if fassung else ""))
    return art, gesetz, (Normstelle(norm),)


def read_erwaehnung_schnell(text: str, wort_ab: int, frei_ab: int) -> Zitat | None:
    """Read a known name that stands alone; None if a year, a land, a date, a hyphen or a word before could belong to it."""
    gefunden = match_erwaehnung(text, wort_ab)
    if gefunden is None or text[wort_ab - 2 : wort_ab] == ". ":
        return None
    ende, gesetz, art = gefunden
    if text[ende - 1].islower() and find_anfang(text, wort_ab, frei_ab) != wort_ab:
        return None
    return Zitat(wort_ab, ende, text[wort_ab:ende], art, gesetz)  # type: ignore[arg-type]
