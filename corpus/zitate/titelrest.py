"""The rest of a law's title, `zur Änderung des Atomgesetzes`: word by word, forward, as far as German grammar allows.

A title is a chain of prepositional and genitive phrases. Behind a noun only another such phrase may follow (`der`, `zur`,
`und`, an adjective in -er), so a bare `genannten`, `die` or `ein` behind a noun belongs to the sentence, not to the title.
"""

from __future__ import annotations

import re

from ..norm.gesetzesnamen import find_bekannt
from ..regex import compile_fast
from .schritt import LEER
from .woerter import join_woerter, list_woerter

WOERTER = 60
WORT = compile_fast(rf"{LEER}(?P<wort>[„“”\"]|\w[\w/-]{{0,60}}+(?:\.(?={LEER}[a-zäöü]))?)(?P<komma>,?)")
_HAUPTEINLEITER = list_woerter("titel_beginn")
_SCHWACHER_EINLEITER = list_woerter("titel_beginn_schwach")
_FUNKTION = list_woerter("titel_funktion")
_NACH_NOMEN = list_woerter("titel_nach_nomen")
_NACH_KOMMA = list_woerter("titel_nach_komma")
_VERB = list_woerter("titel_ende")
_BEZUG = compile_fast(rf"(?:{join_woerter('titel_bezug')})e[nrsm]?\Z")
_BIS_DATUM = compile_fast(r"vom\s{1,9}\d")
_FASSUNG = compile_fast(rf"in{LEER}der{LEER}Fassung\b")
_ABKUERZUNG = compile_fast(r"[IVX]{1,6}\Z|EU\Z|EG\Z|DDR\Z|SGB\Z")
# Who issues an ordinance may stand before what it is about: `Verordnung des Staatsministeriums für Kultus über …`.
_ERLASSER = compile_fast(r"[^.;]{0,80}?(?:[Mm]inister|[Rr]egierung|[Ss]enat)")


def read_rest(text: str, pos: int, stamm: str, kopf_ab: int) -> int | None:
    """Return where the title that begins at `pos` ends, behind a head noun from `kopf_ab` on; None if there is none."""
    fund = WORT.match(text, pos)
    if fund is None or not _is_einleiter(text, fund, stamm):
        return None
    ende = None
    offen = hat_einleiter = False
    vorher = ""
    letztes = fund
    for _ in range(WOERTER):
        if fund is None:
            break
        wort = fund["wort"]
        if wort in '„“”"':
            ende = fund.end("wort") if offen and ende is not None else ende
            offen = not offen
        elif _ends_titel(text, fund, vorher):
            break
        elif wort[0].isupper():
            ende = fund.end("wort")
            if find_bekannt(" ".join(text[kopf_ab:ende].split())) is not None:
                return ende
        vorher = "komma" if fund["komma"] else "nomen" if wort[0].isupper() else ""
        hat_einleiter = hat_einleiter or wort in _HAUPTEINLEITER
        letztes = fund
        fund = WORT.match(text, fund.end())
    if letztes["wort"] in {"des", "der"} and text.startswith(" §", letztes.end()):
        # The title of an ordinance about a § (“zur Durchführung des § 17 …”): the § is the citation.
        return None
    return ende if hat_einleiter else None


def _is_einleiter(text: str, fund: re.Match[str], stamm: str) -> bool:
    """Tell whether a word may begin a title; `Verordnung für eine Versicherte` is a prescription."""
    wort = fund["wort"]
    if wort in _SCHWACHER_EINLEITER:
        return _ERLASSER.match(text, fund.end()) is not None
    return wort in _HAUPTEINLEITER and not (stamm == "verordnung" and wort == "für")


def _ends_titel(text: str, fund: re.Match[str], vorher: str) -> bool:
    """Tell whether a word cannot belong to a title: date, version, verb, unknown abbreviation, or grammar forbids it."""
    wort = fund["wort"]
    if wort[0].isupper():
        gross = sum(zeichen.isupper() for zeichen in wort)
        return gross > 1 and "-" not in wort and not _ABKUERZUNG.match(wort) and find_bekannt(wort) is None
    if wort in {"vom", "in"} and (
        _BIS_DATUM.match(text, fund.start("wort")) or _FASSUNG.match(text, fund.start("wort"))
    ):
        return True
    if vorher == "nomen" and wort not in _NACH_NOMEN and not wort.endswith("er"):
        # “zur Wiedergutmachung nationalsozialistischen Unrechts” is a genitive too; “genannten Angaben” is not.
        danach = WORT.match(text, fund.end())
        return not (wort.endswith("en") and danach and danach["wort"][0].isupper() and danach["wort"].endswith("s"))
    if vorher == "komma" and wort not in _NACH_KOMMA:
        return True
    if wort in _FUNKTION:
        return False
    return wort in _VERB or _BEZUG.match(wort) is not None or not wort.endswith(("e", "en", "er", "es", "em"))
