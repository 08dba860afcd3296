"""Words of repealed law and outdated language, with what is said today, since when and why.

The list is data (`data/begriffe_alt.csv`). `kontext` limits a word that is harmless elsewhere to sentences about that topic.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ..paketdaten import load_rows

NAEHE = 250


@dataclass(frozen=True, slots=True)
class AlterBegriff:
    """One entry: `art` is `recht` (the law has another word) or `sprache` (another word is usual); `formen` is a pattern."""

    begriff: str
    formen: str
    heute: str
    seit: date
    art: Literal["recht", "sprache"]
    kontext: str
    grundlage: str


@dataclass(frozen=True, slots=True)
class Begriffsfund:
    """An outdated word in a text, by code points."""

    start: int
    end: int
    text: str
    eintrag: AlterBegriff


@cache
def load_begriffe() -> tuple[AlterBegriff, ...]:
    """Return the list of outdated words."""
    return tuple(
        AlterBegriff(
            begriff=z["begriff"], formen=z["formen"], heute=z["heute"], seit=date.fromisoformat(z["seit"]),
            art="recht" if z["art"] == "recht" else "sprache", kontext=z["kontext"], grundlage=z["grundlage"],
        )
        for z in load_rows("begriffe_alt.csv", quoting=csv.QUOTE_NONE)
    )  # fmt: skip


def find_alte_begriffe(text: str, stichtag: date) -> list[Begriffsfund]:
    """Return the words of a text that were outdated on a day, in order; one pass over the text."""
    begriffe = load_begriffe()
    funde = []
    for treffer in _pattern().finditer(text):
        eintrag = begriffe[int(str(treffer.lastgroup)[1:])]
        if eintrag.seit <= stichtag and _fits(text, treffer, eintrag.kontext):
            funde.append(Begriffsfund(treffer.start(), treffer.end(), treffer[0], eintrag))
    return funde


@cache
def _pattern() -> re.Pattern[str]:
    teile = (f"(?P<b{i}>{b.formen})" for i, b in enumerate(load_begriffe()))
    return re.compile(rf"(?<![\wäöüß-])(?:{'|'.join(teile)})(?![\wäöüß])")


def _fits(text: str, treffer: re.Match[str], kontext: str) -> bool:
    return not kontext or kontext in text[max(0, treffer.start() - NAEHE) : treffer.end() + NAEHE]
