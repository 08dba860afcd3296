"""A law named by one word or as a book of the SGB, and nothing behind it that could belong to the citation.

Only a shortcut before the full reader of names: it declines whatever that reader could see differently; a test compares.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..norm.gesetzesnamen import ROEMISCH, art_of, find_bekannt, load_abkuerzungen
from ..regex import compile_fast
from .abkuerzung import guess_art, is_abkuerzung
from .kopfwort import split_kopf
from .woerter import join_woerter, list_woerter

_B = r"[ \xa0]"
_LAND = join_woerter("laenderkuerzel")
# What follows must not be able to belong to the citation: no version, date, land, year, edition or margin number.
_ZEITEN = r"(?:jeweils )?(?:in der|i\. ?d\.?(?: ?F\.)?|idF) (?:am|bis|seit|ab|zum|vom|von) "
_ENDE = (
    rf"(?=[.;:)](?!\w)|\Z|[ ][-–][ )]|,[ ](?=[a-zäöü])(?!a\.|{_ZEITEN})|,[ ]§[ ](?![\w ,]{{1,12}}?(?:R[dnz]|Anm))"
    rf"|[ ](?=[A-ZÄÖÜa-zäöü(])(?!\(?[aAnN]\.? ?F|\(?{_ZEITEN}|[aA]lte[rn]? F|[nN]eue[rn]? F|vom |R[nzd]|Anm|[IVX]{{1,4}}(?![\w.])"
    r"|(?:AG|AusfG|LRV|DVO|AVO)(?!\w)|\(?(?:alt|neu|20(?:01|18))(?!\w)"
    rf"|(?:{_LAND})(?!\w)|\((?:vom |[A-Z]\w{{0,8}}Bl|GV|Bundesg|[^()<>§]{{1,200}}+\)\s?vom )))"
)
_NAME = rf"(?:SGB{_B}(?P<buch>[IVX]{{1,4}}|[0-9]{{1,2}})|(?P<gesetz>[A-ZÄÖÜ]\w{{1,40}}+))"
KURZNAME = rf"{_B}(?:de[rsm]{_B})?{_NAME}(?:{_B}(?P<fassung>[an])(?:\.{_B}?F\.|F)(?!\w))?{_ENDE}"
_KURZNAME = compile_fast(KURZNAME)
_ALLEIN = compile_fast(rf"{_NAME}(?:{_ENDE}|(?=[;:)]|,(?! (?:[BR]GBl|GV|GBl|ABl|BAnz))))")
# Scanning makes them of “SGB”: `SG B IX`.
_GESPERRT = frozenset(("S", "SG"))
# With these longer names begin: `AG SGB IX`, `VO (EG) 883/2004`.
_ANFANG = compile_fast(
    r"(?:[A-ZÄÖÜ][a-zäöü]{1,20})?(?:AG|HAG|LRV|RV|ahmenvertrag(?:e?s)?|DVO|AVO|ZustVO)\Z|VO\Z|[A-Z]{0,3}TV\Z"
)


@cache
def _load_buecher() -> dict[str, str]:
    arabisch = {str(i + 1): f"SGB {buch}" for i, buch in enumerate(ROEMISCH)}
    return arabisch | {buch: f"SGB {buch}" for buch in ROEMISCH}


@cache
def _list_mehrwort() -> frozenset[str]:
    """Return the words with which names of several words begin, a year apart."""
    return frozenset(name.partition(" ")[0] for name in load_abkuerzungen() if re.search(r" \D", name))


@cache
def _load_einwortnamen() -> dict[str, tuple[str, str]]:
    """Return abbreviation → (key, kind) for names of one word that begin no longer name but one with a year."""
    mehrwort = _list_mehrwort()
    return {
        name: (schluessel, art_of(schluessel))
        for name, schluessel in load_abkuerzungen().items()
        if name not in mehrwort and name.isalnum() and name not in _GESPERRT and not _ANFANG.match(name)
    }


@cache
def _load_erwaehnbar() -> dict[str, tuple[str, str]]:
    """Return the names of one word that mean a law even without a §."""
    verboten = list_woerter("mehrdeutig") | list_woerter("kein_gesetz")
    return {name: wert for name, wert in _load_einwortnamen().items() if name not in verboten}


def find_kurzname(buch: str | None, name: str | None) -> tuple[str, str] | None:
    """Return (key, kind) of the law that the groups of KURZNAME name."""
    if buch is not None:
        schluessel = _load_buecher().get(buch)
        return (schluessel, "gesetz") if schluessel else None
    return _load_einwortnamen().get(name or "") or _find_anderen(name or "")


@lru_cache(maxsize=4096)
def _find_anderen(name: str) -> tuple[str, str] | None:
    """Return (key, kind) of a full name of one word, or of an abbreviation that no list has."""
    if (
        name in load_abkuerzungen()
        or name in _list_mehrwort()
        or name.startswith(("SG", "Sozialg"))
        or _ANFANG.match(name)
    ):
        return None
    if split_kopf(name) is not None:
        schluessel = find_bekannt(name)
        return (schluessel, art_of(schluessel)) if schluessel else None
    return (name, guess_art(name)) if is_abkuerzung(name) else None


def match_erwaehnung(text: str, pos: int) -> tuple[int, str, str] | None:
    """Return (end, key, kind) of such a law that stands at `pos` without a §, in its own right."""
    fund = _ALLEIN.match(text, pos)
    bekannt = _find_erwaehnbar(*fund.groups()) if fund is not None else None
    return (fund.end(), *bekannt) if fund is not None and bekannt is not None else None


def _find_erwaehnbar(buch: str | None, name: str) -> tuple[str, str] | None:
    if buch is not None:
        return find_kurzname(buch, None)
    return _load_erwaehnbar().get(name) or (_find_anderen(name) if name[-1].islower() else None)


def read_kurzname(text: str, pos: int) -> tuple[int, int, int, str, str, str] | None:
    """Return (end of the citation, where the name stands, key, kind, version) if such a law stands at `pos`."""
    fund = _KURZNAME.match(text, pos)
    if fund is None:
        return None
    bekannt = find_kurzname(fund[1], fund[2])
    if bekannt is None:
        return None
    name_ab, name_bis = fund.span(2) if fund[2] else (fund.start(1) - 4, fund.end(1))
    return fund.end(), name_ab, name_bis, bekannt[0], bekannt[1], f"{fund[3]}. F." if fund[3] else ""
