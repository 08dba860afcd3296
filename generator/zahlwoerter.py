"""German number words, in one form for itself („einhunderteins“) and one before a noun („einhundertein Euro“)."""

from __future__ import annotations

from typing import Final

_BIS_ZWANZIG: Final = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_ZEHNER: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_GROSSE: Final = ((10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen"))


def spell(zahl: int, ist_vor_nomen: bool = False) -> str:
    """Return the word of a number of at most twelve digits; before a noun its last „eins“ is „ein“ („einhundertein Euro“)."""
    if zahl < 0:
        return f"minus {spell(-zahl, ist_vor_nomen)}"
    teile = []
    for wert, einzahl, mehrzahl in _GROSSE:
        anzahl, zahl = divmod(zahl, wert)
        if anzahl:
            teile.append(f"eine {einzahl}" if anzahl == 1 else f"{_below_million(anzahl, True)} {mehrzahl}")
    if zahl or not teile:
        teile.append(_below_million(zahl, ist_vor_nomen))
    return " ".join(teile)


def _below_million(zahl: int, ist_vor_nomen: bool) -> str:
    tausend, rest = divmod(zahl, 1000)
    vorn = f"{_below_thousand(tausend, True)}tausend" if tausend else ""
    return vorn + (_below_thousand(rest, ist_vor_nomen) if rest or not tausend else "")


def _below_thousand(zahl: int, ist_vor_nomen: bool) -> str:
    hundert, rest = divmod(zahl, 100)
    vorn = f"{_below_hundred(hundert, True)}hundert" if hundert else ""
    return vorn + (_below_hundred(rest, ist_vor_nomen) if rest or not hundert else "")


def _below_hundred(zahl: int, ist_vor_nomen: bool) -> str:
    if zahl < 20:
        return "ein" if zahl == 1 and ist_vor_nomen else _BIS_ZWANZIG[zahl]
    zehner, einer = divmod(zahl, 10)
    wort = _ZEHNER[zehner - 2]
    return f"{_below_hundred(einer, True)}und{wort}" if einer else wort
