"""Laws named without a place: `SGB IX`, `TzBfG`, `Grundgesetz`, `Gesetz zur Änderung des … vom …`."""

from __future__ import annotations

import re

from ..gesetzesnamen import find_bekannt, load_abkuerzungen
from .gesetzesteil import KEIN_GESETZ, Gesetzesteil, read_name
from .titel import KOPF, find_anfang, find_buch, is_eigenname
from .zitat import Zitat

# Abbreviations that also mean a court, a party, a place or a plain word: too little without a §.
_MEHRDEUTIG = frozenset(
    "LAG SG AG VG FG OLG LG WO EG AVG EGV KG BG ETV BV HV ATV RV GV HAG EAG DM MOG GVO AO-E TV VO EV NV StV DV SV "
    "KHV VBD WSV HHV ITV ITO CEO WTO NATO ISO BMG VBL VOB WEG-V PRV GOV AVR".split()
)
_GERICHT = re.compile(r"(?:\w*(?:Verf|Verw|Pat|Fin|Arb|Soz|Land|Amts|Obl|Ob)G|B\wG|O\wG|L\wG|[A-Z]?V?GH)\Z")
_ABK_ENDE = re.compile(r"(?:GKV|[A-Z]{2,4})-[A-ZÄÖÜ]{2,6}G\Z|[A-Z]{2,6}-VO\Z|(?=.*[a-zäöü])(?=.*[A-ZÄÖÜ].*[A-ZÄÖÜ])[A-ZÄÖÜ][\wäöü/-]*(?:G|GB|VO|[a-zäöü]V|[A-Z]O)(?:-[A-Z]\w{0,3})?\Z")
LAENDER = (" BY", " SH", " NRW", " NW", " LSA", " BW", " Bln", " HE", " RP", " SN", " TH", " MV", " BE", " HH", " NI")
_LAND_DAVOR = re.compile(r"(?<!\w)(?:Nds|Thür|Bay|Sächs|Hess|Brem|Hmb|Bln|Saarl)\. \Z")
_LAND_VORAN = re.compile(r"\A(?:Nds|Thür|Bay|Sächs|Hess|Brem|Hmb|Bln|Saarl)\. ?")
_FREMD = re.compile(r"(?:LK|MüKo|jurisPK|juris|BeckOK|KK|SK|NK|LPK|GK|HK|PK)-|DStJG|AdV\Z")
_ZEITSCHRIFT = re.compile(r"(?: (?:19|20)\d\d)\Z")


def read_erwaehnung(text: str, fund: re.Match[str], wort_ab: int, frei_ab: int) -> Zitat | None:
    """Read the law whose abbreviation or head noun ends (or begins) at the candidate, in the word from `wort_ab`."""
    if text.startswith("Sozialgesetzbuch", wort_ab) or text.startswith("Buch", wort_ab):
        wort_ab = find_buch(text, wort_ab, frei_ab)
    if text[wort_ab - 2 : wort_ab] == ". ":
        wort_ab = _with_land(text, wort_ab, frei_ab)
    start = find_anfang(text, wort_ab, frei_ab) if text[fund.end() - 1] in "zge" else wort_ab
    teil = read_name(text, start)
    if teil is None or teil.end < fund.end() or not teil.gesetz:
        return None
    if not _is_erwaehnung(text[teil.name_ab : teil.name_bis], teil):
        return None
    return Zitat(teil.name_ab, teil.end, text[teil.name_ab : teil.end], teil.art, teil.gesetz)  # type: ignore[arg-type]


def _with_land(text: str, wort_ab: int, frei_ab: int) -> int:
    """Return where `Nds.` or another abbreviated Land before the word begins, else the word itself."""
    fund = _LAND_DAVOR.search(text, max(wort_ab - 10, frei_ab), wort_ab)
    return fund.start() if fund else wort_ab


def word_start(text: str, pos: int, frei_ab: int) -> int | None:
    """Return where the word around `pos` begins, not before `frei_ab` and at most 60 characters back."""
    start = pos
    grenze = max(pos - 60, frei_ab)
    while start > grenze and ((zeichen := text[start - 1]).isalnum() or zeichen in "/-_"):
        start -= 1
    return start if start < pos else None


def _is_erwaehnung(wort: str, teil: Gesetzesteil) -> bool:
    """Tell whether a name is specific enough to be a mention of a law on its own."""
    kurz = _LAND_VORAN.sub("", wort).partition(" ")[0]
    if kurz in _MEHRDEUTIG or KEIN_GESETZ.match(kurz):
        return False
    if wort in load_abkuerzungen() or wort == "SGB" or find_bekannt(wort) is not None:
        return True
    if KOPF.search(wort):
        return is_eigenname(wort)
    if _FREMD.match(kurz):
        return False
    if kurz in load_abkuerzungen() and kurz.endswith("G"):
        return True
    if wort.endswith(LAENDER) and kurz in load_abkuerzungen():
        return True
    if _ZEITSCHRIFT.search(wort) and not kurz.endswith(("G", "GB", "O")):
        return False
    return bool(_ABK_ENDE.match(kurz)) and not _GERICHT.match(kurz)
