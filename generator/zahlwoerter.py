"""German number words: groups below a thousand come from num2words, joining them and the form before a noun is done here.

num2words 0.5 writes „siebenhunderteinstausend“ and knows no form before a noun („einhundertein Euro“).
"""

from __future__ import annotations

from typing import Final

from corpus.gedaechtnis import gemerkt

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


@gemerkt("zahlwoerter", 1024)
def _below_thousand(zahl: int, ist_vor_nomen: bool) -> str:
    from num2words import num2words

    wort = str(num2words(zahl, lang="de"))
    return wort.removesuffix("s") if ist_vor_nomen and wort.endswith("eins") else wort
