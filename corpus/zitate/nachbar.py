"""What citations lend each other: the law before the §, numbers that an earlier `§§` governs, “i. V. m.”, headings."""

from __future__ import annotations

import re

from ..regex import compile_fast
from .folge import read_folge
from .gesetzesteil import read_gesetz
from .norm_im_text import make_stelle
from .schritt import LEER
from .zitat import Zitat

# Citations further apart than this lend each other nothing.
NAH = 40
# A possessive reaches back further, but never over the end of a sentence.
WEIT = 160
_SATZ = r"[^.;:]{0,160}?"
_BEZUG = compile_fast(
    rf"{_SATZ}(?<!\w)(?:seine[mnrs]?|ihre[mnrs]?|dessen|deren|[Mm]it{LEER}Ausnahme{LEER}(?:von|de[rs])){LEER}\Z"
)
_SEIN_PARAGRAF = compile_fast(rf"{_SATZ}(?<!\w)(?:seine[mnrs]?|dessen){LEER}\Z")
_AUFZAEHLUNG = compile_fast(rf"{_SATZ}(?::{LEER}|{LEER}\()(?:(?:die|der|den|des){LEER})?\Z")
_VORSCHRIFTEN = compile_fast(rf"(?:Vorschrift|Bestimmung|Regelung)(?:en)?{LEER}(?:(?:de[rs]|zu[rm]){LEER})?\Z")
_FORTSETZUNG = compile_fast(
    rf"{LEER}(?:[,;]|und|sowie|bzw\.){LEER}"
    rf"(?=[0-9]{{1,4}}(?:[a-z]|{LEER}[a-z](?!\w))?{LEER}(?:,|und|Abs|S\.|Satz|Nr|[A-ZÄÖÜ]{{2}}|[A-Z][a-z]{{0,8}}[A-Z]))"
)
_KETTE = compile_fast(
    rf"[,;]?{LEER}\(?(?:jeweils{LEER})?(?:(?P<ivm>i\.?{LEER}V\.?{LEER}m\b\.?|in{LEER}[Vv]erbindung{LEER}mit)|nach{LEER}Maßgabe)"
    rf"{LEER}(?:(?:de[rsmn]|von){LEER})?\Z"
)
_UND = compile_fast(
    rf"[,;]?{LEER}(?:und|oder|sowie|i\.?{LEER}V\.?{LEER}m\.?|in{LEER}Verbindung{LEER}mit)?{LEER}(?:(?:de[rnsm]|die|von|nach){LEER})?\Z"
)
_JEWEILS = compile_fast(rf",?{LEER}\(?jeweils(?!\w)")
_KOPFZEILE = compile_fast(r"^#{1,6}[ \t]{1,9}+(?!\*{0,2}(?:§|Art))[^\n]{0,400}+", re.MULTILINE)
_KETTE_AB = ("i", "n", "j")
_UEBERSCHRIFT = compile_fast(r"[#>*_\s.\dA-Z()-]{0,60}\Z")


def join_voran(text: str, zitate: list[Zitat], zitat: Zitat) -> Zitat:
    """Join `SGB V § 64b`: a law named right before the § on the same line governs it and leaves the list."""
    davor = zitate[-1]
    if zitat.art != "intern" or davor.stellen or not davor.gesetz or not 0 < zitat.start - davor.end <= 3:
        return zitat
    if text[davor.end : zitat.start].strip(" \xa0") or not zitat.stellen or not zitat.stellen[0].von.paragraf:
        return zitat
    zitate.pop()
    stellen = tuple(stelle.in_gesetz(davor.gesetz) for stelle in zitat.stellen)
    return davor._replace(end=zitat.end, text=text[davor.start : zitat.end], stellen=stellen)


def mark_kette(text: str, davor: Zitat, zitat: Zitat) -> Zitat:
    """Note on a citation that “i. V. m.” or “nach Maßgabe” ties it to the one before."""
    if zitat.start - davor.end < 5 or text[davor.end : davor.end + 4].lstrip(" ,;(\xa0")[:1] not in _KETTE_AB:
        return zitat
    fund = _KETTE.match(text, davor.end, zitat.start)
    if fund is None:
        return zitat
    zitat = zitat._replace(kette="i. V. m." if fund["ivm"] else "nach Maßgabe")
    if zitat.art != "intern" or not davor.gesetz or not davor.stellen or not _is_unterhalb(zitat):
        return zitat
    # “§ 132 Absatz 1 SGB IX in Verbindung mit Absatz 3”: the Absatz belongs to the § before.
    anker = davor.stellen[-1].von
    stellen = tuple(stelle.in_paragraf(anker) for stelle in zitat.stellen)
    return zitat._replace(art=davor.art, gesetz=davor.gesetz, stellen=stellen)


