"""Blanks that must not break: § and its number, figures and their unit, abbreviations (DIN 5008, HdR)."""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
SCHMAL = "\u202f"
MINUS = "\u2212"
"""The minus sign; the hyphen of a keyboard is shorter and may end a line."""

_NORM = (
    r"(?:Absatz|Absätze|Absätzen|Absatzes|Abs\.|Satz|Sätze|Satzes|S\.|Nummer|Nummern|Nr\.|Buchstabe|Buchst\.|Artikel|Artikels|Art\."
    r"|Anlage|Tabelle|Abbildung|Kapitel|Teil|Halbsatz)"
)
_BINDUNGEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(§§?) +(?=\d)"), rf"\1{NBSP}"),
    (re.compile(rf"\b({_NORM}) +(?=\d|[a-z]\b)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d) +(?=%|Euro\b|Cent\b|EUR\b|€)"), NBSP),
    (re.compile(r"\b([a-zA-Z]\.) (?=[a-zA-Z]{1,2}\.)"), rf"\1{NBSP}"),
    (re.compile(r"\b(SGB) +(?=[IVX]+\b)"), rf"\1{NBSP}"),
    (
        re.compile(
            r"\b(\d{1,2}\.) +(?=Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
        ),
        rf"\1{NBSP}",
    ),
    (re.compile(r"\b(LT) +(?=\d)"), rf"\1{NBSP}"),
)


def bind(text: str) -> str:
    """Put no-break spaces where a line must not end; applying it twice changes nothing."""
    return _bind(text) if " " in text else text


_GESETZ = re.compile(r"(§§?\u00a0\d+[a-z]*) +(?=[A-ZÄÖÜ][A-Za-zäöü]*[A-ZÄÖÜ])")


def bind_title(text: str) -> str:
    """Bind a title: besides, its laws keep with their §. Its lines are short, and centred half a citation looks like two."""
    return _GESETZ.sub(rf"\1{NBSP}", bind(text))


@lru_cache(maxsize=4096)
def _bind(text: str) -> str:
    """Data and clause texts repeat within a contract and from one to the next; each is bound once."""
    for muster, ersatz in _BINDUNGEN:
        text = muster.sub(ersatz, text)
    return text
