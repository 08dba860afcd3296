"""The scan: from candidate to candidate through the text, each handed to the reader for its kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ..norm import Norm
from ..rechtsprechung import IST_GERICHT, Urteil, read_fundstelle, read_urteil
from .erwaehnung import read_erwaehnung, word_start
from .folge import Pfad, Rohstelle, read_folge
from .gesetzesteil import Gesetzesteil, read_gesetz
from .intern import read_intern
from .schritt import LEER
from .zitat import Stelle, Zitat

# One pass for everything that can begin or end a citation. Every branch begins with a literal character, so the engine
# skips over text without them at the speed of one comparison per character.
_ENDE = r"(?<=[\wäöü]{2})(?![\wäöüß])"
_ZIFFER = r"[ \xa0]?[0-9]"
KANDIDAT = re.compile(
    "|".join(
        (
            "§",
            rf"A(?:rt(?:ikels|ikeln|ikel|\.)?[ \xa0]?[0-9IVX]|bs(?:atz|ätze|ätzen|\.)?{_ZIFFER}|nl(?:age|\.) ?[0-9A-Z]|P (?:Nr|[A-Z]))",
            rf"G{_ENDE}",
            rf"S(?:GB(?![\wäöüß])|atz [0-9]|ozR )",
            rf"N(?:ummer|r\.?)[ \xa0][0-9]",
            r"U(?:rteil|rt\.)",
            rf"B(?:eschl[uü.]|uchholz |GHR |uch(?:e?s)?(?![\wäöü])|{_ENDE})",
            rf"O{_ENDE}",
            rf"V{_ENDE}",
            rf"H{_ENDE}",
            r"z(?<=esetz)(?=(?:buch(?:e?s)?|es|en|e|s)?(?![\wäöüß]))",
            r"g(?:(?<=rdnung)|(?<=rfassung))(?=(?:en)?(?![\wäöüß]))",
        )
    )
)
# Behind these a norm is the place in a commentary, not the law itself.
_KOMMENTAR = re.compile(
    rf"(?:{LEER}[an]F)?+{LEER},?{LEER}(?:(?:§{{1,2}}|Art\.){LEER}[\d\w ,]{{1,12}}?)?(?:RdNrn?|Rdnrn?|Rdnr|Rn|Rz|Rdn|Anm)\.?{LEER}[\dA-Z]"
    rf"|,?{LEER}\d{{1,3}}\.{LEER}(?:Aufl|Ed)|,{LEER}(?:Stand\b|Kommentar\b|Bd\.|Band{LEER}\d|a\.{LEER}?a\.{LEER}?O|(?:19|20)\d\d, (?:§|Art|Bd))"
)
_KOMMENTAR_AB = frozenset(",§RAan0123456789")
_FORTSETZUNG = re.compile(rf"{LEER}(?:[,;]|und|sowie|bzw\.){LEER}(?=[0-9]{{1,4}}(?:[a-z]|{LEER}[a-z](?!\w))?{LEER}(?:,|und|Abs|S\.|Satz|Nr|[A-ZÄÖÜ]{{2}}|[A-Z][a-z]{{0,8}}[A-Z]))")
_KETTE = re.compile(
    rf"[,;]?{LEER}(?:jeweils{LEER})?(?:(?P<ivm>i\.?{LEER}V\.?{LEER}m\b\.?|in{LEER}Verbindung{LEER}mit)|nach{LEER}Maßgabe){LEER}(?:de[rsmn]{LEER})?\Z"
)


def find(text: str, *, gesetz: str = "", paragraf: str = "") -> list[Zitat]:
    """Return every citation of a text, in order and without overlap.

    `gesetz` and `paragraf` tell where the text itself stands: then “Absatz 1”, “§ 5” without a law and “dieses Buches”
    resolve there. Without them such places stay internal, with an empty law. Time is linear in the length of the text.
    """
    zitate: list[Zitat] = []
    pos = 0
    search = KANDIDAT.search
    while (fund := search(text, pos)) is not None:
        zitat = _read_at(text, fund, pos, gesetz, paragraf)
        if zitat is None:
            pos = fund.end()
            continue
        if zitate and zitat.art == "intern":
            zitat = _join_voran(text, zitate, zitat)
        zitate.append(zitat)
        pos = max(zitat.end, fund.end())
        if zitat.gesetz and text.startswith("§§", zitat.start):
            weitere = _read_fortsetzungen(text, zitat.end, zitat)
            zitate += weitere
            pos = max(pos, zitate[-1].end)
    return zitate


def _join_voran(text: str, zitate: list[Zitat], zitat: Zitat) -> Zitat:
    """Join `SGB V § 64b`: a law named right before the § on the same line governs it; the mention is taken off the list."""
    davor = zitate[-1]
    luecke = text[davor.end : zitat.start]
    if davor.stellen or not davor.gesetz or not zitat.stellen[0].von.paragraf or luecke.strip(" \xa0") or not luecke:
        return zitat
    zitate.pop()
    return davor._replace(
        end=zitat.end, text=text[davor.start : zitat.end], stellen=tuple(s.in_gesetz(davor.gesetz) for s in zitat.stellen)
    )


def _read_fortsetzungen(text: str, pos: int, erstes: Zitat) -> list[Zitat]:
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


def _read_at(text: str, fund: re.Match[str], frei_ab: int, gesetz: str, paragraf: str) -> Zitat | None:
    """Read the citation a candidate announces; None if it was a false alarm."""
    start = fund.start()
    zwei = text[start : start + 2]
    if zwei[0] == "§" or zwei == "Ar":
        return _read_stellen(text, start, frei_ab, gesetz)
    if zwei in {"Ab", "An", "Nr", "Nu", "Sa"}:
        return read_intern(text, start, gesetz, paragraf)
    if zwei in {"Ur", "Be", "So", "AP"} or text.startswith(("BGHR", "Buchh"), start):
        return _read_entscheidung(text, start)
    wort_ab = word_start(text, start + 1, frei_ab)
    if wort_ab is None:
        return None
    if zwei[0] in "GH" and IST_GERICHT.match(text, wort_ab, fund.end()):
        return _read_entscheidung(text, wort_ab)
    if zwei[0] == "H":
        return None
    zitat = read_erwaehnung(text, fund, wort_ab, frei_ab)
    if zitat is not None and _is_kommentar(text, zitat.end):
        return zitat._replace(art="literatur")
    return zitat


def _is_kommentar(text: str, ende: int) -> bool:
    """Tell whether margin number, edition or date of a book follow."""
    return text[ende : ende + 3].lstrip()[:1] in _KOMMENTAR_AB and _KOMMENTAR.match(text, ende) is not None


def _read_entscheidung(text: str, start: int) -> Zitat | None:
    """Read a court decision or the reporter that prints it."""
    if start and text[start - 1].isalnum():
        return None
    gefunden: tuple[int, Urteil] | None = read_urteil(text, start) or read_fundstelle(text, start)
    if gefunden is None:
        return None
    ende, urteil = gefunden
    return Zitat(start, ende, text[start:ende], "urteil", urteil=urteil)


def _read_stellen(text: str, start: int, frei_ab: int, kontext: str) -> Zitat | None:
    """Read § or Art. with all places, the law and the version."""
    if start and text[start - 1].isalnum():
        return None
    folge = read_folge(text, start)
    if folge is None:
        return None
    teil = read_gesetz(text, folge.end)
    if teil is None:
        teil = Gesetzesteil(folge.end, folge.end, folge.end, "", "intern")
    art: Literal["§", "Art."] = "Art." if folge.ist_artikel else "§"
    ziel = teil.gesetz or kontext
    stellen = tuple([make_stelle(roh, ziel, art, teil.fassung) for roh in folge.stellen])
    zitatart = "literatur" if _is_kommentar(text, teil.end) else teil.art or "intern"
    return Zitat(
        start, teil.end, text[start : teil.end], zitatart, teil.gesetz, stellen, "",  # type: ignore[arg-type]
        (teil.hinweis,) if teil.hinweis else (),
    )  # fmt: skip


def make_stelle(roh: Rohstelle, gesetz: str, art: Literal["§", "Art."], fassung: str) -> Stelle:
    """Give a raw place its law."""
    pfad, bis, folgende = roh
    return Stelle(
        make_norm(gesetz, pfad, art, fassung), make_norm(gesetz, bis, art, fassung) if bis else None, folgende
    )


@lru_cache(maxsize=8192)
def make_norm(gesetz: str, pfad: Pfad, art: Literal["§", "Art."], fassung: str) -> Norm:
    """Build the norm of a path; the path of an internal place may begin below the §."""
    if pfad[0][0] == "§":
        return Norm.of(gesetz, pfad[0][1], art, pfad[1:], fassung)
    return Norm.of(gesetz, "", art, pfad, fassung)
