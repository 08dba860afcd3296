"""What citations lend each other: the law before the §, numbers that an earlier `§§` governs, “i. V. m.”."""

from __future__ import annotations

from ..regex import compile_fast
from .folge import read_folge
from .gesetzesteil import read_gesetz
from .norm_im_text import make_stelle
from .schritt import ANLAGEN, LEER
from .zitat import Zitat
from .zitatmuster import EU_WEITERER

# Citations further apart than this lend each other nothing.
NAH = 40
# A possessive reaches back further, but never over the end of a sentence.
WEIT = 160
_SATZ = r"[^.;:\v]{0,160}?"
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
_ZU = compile_fast(rf"{LEER}(?:zu[mr]?|der|des){LEER}(?:(?:der|des|dem|den){LEER})?\Z")
_JEWEILS = compile_fast(rf",?{LEER}\(?jeweils(?!\w)")
_KETTE_AB = ("i", "n", "j")


def is_voran(text: str, davor: Zitat, start: int) -> bool:
    """Tell whether a citation names a law alone, right before a place on the same line."""
    return (
        0 < start - davor.end <= 3
        and not davor.stellen
        and bool(davor.gesetz)
        and not text[davor.end : start].strip(" \xa0")
    )


def join_voran(text: str, zitate: list[Zitat], zitat: Zitat) -> Zitat:
    """Join `SGB V § 64b`: a law named right before the § on the same line governs it and leaves the list."""
    davor = zitate[-1]
    if zitat.art != "intern" or not is_voran(text, davor, zitat.start):
        return zitat
    if not zitat.stellen or not zitat.stellen[0].von.paragraf:
        return zitat
    zitate.pop()
    stellen = tuple(stelle.in_gesetz(davor.gesetz) for stelle in zitat.stellen)
    return davor._replace(end=zitat.end, text=text[davor.start : zitat.end], stellen=stellen)


def join_anlage(text: str, davor: Zitat, zitat: Zitat) -> Zitat:
    """Give `Anlage 1` before `zu § 28 SGB XII` or before the full name of a law that law: it is an annex of it."""
    if davor.art != "intern" or not davor.stellen or davor.stellen[0].von.einheiten[:1] == ():
        return davor
    if davor.stellen[0].von.paragraf or davor.stellen[0].von.einheiten[0][0] not in ANLAGEN:
        return davor
    if _ZU.match(text, davor.end, zitat.start) is None:
        return davor
    stellen = tuple(stelle.in_gesetz(zitat.gesetz) for stelle in davor.stellen)
    return davor._replace(art=zitat.art, gesetz=zitat.gesetz, stellen=stellen)


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
    """Let a dated version behind the last citation govern those of the same law it is joined to by “und” or a comma.

    A version is one of a law, so a list of its §§ shares it. Those of other laws share it with “jeweils” only: without, the
    text does not say how far it reaches.
    """
    letztes = zitate[-1]
    hat_jeweils = _JEWEILS.match(text, letztes.end) is not None
    fassung = letztes.stellen[-1].von.fassung
    for i in range(len(zitate) - 2, -1, -1):
        davor = zitate[i]
        if not davor.gesetz or not davor.stellen or davor.stellen[-1].von.fassung:
            return
        if not hat_jeweils and davor.gesetz != letztes.gesetz:
            return
        if zitate[i + 1].start - davor.end > NAH or _UND.match(text, davor.end, zitate[i + 1].start) is None:
            return
        zitate[i] = davor._replace(stellen=tuple(stelle.in_fassung(fassung) for stelle in davor.stellen))


def _is_unterhalb(zitat: Zitat) -> bool:
    """Tell whether a place begins below the §."""
    return not zitat.text.startswith(("§", "&", "$", "Ar", "Pa"))


def read_eu_fortsetzungen(text: str, zitat: Zitat) -> list[Zitat]:
    """Read `(EU) 2018/1725` in `Art. 6 der Verordnungen (EU) 2016/679 und (EU) 2018/1725`: the same places in another act."""
    zitate: list[Zitat] = []
    pos = zitat.end
    sorte = zitat.gesetz.partition(" ")[0]
    bezeichnung = zitat.gesetz.rstrip("0123456789/EGUW")
    while fund := EU_WEITERER.match(text, pos):
        nummer = " ".join(fund["nummer"].split())
        gesetz = f"{sorte} {nummer}" if fund["von"] else f"{bezeichnung}{nummer}"
        stellen = tuple(stelle.in_gesetz(gesetz) for stelle in zitat.stellen)
        zitate.append(Zitat(fund.start("nummer"), fund.end(), fund["nummer"], "eu", gesetz, stellen))
        pos = fund.end()
    return zitate


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
