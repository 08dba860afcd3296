"""The scan: from candidate to candidate through the text, each handed to the reader for its kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ..norm import Norm
from .erwaehnung import read_erwaehnung
from .folge import Pfad, Rohstelle, read_folge
from .gesetzesteil import Gesetzesteil, read_gesetz
from .intern import read_intern
from .schritt import LEER
from .zitat import Stelle, Zitat

# One pass for everything that can begin or end a citation; the first character class lets the engine skip fast.
KANDIDAT = re.compile(
    r"[§AGOBVSNzg](?:(?<=§)|(?<=A)(?:rt(?:ikeln?|ikels|\.)?[ \xa0]?\d|bs(?:atz|ätze|ätzen|\.)?[ \xa0]?\d)"
    r"|(?<=[GOBV])(?<=[\wäöü]{2})(?![\wäöüß])|(?<=S)(?:GB(?![\wäöüß])|atz \d)|(?<=N)(?:ummer|r\.)[ \xa0]\d|(?<=z)(?<=esetz)|(?<=g)(?<=rdnung))"
)
_REPORTER = re.compile(r"(?:SozR[ \d–-]{2,14}|Buchholz[ \d.]{2,14}|BGHR [A-Z]\w+|LM|AP(?: [A-Z]\w+)?|EzA(?: [A-Z]\w+)?)[ \xa0]\Z")
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
        zitate.append(zitat)
        pos = max(zitat.end, fund.end())
    return zitate


def _read_at(text: str, fund: re.Match[str], frei_ab: int, gesetz: str, paragraf: str) -> Zitat | None:
    """Read the citation a candidate announces; None if it was a false alarm."""
    zeichen = text[fund.start()]
    if zeichen == "§" or zeichen == "A" and text[fund.start() + 1] == "r":
        return _read_stellen(text, fund.start(), frei_ab, gesetz)
    if zeichen == "A" or zeichen == "N" or text[fund.start() + 1 : fund.start() + 2] == "a":
        return read_intern(text, fund.start(), gesetz, paragraf)
    return read_erwaehnung(text, fund, frei_ab)


def _read_stellen(text: str, start: int, frei_ab: int, kontext: str) -> Zitat | None:
    """Read § or Art. with all places, the law and the version."""
    if start and (text[start - 1].isalnum() or _REPORTER.search(text, max(start - 30, frei_ab), start)):
        return None
    folge = read_folge(text, start)
    if folge is None:
        return None
    teil = read_gesetz(text, folge.end)
    if teil is None:
        teil = Gesetzesteil(folge.end, folge.end, "", "intern")
    art: Literal["§", "Art."] = "Art." if folge.ist_artikel else "§"
    ziel = teil.gesetz or kontext
    stellen = tuple([make_stelle(roh, ziel, art, teil.fassung) for roh in folge.stellen])
    return Zitat(
        start, teil.end, text[start : teil.end], teil.art or "intern", teil.gesetz, stellen, "",  # type: ignore[arg-type]
        (teil.hinweis,) if teil.hinweis else (),
    )  # fmt: skip


def make_stelle(roh: Rohstelle, gesetz: str, art: Literal["§", "Art."], fassung: str) -> Stelle:
    """Give a raw place its law."""
    von = make_norm(gesetz, roh.pfad, art, fassung)
    bis = make_norm(gesetz, roh.bis, art, fassung) if roh.bis else None
    return Stelle(von, bis, roh.folgende)


@lru_cache(maxsize=8192)
def make_norm(gesetz: str, pfad: Pfad, art: Literal["§", "Art."], fassung: str) -> Norm:
    """Build the norm of a path; the path of an internal place may begin below the §."""
    if pfad[0][0] == "§":
        return Norm.of(gesetz, pfad[0][1], art, pfad[1:], fassung)
    return Norm.of(gesetz, "", art, pfad, fassung)
