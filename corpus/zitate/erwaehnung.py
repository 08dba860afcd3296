"""Laws named without a place: `SGB IX`, `TzBfG`, `Grundgesetz`, `Gesetz zur Änderung des … vom …`."""

from __future__ import annotations

import re

from ..norm.gesetzesnamen import find_bekannt, load_abkuerzungen
from ..regex import compile_fast
from .gesetzesteil import Gesetzesteil, read_name
from .kopfwort import has_kopf, match_kopf
from .namensanfang import find_anfang, find_buch, find_land
from .titel import is_eigenname, is_handlung
from .woerter import join_woerter, list_woerter
from .zitat import Zitat
from .zitatmuster import EU_KURZ, KEIN_GESETZ, TARIF_LANG, ZU_SGB

# Abbreviations that also mean a court, a party, a place or a plain word: too little without a §.
_MEHRDEUTIG = list_woerter("mehrdeutig")
# “dieses Gesetzes zum …”, “kraft Gesetzes zur …”: what follows is no title.
_EIGENES = compile_fast(r"(?:[Dd]iese[smr]|[Jj]ede[smr]|[Kk]raft|eines)[ \xa0]\Z")
# Behind these an abbreviation goes on: `TV-L`.
_GEHT_WEITER = frozenset("-/.&")
_GERICHT = compile_fast(r"(?:\w{0,60}(?:Verf|Verw|Pat|Fin|Arb|Soz|Land|Amts|Obl|Ob)G|B\wG|O\wG|L\wG|[A-Z]?V?GH)\Z")
_ABK_ENDE = compile_fast(
    r"(?:GKV|[A-Z]{2,4})-[A-ZÄÖÜ]{2,6}G\Z|[A-Z]{2,6}-VO\Z"
    r"|(?=.{0,200}[a-zäöü])(?=.{0,200}[A-ZÄÖÜ].{0,200}[A-ZÄÖÜ])[A-ZÄÖÜ][\w/-]{0,200}(?:G|GB|VO|[a-zäöü]V|[A-Z]O)(?:-[A-Z]\w{0,3})?\Z"
)
_FREMD = compile_fast(rf"(?:{join_woerter('kommentarvorsatz')})-|DStJG|AdV\Z")
_LAND_VORAN = compile_fast(rf"\A(?:{join_woerter('land_vor')}|[0-9]{{1,2}})\. ?")
_LAND_DANACH = compile_fast(rf" (?:{join_woerter('laenderkuerzel')})\Z")
_JAHR = compile_fast(r" (?:19|20)\d\d\Z")


def read_erwaehnung(text: str, fund: re.Match[str], wort_ab: int, frei_ab: int) -> Zitat | None:
    """Read the law whose abbreviation or head noun ends (or begins) at the candidate, in the word from `wort_ab`."""
    start = wort_ab
    ende = fund.end()
    if text[ende - 1] in "zg":
        kopf = match_kopf(text, start)
        if kopf is not None and is_handlung(kopf.wort):
            return None
    elif text[start:ende] in _MEHRDEUTIG and text[ende : ende + 1] not in _GEHT_WEITER and not _goes_on(text, start):
        return None
    if text.startswith(("Gesetz", "Verordnung"), start) and _EIGENES.search(text, max(start - 10, frei_ab), start):
        return None
    if text.startswith(("Sozialgesetzbuch", "Buch"), start):
        start = find_buch(text, start, frei_ab)
    if text[start - 2 : start] == ". ":
        start = find_land(text, start, ende, frei_ab)
    if text[ende - 1] in "zge":
        start = find_anfang(text, start, frei_ab)
    teil = read_name(text, start)
    if teil is None or teil.end < ende or not teil.gesetz or "§" in text[teil.name_ab : teil.name_bis]:
        # A title with a § in it is left to the § and to the short name behind it.
        return None
    if not (teil.art == "eu" and "/" in teil.gesetz) and not _is_erwaehnung(text[teil.name_ab : teil.name_bis], teil):
        return None
    return Zitat(teil.name_ab, teil.end, text[teil.name_ab : teil.end], teil.art, teil.gesetz)  # type: ignore[arg-type]


def _goes_on(text: str, start: int) -> bool:
    """Tell whether an ambiguous abbreviation is the beginning of a name: `VO (EU) 2016/679`, `TV DRV KBS`, `AG SGB IX`."""
    return any(muster.match(text, start) is not None for muster in (EU_KURZ, TARIF_LANG, ZU_SGB))


def _is_erwaehnung(wort: str, teil: Gesetzesteil) -> bool:
    """Tell whether a name is specific enough to be a mention of a law on its own."""
    if ZU_SGB.match(wort) or (teil.art == "tarifvertrag" and TARIF_LANG.match(wort)):
        return True
    kurz = _LAND_VORAN.sub("", wort).partition(" ")[0]
    if kurz in _MEHRDEUTIG or KEIN_GESETZ.match(kurz):
        return False
    if wort in load_abkuerzungen() or wort.startswith("SGB") or find_bekannt(wort) is not None:
        return True
    if has_kopf(wort):
        return is_eigenname(wort)
    if _FREMD.match(kurz):
        return False
    if kurz in load_abkuerzungen() and (kurz.endswith("G") or _LAND_DANACH.search(wort)):
        return True
    if _JAHR.search(wort) and not kurz.endswith(("G", "GB", "O")):
        return False
    return bool(_ABK_ENDE.match(kurz)) and not _GERICHT.match(kurz)
