"""The common shape, `§ 14 Abs. 2 Satz 2 TzBfG`, read in one match: no list, no range, a law everybody knows.

Only a shortcut: it declines whatever the full reader could see differently, and a test compares the two.
"""

from __future__ import annotations

from functools import lru_cache

from ..regex import compile_fast
from .folge import Pfad
from .kurzname import KURZNAME, find_kurzname, match_erwaehnung
from .namensanfang import find_anfang
from .norm_im_text import make_norm, note_zaehlung
from .schritt import list_lauf
from .zitat import Normstelle, Zitat

_B = r"[ \xa0]"
_ZAHL = r"(?:Absatz|Abs\.?|Satz|S\.?|Nr\.?|Nummer|Halbsatz|Halbs\.?)"
SCHNELL = compile_fast(
    rf"(?:§|(?P<art>Art\.?|Artikel)){_B}?(?P<paragraf>[0-9]{{1,4}}[a-z]?)"
    rf"(?P<einheiten>(?:{_B}(?:{_ZAHL}{_B}[0-9]{{1,3}}[a-z]?|Buchst(?:abe|\.)?{_B}[a-z](?=[ \xa0]))){{0,6}})"
    rf"{KURZNAME}"
)


def read_schnell(text: str, start: int) -> Zitat | None:
    """Read a citation of the common shape at `start`; None if it has any other."""
    fund = SCHNELL.match(text, start)
    if fund is None or (start and text[start - 1].isalnum()):
        return None
    gelesen = _resolve(*fund.groups())
    if gelesen is None:
        return None
    gesetz, art, stellen = gelesen
    return Zitat(start, fund.end(), fund[0], art, gesetz, stellen)  # type: ignore[arg-type]


@lru_cache(maxsize=8192)
def _resolve(
    artikel: str | None, paragraf: str, einheiten: str, buch: str | None, name: str | None, fassung: str | None
) -> tuple[str, str, tuple[Normstelle]] | None:
    """Return (key, kind, the one place) for the groups of SCHNELL; None if no law has that name."""
    bekannt = find_kurzname(buch, name)
    if bekannt is None or note_zaehlung(bekannt[0], ist_artikel=bool(artikel)):
        return None
    pfad: Pfad = (("§", paragraf), *list_lauf(einheiten))
    norm = make_norm(bekannt[0], pfad, "Art." if artikel else "§", f"{fassung}. F." if fassung else "")
    return *bekannt, (Normstelle(norm),)


def read_erwaehnung_schnell(text: str, wort_ab: int, frei_ab: int) -> Zitat | None:
    """Read a known name that stands alone; None if a year, a land, a date, a hyphen or a word before could belong to it."""
    gefunden = match_erwaehnung(text, wort_ab)
    if gefunden is None or text[wort_ab - 2 : wort_ab] == ". ":
        return None
    ende, gesetz, art = gefunden
    if text[ende - 1].islower() and find_anfang(text, wort_ab, frei_ab) != wort_ab:
        return None
    return Zitat(wort_ab, ende, text[wort_ab:ende], art, gesetz)  # type: ignore[arg-type]
