"""Split German legal text into Sätze.

Statutes number their sentences silently, so "Absatz 2 Satz 3" can only be checked by counting. A full stop ends a Satz
unless it belongs to an abbreviation, an ordinal ("31. Dezember", "18. Lebensjahr"), a date or a section number. The rules
look at one token before and one after the stop, so the cost is linear. Measured quality: docs/gesetze/saetze.md.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# A stop (with closing quotes or brackets) followed by white space; what comes next decides. Editions sometimes lose the
# space between two Sätze ("hierüber.Krankenhäuser").
_ENDE = re.compile(r"[.!?…](?:[\"“”»«'’)\]]{0,3})(?=\s)|(?<=[a-zäöüß]{4})\.(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_WORT_DAVOR = re.compile(r"[\w§/\-]+(?:\.[\w\-]+)*$")
_WORT_DANACH = re.compile(r"[\"„“»«‚'(\[]*([\w§\-–]+)")

# A number after one of these names a place ("nach § 242. Darlehen …"): the stop after it ends the Satz.
_ZAEHLWORT = re.compile(
    r"(?:§|§§|[Aa]bs(?:atz|ätze|ätzen|atzes|\.)|S(?:atz|ätze|ätzen|atzes)|Nummern?|Nr\.|Artikels?|Art\.|Buchstaben?|Stufen?|"
    r"Pflegegrade?[sn]?|Anlagen?|Klassen?|Gruppen?|Prozent|SGB|von) $"
)
_ZAHL = re.compile(r"\d{1,3}")
_BINNENGROSS = re.compile(r"[a-zäöü][A-ZÄÖÜ]")
_ROEMISCH = re.compile(r"[IVXLC]{1,6}")


class _Woerter(NamedTuple):
    """Word lists, lower case. After a number with a stop, words of `satzanfang` open a Satz, others continue an ordinal."""

    abkuerzungen: frozenset[str]
    oft_satzende: frozenset[str]
    satzanfang: frozenset[str]
    nach_ordnungszahl: frozenset[str]


@cache
def _load_woerter() -> _Woerter:
    roh = json.loads((files("corpus") / "data" / "satzwoerter.json").read_text(encoding="utf-8"))
    return _Woerter(*(frozenset(roh[name]) for name in _Woerter._fields))


def split_saetze(text: str) -> list[tuple[int, int]]:
    """Return the spans of the Sätze of one running text, without the white space between them.

    Only full stops, exclamation and question marks end a Satz; a semicolon parts Halbsätze. Linear in the text's length.
    """
    spannen: list[tuple[int, int]] = []
    anfang = _skip_space(text, 0)
    for treffer in _ENDE.finditer(text):
        ende = treffer.end()
        if treffer.start() >= anfang and _ends_satz(text, anfang, treffer.start(), ende):
            spannen.append((anfang, ende))
            anfang = _skip_space(text, ende)
    rest = text[anfang:].rstrip()
    if rest:
        spannen.append((anfang, anfang + len(rest)))
    return spannen


def split_text(text: str) -> list[str]:
    """Return the Sätze of one running text as strings."""
    return [text[a:b] for a, b in split_saetze(text)]


def _skip_space(text: str, stelle: int) -> int:
    while stelle < len(text) and text[stelle].isspace():
        stelle += 1
    return stelle


def _ends_satz(text: str, anfang: int, punkt: int, ende: int) -> bool:
    stelle = _skip_space(text, ende)
    danach = _WORT_DANACH.match(text, stelle)
    if danach is None:
        return text[punkt] != "." and text[stelle : stelle + 1] not in '"|>'
    folgt = danach.group(1)
    if folgt[0].islower():
        return False
    if text[punkt] != "." or ende > punkt + 1:
        return True
    davor = _WORT_DAVOR.search(text, max(anfang, punkt - 40), punkt)
    if davor is None:
        return True
    nach_zaehlwort = _ZAEHLWORT.search(text, max(anfang, davor.start() - 12), davor.start()) is not None
    return _word_ends_satz(davor.group(), folgt, davor.start() == anfang, nach_zaehlwort)


def _word_ends_satz(wort: str, folgt: str, ist_erstes: bool, nach_zaehlwort: bool) -> bool:
    """Tell whether the stop after `wort` ends a Satz when `folgt` (not lower case) comes next."""
    woerter = _load_woerter()
    letztes = re.split(r"[./-]", wort)[-1]
    if ist_erstes and (len(letztes) == 1 or _ROEMISCH.fullmatch(letztes) or _ZAHL.fullmatch(letztes)):
        return False  # "A. Überschrift", "II. Die Beschwerde", "1. Text": an outline label
    if _ZAHL.fullmatch(letztes) or _ROEMISCH.fullmatch(letztes):
        return _number_ends_satz(folgt, nach_zaehlwort)
    if (_BINNENGROSS.search(letztes) and letztes[-1].islower()) or (len(letztes) == 1 and letztes.isalpha()):
        return False  # "iSv.", "SächsGVBl." (but "BetrVG." ends), initials, "z. B."
    if letztes.lower() in woerter.abkuerzungen:
        return letztes.lower() in woerter.oft_satzende and "." not in wort and folgt.lower() in woerter.satzanfang
    return True


def _number_ends_satz(folgt: str, nach_zaehlwort: bool) -> bool:
    klein = folgt.lower()
    woerter = _load_woerter()
    return (
        not folgt[0].isdigit()
        and klein not in woerter.nach_ordnungszahl
        and (nach_zaehlwort or klein in woerter.satzanfang)
    )
