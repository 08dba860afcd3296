"""German number words back to numbers: independent of the library that writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.regex import compile_later

_EINER = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_ZEHNER = {
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
# Blanks are gone: “einemilliardeneun…” is one Milliarde and neun, “zweimilliardenneun…” two Milliarden and neun.
_GROSS = compile_later(r"(?P<davor>.*?)(?:million(?:en)?|(?P<milliarde>milliarde(?:n(?!eun))?))(?P<danach>.*)")
_BETRAG = compile_later(r"(?P<minus>minus )?(?P<euro>.+?) euro(?: und (?P<cent>.+?) cents?)?")


def parse_zahlwort(text: str) -> int | None:
    """Return the number a German number word means, None when it is none; blanks and hyphens inside do not matter."""
    wort = re.sub(r"[\s\u00ad-]+", "", text.lower()).replace("dreissig", "dreißig")
    return _parse(wort) if wort else None


def _parse(wort: str) -> int | None:
    gross = _GROSS.fullmatch(wort)
    if gross:
        faktor = 1_000_000_000 if gross["milliarde"] else 1_000_000
        davor, danach = _parse(gross["davor"]), _parse(gross["danach"]) if gross["danach"] else 0
        return None if davor is None or danach is None or danach >= faktor else davor * faktor + danach
    return _split(wort, "tausend", 1000) if "tausend" in wort else _below_thousand(wort)


def _split(wort: str, trenner: str, faktor: int) -> int | None:
    davor, _, danach = wort.partition(trenner)
    links = _below_thousand(davor) if davor else 1
    rechts = _below_thousand(danach.removeprefix("und")) if danach else 0
    return None if links is None or rechts is None else links * faktor + rechts


def _below_thousand(wort: str) -> int | None:
    if "hundert" not in wort:
        return _below_hundred(wort)
    davor, _, danach = wort.partition("hundert")
    links = _EINER.get(davor) if davor else 1
    rechts = _below_hundred(danach.removeprefix("und")) if danach else 0
    return None if links is None or rechts is None or not 0 < links < 10 else links * 100 + rechts


def _below_hundred(wort: str) -> int | None:
    if wort in _EINER:
        return _EINER[wort]
    for name, wert in _ZEHNER.items():
        if wort == name:
            return wert
        if wort.endswith(f"und{name}"):
            einer = _EINER.get(wort[: -len(name) - 3])
            return wert + einer if einer is not None and 0 < einer < 10 else None
    return None


def parse_betrag(text: str) -> Decimal | None:
    """Return what an amount in words means in euros, or a plain number word; None when it is neither."""
    klein = " ".join(text.replace("\u00a0", " ").replace("\u00ad", "").lower().split())
    treffer = _BETRAG.fullmatch(klein)
    if treffer is None:
        zahl = parse_zahlwort(klein)
        return None if zahl is None else Decimal(zahl)
    euro, cent = parse_zahlwort(treffer["euro"]), parse_zahlwort(treffer["cent"]) if treffer["cent"] else 0
    if euro is None or cent is None or cent > 99:
        return None
    wert = Decimal(euro) + Decimal(cent) / 100
    return -wert if treffer["minus"] else wert