def join_bezug(text: str, davor: Zitat, zitat: Zitat) -> Zitat:
    """Give `seinem Absatz 2` and `mit Ausnahme von Absatz 5` the § just named, `nach seinem § 3` the law just named.

    Also `die Vorschriften des Vierten Buches: die §§ 37 und 38`. The two stand in one sentence, within `WEIT`.
    """
    if zitat.art != "intern" or not zitat.stellen or zitat.start - davor.end > WEIT:
        return zitat
    unterhalb = _is_unterhalb(zitat)
    if unterhalb and davor.stellen:
        if _BEZUG.match(text, davor.end, zitat.start) is None:
            return zitat
        anker = davor.stellen[-1].bis or davor.stellen[-1].von
        stellen = tuple(stelle.in_paragraf(anker) for stelle in zitat.stellen)
        return zitat._replace(art=davor.art, gesetz=davor.gesetz, stellen=stellen)
    if unterhalb or davor.stellen or not davor.gesetz or zitat.text[0] != "§":
        return zitat
    if _SEIN_PARAGRAF.match(text, davor.end, zitat.start) is None and not (
        _AUFZAEHLUNG.match(text, davor.end, zitat.start)
        and _VORSCHRIFTEN.search(text, max(davor.start - 40, 0), davor.start)
    ):
        return zitat
    stellen = tuple(stelle.in_gesetz(davor.gesetz) for stelle in zitat.stellen)
    return zitat._replace(art=davor.art, gesetz=davor.gesetz, stellen=stellen)


def share_fassung(text: str, zitate: list[Zitat]) -> None:
    """Let a dated version with “jeweils” behind the last citation govern those it is joined to by “und” or a comma.

    Without “jeweils” the text does not say how far the version reaches, so it stays with the last.
    """
    letztes = zitate[-1]
    if _JEWEILS.match(text, letztes.end) is None:
        return
    fassung = letztes.stellen[-1].von.fassung
    for i in range(len(zitate) - 2, -1, -1):
        davor = zitate[i]
        if not davor.gesetz or not davor.stellen or davor.stellen[-1].von.fassung:
            return
        if zitate[i + 1].start - davor.end > NAH or _UND.match(text, davor.end, zitate[i + 1].start) is None:
            return
        zitate[i] = davor._replace(stellen=tuple(stelle.in_fassung(fassung) for stelle in davor.stellen))


def _is_unterhalb(zitat: Zitat) -> bool:
    """Tell whether a place begins below the §."""
    return not zitat.text.startswith(("§", "&", "$", "Ar", "Pa"))


def read_fortsetzungen(text: str, pos: int) -> list[Zitat]:
    """Read `19 Abs. 1 SGB X` in `§§ 17 Abs. 1 SGB I, 19 Abs. 1 SGB X`: numbers that the first `§§` still governs."""
    zitate: list[Zitat] = []
    while fund := _FORTSETZUNG.match(text, pos):
        folge = read_folge(text, fund.end(), ohne_zeichen=True)
        teil = read_gesetz(text, folge.end) if folge else None
        if folge is None or teil is None or not teil.gesetz:
            break
        stellen = tuple([make_stelle(roh, teil.gesetz, "§", teil.fassung) for roh in folge.stellen])
        zitate.append(Zitat(fund.end(), teil.end, text[fund.end() : teil.end], teil.art, teil.gesetz, stellen))  # type: ignore[arg-type]
        pos = teil.end
    return zitate


def resolve_ueberschriften(text: str, zitate: list[Zitat]) -> list[Zitat]:
    """Give places without a law the law that a heading above them names (an annex that quotes statutes).

    A heading is a Markdown heading that does not begin with a §, or a line with nothing but the law; the next Markdown
    heading without a law ends its reach. Such a citation stays `intern` and keeps an empty `gesetz`; only its places
    carry the law, and a note says so.
    """
    gesetz = ""
    neu = []
    koepfe = [(fund.start(), fund.end()) for fund in _KOPFZEILE.finditer(text)]
    naechster = 0
    in_kopf = 0
    for zitat in zitate:
        while naechster < len(koepfe) and koepfe[naechster][0] <= zitat.start:
            gesetz, in_kopf = "", koepfe[naechster][1]
            naechster += 1
        if zitat.gesetz and not zitat.stellen:
            if zitat.end <= in_kopf or _is_ueberschrift(text, zitat):
                gesetz = zitat.gesetz
        elif gesetz and zitat.art == "intern" and not zitat.gesetz and not zitat.stellen[0].von.gesetz:
            hinweis = f"Das Gesetz „{gesetz}“ ist aus der Überschrift ergänzt."
            stellen = tuple(stelle.in_gesetz(gesetz) for stelle in zitat.stellen)
            zitat = zitat._replace(stellen=stellen, hinweise=(*zitat.hinweise, hinweis))
        neu.append(zitat)
    return neu


def _is_ueberschrift(text: str, zitat: Zitat) -> bool:
    """Tell whether a mention stands alone on its line, apart from signs of a heading."""
    zeile_ab = text.rfind("\n", max(zitat.start - 40, 0), zitat.start) + 1 or max(zitat.start - 40, 0)
    zeile_bis = text.find("\n", zitat.end, zitat.end + 40)
    rest = text[zitat.end : zeile_bis if zeile_bis >= 0 else zitat.end + 40]
    return _UEBERSCHRIFT.match(text, zeile_ab, zitat.start) is not None and not rest.strip("#*_ \r")
