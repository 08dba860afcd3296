"""German number words, as the library of number words writes them; larger and negative numbers are left to it.

The library loads sixty languages, which costs a short run more than all its number words; a test compares both.
"""

from __future__ import annotations

from typing import Final

_BIS_19: Final = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn",
    "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_ZEHNER: Final = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_AB_BIBLIOTHEK: Final = 1_000_000_000


def write_zahlwort(zahl: int) -> str:
    """Return the word of a count: zwölf, einundzwanzig, eine Million zwei."""
    if not 0 <= zahl < _AB_BIBLIOTHEK:
        from num2words import num2words

        return str(num2words(zahl, lang="de"))
    millionen, rest = divmod(zahl, 1_000_000)
    wort = _below_million(rest) if rest or not millionen else ""
    if not millionen:
        return wort
    davor = "eine Million" if millionen == 1 else f"{_below_thousand(millionen)} Millionen"
    return f"{davor} {wort}" if wort else davor


def _below_million(zahl: int) -> str:
    tausend, rest = divmod(zahl, 1000)
    if not tausend:
        return _below_thousand(rest)
    return f"{_before(_below_thousand(tausend))}tausend{_below_thousand(rest) if rest else ''}"


def _below_thousand(zahl: int) -> str:
    hundert, rest = divmod(zahl, 100)
    if not hundert:
        return _below_hundred(rest)
    return f"{_before(_BIS_19[hundert])}hundert{_below_hundred(rest) if rest else ''}"


def _below_hundred(zahl: int) -> str:
    zehner, einer = divmod(zahl, 10)
    if zehner < 2:
        return _BIS_19[zahl]
    return f"{_before(_BIS_19[einer])}und{_ZEHNER[zehner]}" if einer else _ZEHNER[zehner]


def _before(wort: str) -> str:
    """Return a number word as another follows it: einhundert, einundzwanzig; the library leaves einhunderteinstausend."""
    return "ein" if wort == "eins" else wort
