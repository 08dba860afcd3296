"""German number words: groups below a thousand come from num2words, joining them and the form before a noun is done here.

num2words 0.5 writes „siebenhunderteinstausend“ and knows no form before a noun („einhundertein Euro“). It loads sixty languages, a
fiftieth of a short check: its thousand German words are a table made from it; a test compares both.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from .paketdaten import layout_text

WORTTABELLE: Final = "zahlwoerter.txt"
"""Below `layout/`: the words from null on, one a line."""
TAUSEND: Final = 1000
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
    tausend, rest = divmod(zahl, TAUSEND)
    vorn = f"{_below_thousand(tausend, True)}tausend" if tausend else ""
    return vorn + (_below_thousand(rest, ist_vor_nomen) if rest or not tausend else "")


def _below_thousand(zahl: int, ist_vor_nomen: bool) -> str:
    wort = _read_worttabelle()[zahl] if zahl < TAUSEND else ask_num2words(zahl)
    return wort.removesuffix("s") if ist_vor_nomen and wort.endswith("eins") else wort


@cache
def _read_worttabelle() -> tuple[str, ...]:
    return tuple(layout_text(WORTTABELLE).splitlines())


def write_worttabelle() -> str:
    """Return the table: the words of the library."""
    return "".join(f"{ask_num2words(zahl)}\n" for zahl in range(TAUSEND))


def ask_num2words(zahl: int) -> str:
    """Return what the library says."""
    from num2words import num2words

    return str(num2words(zahl, lang="de"))
