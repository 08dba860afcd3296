"""The scan: from candidate to candidate through the text, each handed to the reader for its kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..regex import compile_fast
from .eigene import list_eigene
from .erwaehnung import read_erwaehnung
from .intern import read_intern
from .kuerzel import add_kuerzel
from .nachbar import (
    NAH,
    is_voran,
    join_anlage,
    join_bezug,
    join_voran,
    mark_kette,
    read_eu_fortsetzungen,
    read_fortsetzungen,
    share_fassung,
)
from .namensanfang import word_start
from .norm_im_text import is_kommentar, read_norm
from .rechtsprechung import IST_GERICHT, read_entscheidung, read_fundstelle
from .schnell import read_erwaehnung_schnell, read_schnell
from .zitat import Zitat

# One pass for everything that can begin or end a citation. Every branch begins with a literal character, so the engine
# skips over text without them at the speed of one comparison per character. `<name>` tells the reader of a branch.
_ENDE = r"(?<=[\wäöü]{2})(?![\wäöüß])"
_VOLL = r"gericht(?=(?:s|shofs?)?(?!\w))"
_ZIFFER = r"[ \xa0]?[0-9]"
_ZWEIGE = "|".join(
    (
        "§<norm>",
        "&(?:#167|#xA7|sect);<norm>",
        r"\$ ?[0-9]{1,3}[a-z]?[ \xa0](?:Abs|Nr|Satz|SGB)<norm>",
        rf"A(?:rt(?:ikels|ikeln|ikel|\.)?[ \xa0]?[0-9IVX]<norm>|(?:P (?:Nr|[A-Z])|(?:mts|rbeits){_VOLL})<entscheidung>"
        rf"|(?:bs|hs)(?:atze?s?|ätzen?|\.)?{_ZIFFER}<unterhalb>|n(?:l(?:agen?|\.)|h(?:angs?|änge|\.))[ \xa0]?[0-9A-Z]<unterhalb>)",
        r"Paragra(?:f|ph)(?:en)?[ \xa0][0-9]<norm>",
        rf"G{_ENDE}<gericht>",
        rf"S(?:GB(?![\wäöüß])<name>|(?:atz(?:es)?|ätzen?)[ \xa0][0-9]<unterhalb>|oz(?:R |ial{_VOLL})<entscheidung>)",
        r"N(?:ummern?|r\.?)[ \xa0](?=[0-9])(?![0-9]{1,3}\.[0-9]|[0-9]{1,4}/[0-9]{2})<unterhalb>",
        r"U(?:rteil|rt\.)<entscheidung>",
        r"B(?:eschl[uü.]<entscheidung>|uchholz <entscheidung>|GHR <entscheidung>"
        rf"|undes(?:(?:verfassungs|verwaltungs|sozial|arbeits|patent){_VOLL}|(?:gerichts|finanz)hofs?(?!\w))<entscheidung>"
        rf"|uch(?:e?s)?(?![\wäöü])<name>|uchst(?:aben?|\.)[ \xa0][a-z](?!\w)<unterhalb>|RK(?![\wäöüß])<name>|{_ENDE}<name>)",
        rf"O(?:{_ENDE}<name>|ber(?:verwaltungs|landes){_VOLL}<entscheidung>)",
        rf"V(?:{_ENDE}<name>|öD(?![\wäöüß])<name>|erwaltungs{_VOLL}<entscheidung>)",
        r"Ziff(?:ern?|\.)[ \xa0](?=[0-9])(?![0-9]{1,4}/[0-9]{2})<unterhalb>",
        rf"Land(?:es(?:sozial|arbeits|verfassungs))?{_VOLL}<entscheidung>",
        rf"H{_ENDE}<gericht>",
        r"R(?:ichtlinien?|L)[ \xa0]\(?[0-9E]<name>",
        r"z(?<=esetz)(?=(?:buch(?:e?s)?|es|en|e|s)?(?![\wäöüß]))<name>",
        r"g(?:(?<=rdnung)|(?<=rfassung))(?=(?:en)?(?![\wäöüß]))<name>",
    )
)
_LESER = ("", *re.findall(r"<(\w+)>", _ZWEIGE))
_NORM = frozenset(i for i, leser in enumerate(_LESER) if leser == "norm")
KANDIDAT = compile_fast(re.sub(r"<\w+>", "()", _ZWEIGE))


_KEINE: frozenset[str] = frozenset()
# `AG SGB IX` is no Amtsgericht.
_SGB_FOLGT = (" SGB", "-SGB", "\xa0SGB", " zum SGB")


def find(
    text: str, *, gesetz: str = "", paragraf: str = "", zaehle: Callable[[int], object] | None = None
) -> list[Zitat]:
    """Return every citation of a text, in order and without overlap.

    `gesetz` and `paragraf` tell where the text itself stands: then “Absatz 1”, “§ 5” without a law and “dieses Buches”
    resolve there. Without them such places stay internal, with an empty law. Time is linear in the length of the text.
    `zaehle` is called with 1 for each place that may be a citation, before it is read; what it raises ends the search.
    """
    zitate: list[Zitat] = []
    pos = 0
    search = KANDIDAT.search
    eigene = list_eigene(text) if "\n" in text or "\v" in text else _KEINE
    while (fund := search(text, pos)) is not None:
        if zaehle is not None:
            zaehle(1)
        start = fund.start()
        if fund.lastindex in _NORM and (zitat := read_schnell(text, start)) is not None:
            # Most citations have the common shape: of what neighbours lend each other they only take “i. V. m.” and lend a law.
            pos = zitat.end
            if zitate and start - zitate[-1].end <= NAH:
                zitat = mark_kette(text, zitate[-1], zitat)
                if zitate[-1].art == "intern":
                    zitate[-1] = join_anlage(text, zitate[-1], zitat)
            zitate.append(zitat)
            continue
        ist_voran = bool(zitate) and not zitate[-1].stellen and is_voran(text, zitate[-1], start)
        zitat = _read_at(text, fund, pos, gesetz, paragraf, ist_voran=ist_voran, eigene=eigene)
        if zitat is None:
            pos = fund.end()
            continue
        _append(text, zitate, zitat)
        pos = max(zitate[-1].end, fund.end())
    return add_kuerzel(text, zitate)


def _append(text: str, zitate: list[Zitat], zitat: Zitat) -> None:
    """Append a citation with what it and the ones before lend each other, and those that go on from it."""
    if zitate and zitat.start - zitate[-1].end <= NAH:
        zitat = mark_kette(text, zitate[-1], join_voran(text, zitate, zitat))
    if zitate and zitat.gesetz and zitate[-1].art == "intern" and zitat.start - zitate[-1].end <= NAH:
        zitate[-1] = join_anlage(text, zitate[-1], zitat)
    if zitate and zitat.art == "intern":
        zitat = join_bezug(text, zitate[-1], zitat)
    zitate.append(zitat)
    if zitat.stellen and zitat.stellen[-1].von.fassung[:1].isdigit():
        share_fassung(text, zitate)
    if zitat.text[1:2] == "§" and zitat.gesetz and zitat.text[0] == "§":
        zitate += read_fortsetzungen(text, zitat.end)
    elif zitat.art == "eu" and "/" in zitat.gesetz:
        zitate += read_eu_fortsetzungen(text, zitat)


def _read_at(
    text: str, fund: re.Match[str], frei_ab: int, gesetz: str, paragraf: str, *, ist_voran: bool, eigene: frozenset[str]
) -> Zitat | None:
    """Read the citation a candidate announces; None if it was a false alarm."""
    start = fund.start()
    leser = _LESER[fund.lastindex or 0]
    if leser == "norm":
        return read_norm(text, start, gesetz, gesetz_voran=ist_voran, eigene=eigene)
    if leser == "unterhalb":
        return read_intern(text, start, gesetz, paragraf)
    if leser == "entscheidung":
        return _read_entscheidung(text, start)
    wort_ab = word_start(text, start + 1, frei_ab)
    if wort_ab is None:
        return None
    if leser == "gericht":
        if IST_GERICHT.match(text, wort_ab, fund.end()):
            entscheidung = _read_entscheidung(text, wort_ab)
            if entscheidung is not None or not text.startswith(_SGB_FOLGT, fund.end()):
                return entscheidung
        if text[start] == "H":
            return None
    zitat = read_erwaehnung_schnell(text, wort_ab, frei_ab) or read_erwaehnung(text, fund, wort_ab, frei_ab)
    if zitat is not None and is_kommentar(text, zitat.end):
        return zitat._replace(art="literatur")
    return zitat


def _read_entscheidung(text: str, start: int) -> Zitat | None:
    """Read a court decision or the reporter that prints it."""
    if start and text[start - 1].isalnum():
        return None
    gefunden = read_entscheidung(text, start) or read_fundstelle(text, start)
    if gefunden is None:
        return None
    ende, entscheidung = gefunden
    return Zitat(start, ende, text[start:ende], "urteil", entscheidung=entscheidung)
