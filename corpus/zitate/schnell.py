"""The common shape, `§ 14 Abs. 2 Satz 2 TzBfG`, read in one match: no list, no range, a law everybody knows.

Only a shortcut: it declines whatever the full reader could see differently, and a test compares the two.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..gesetzesnamen import ROEMISCH, art_of, load_abkuerzungen
from .folge import Pfad
from .norm_im_text import make_norm
from .schritt import EINHEIT_VON
from .woerter import join_woerter, list_woerter
from .zitat import Stelle, Zitat, Zitatart

_B = r"[ \xa0]"
_LAND = join_woerter("laenderkuerzel")
_ZAHL = r"(?:Absatz|Abs\.?|Satz|S\.?|Nr\.?|Nummer|Halbsatz|Halbs\.?)"
SCHNELL = re.compile(
    rf"(?:§|(?P<art>Art\.?|Artikel)){_B}?(?P<paragraf>[0-9]{{1,4}}[a-z]?)"
    rf"(?P<einheiten>(?:{_B}(?:{_ZAHL}{_B}[0-9]{{1,3}}[a-z]?|Buchst(?:abe|\.)?{_B}[a-z](?=[ \xa0]))){{0,6}}+)"
    rf"{_B}(?:SGB{_B}(?P<buch>[IVX]{{1,4}}|[0-9]{{1,2}})|(?P<gesetz>[A-ZÄÖÜ]\w{{1,20}}+))"
    rf"(?:{_B}(?P<fassung>[an])(?:\.{_B}?F\.|F)(?!\w))?+"
    # What follows must not be able to belong to the citation: no version, date, land, year, edition or margin number.
    rf"(?=[.;:)](?!\w)|\Z|,[ ](?=[a-zäöü])(?!a\.)"
    rf"|[ ](?=[A-ZÄÖÜa-zäöü(])(?!\(?[aAnN]\.? ?F|\(?(?:in der|i\. ?d\.?) (?:am|bis|seit|ab|zum) |vom |R[nzd]|Anm|(?:{_LAND})(?!\w)"
    rf"|\((?:vom |[A-Z]\w{{0,8}}Bl|GV|Bundesg|[^()<>§]{{1,200}}+\)\s?vom )))"
)
_EINHEIT = re.compile(r"([A-Z][a-z]{0,8})\.?[ \xa0]([0-9a-z]{1,4})")


@cache
def _load_buecher() -> dict[str, str]:
    arabisch = {str(i + 1): f"SGB {buch}" for i, buch in enumerate(ROEMISCH)}
    return arabisch | {buch: f"SGB {buch}" for buch in ROEMISCH}


@cache
def load_einwortnamen() -> dict[str, tuple[str, Zitatart]]:
    """Return abbreviation → (key, kind) for names of one word that begin no longer name but one with a year."""
    mehrwort = {re.split(r"[ /-]", name)[0] for name in load_abkuerzungen() if re.search(r"[ /-]\D", name)}
    return {
        name: (schluessel, art_of(schluessel))  # type: ignore[misc]
        for name, schluessel in load_abkuerzungen().items()
        if name not in mehrwort and re.fullmatch(r"\w+", name)
    }


@cache
def _load_erwaehnbar() -> dict[str, tuple[str, Zitatart]]:
    verboten = list_woerter("mehrdeutig") | list_woerter("kein_gesetz")
    return {name: wert for name, wert in load_einwortnamen().items() if name not in verboten}


def read_schnell(text: str, start: int) -> Zitat | None:
    """Read a citation of the common shape at `start`; None if it has any other."""
    fund = SCHNELL.match(text, start)
    if fund is None:
        return None
    artikel, paragraf, einheiten, buch, name, fassung = fund.groups()
    art: Zitatart = "gesetz"
    if buch is not None:
        gesetz = _load_buecher().get(buch)
    else:
        gesetz, art = load_einwortnamen().get(name, (None, "gesetz"))
    if gesetz is None or (start and text[start - 1].isalnum()):
        return None
    von = make_norm(gesetz, _pfad_of(paragraf, einheiten), "Art." if artikel else "§", f"{fassung}. F." if fassung else "")
    return Zitat(start, fund.end(), fund[0], art, gesetz, (Stelle(von),))


@lru_cache(maxsize=4096)
def _pfad_of(paragraf: str, einheiten: str) -> Pfad:
    """Return the path of units as written."""
    return (("§", paragraf), *((EINHEIT_VON[form], wert) for form, wert in _EINHEIT.findall(einheiten)))


def read_erwaehnung_schnell(text: str, wort_ab: int, ende: int) -> Zitat | None:
    """Read a known abbreviation that stands alone; None if a year, a land, a date or a hyphen could belong to it."""
    wort = text[wort_ab:ende]
    bekannt = _load_erwaehnbar().get(wort)
    if bekannt is None:
        return None
    danach = text[ende : ende + 2]
    if not (danach[:1] in ",;:)" or (danach[:1] in ". " and (danach[1:] in " \n" or ("a" <= danach[1] <= "z" and danach[1] != "v")))):
        return None
    if danach and danach[0] == "." and danach[1:].isalnum():
        return None
    return Zitat(wort_ab, ende, wort, bekannt[1], bekannt[0])
