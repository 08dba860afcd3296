"""Kept text of a copy under pseudonyms: names in every form, addresses, numbers and days in it are replaced.

A search finds what is known or has a shape; what a text tells in other words it cannot find. That is why free text is replaced as a
whole unless somebody asks for its wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.norm.normform import MONATE

from .maske import Maske

_KEIN_NAME: Final = frozenset((
    "von", "vom", "van", "de", "der", "den", "zu", "zum", "zur", "und", "frau", "herr", "familie", "dr", "prof", "dipl", "med", "phil",
    "geb", "geborene",
))  # fmt: skip
"""Words in a name that everybody has."""
_UMLAUTE: Final = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)", "é": "[ée]", "è": "[èe]"}
_BEUGUNG: Final = r"(?P<beugung>['’`]s?|sche[nrms]?|ens|ns|es|en|s|n)?"
_GENITIV: Final = frozenset({"s", "es", "ens", "ns", "'", "’", "`", "'s", "’s", "`s"})
_MONATSWORT: Final = "|".join(MONATE)
_TAG: Final = re.compile(
    rf"(?<![\d.-])(?:(?P<jahr>\d{{4}})-(?P<monat>\d{{2}})-(?P<tag>\d{{2}})"
    rf"|(?P<t>\d{{1,2}})\.\s?(?:(?P<m>\d{{1,2}})\.\s?|(?P<wort>{_MONATSWORT})\b\s?)(?P<j>\d{{4}}|\d{{2}})?)(?!\d)",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_POST: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMMERN: Final = re.compile(
    r"\b[A-Z]\d{9}\b"  # Krankenversichertennummer
    r"|\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b"  # Rentenversicherungsnummer
    r"|(?<!\w)\+?\d(?:[ /-]{0,2}\d){5,}(?!\w)"  # telephone, customer and file numbers
)
_DIAGNOSE: Final = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,2}\b")
_VON, _BIS = "\ue000", "\ue001"
_PLATZ: Final = re.compile(f"{_VON}(\\d+){_BIS}")
NUMMER: Final = "000000"
POST: Final = "auskunft@stelle.example"
IBAN: Final = "DE36 0000 0000 0000 0000 00"
DIAGNOSE: Final = "Diagnose ersetzt"


def search_wortlaut(text: str, maske: Maske, bezugsjahr: int) -> str:
    """Return a text in which all that is known of the original is replaced; a day without a year is taken for one of `bezugsjahr`."""
    fertige: list[str] = []

    def put(neu: str) -> str:
        # What has been put in is not searched again.
        fertige.append(neu)
        return f"{_VON}{len(fertige) - 1}{_BIS}"

    def replace(muster: re.Pattern[str], ersetze: Callable[[re.Match[str]], str]) -> None:
        nonlocal text
        text = muster.sub(lambda treffer: put(ersetze(treffer)), text)

    text = text.replace(_VON, "").replace(_BIS, "")
    replace(_POST, lambda _: POST)
    for muster, ersatz in (*_list_werte(maske), *_list_namen(maske)):
        replace(muster, _bend(ersatz))
    replace(_IBAN, lambda _: IBAN)
    replace(_TAG, lambda treffer: _move(treffer, maske, bezugsjahr))
    replace(_DIAGNOSE, lambda _: DIAGNOSE)
    replace(_NUMMERN, lambda _: NUMMER)
    while _VON in text:
        text = _PLATZ.sub(lambda treffer: fertige[int(treffer[1])], text)
    return text


@dataclass(frozen=True, slots=True)
class _Name:
    """The words of a name: those before the last, and the last with its parts."""

    vorn: tuple[str, ...]
    nach: tuple[str, ...]


def list_namensworte(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell somebody."""
    zerlegt = _split(name)
    return (*zerlegt.vorn, *zerlegt.nach)


def _split(name: str) -> _Name:
    vorn, _, nach = name.partition(",")
    worte = [w for w in re.findall(r"[\w-]+", f"{nach} {vorn}" if nach else vorn) if w.casefold() not in _KEIN_NAME]
    if not worte:
        return _Name((), ())
    *erste, letztes = worte
    return _Name(tuple(t for w in erste for t in _parts(w)), _parts(letztes))


def _parts(wort: str) -> tuple[str, ...]:
    """Return a word and, where it is a double name, its parts."""
    teile = tuple(t for t in wort.split("-") if len(t) > 1)
    return (wort, *teile) if len(teile) > 1 else (wort,)


def _list_werte(maske: Maske) -> list[tuple[re.Pattern[str], str]]:
    """Return patterns for towns, streets, offices and file numbers, the longest first; a town also as „Musterstädter“ would have it."""
    werte = sorted(maske.ersetzt, key=len, reverse=True)
    return [
        (re.compile(rf"(?<!\w){_spelled(w)}(?P<beugung>s|er)?(?!\w)", re.IGNORECASE), maske.ersetzt[w]) for w in werte
    ]


def _list_namen(maske: Maske) -> list[tuple[re.Pattern[str], str]]:
    """Return patterns for whole names first, then for their words, the longest first."""
    ganze: list[tuple[str, str]] = []
    worte: dict[str, str] = {}
    for name, ersatz in maske.namen.items():
        vorname, _, nachname = ersatz.partition(" ")
        zerlegt = _split(name)
        ganze.append((r"[\s,]+".join(_spelled(w) for w in re.findall(r"[\w-]+", name)), ersatz))
        for wort in zerlegt.vorn:
            worte.setdefault(wort, vorname)
        for wort in zerlegt.nach:
            worte.setdefault(wort, nachname)
    einzelne = [(_spelled(w), worte[w]) for w in sorted(worte, key=len, reverse=True) if len(w) > 1]
    ganze.sort(key=lambda paar: len(paar[0]), reverse=True)
    return [
        (re.compile(rf"(?<!\w){muster}{_BEUGUNG}(?!\w)", re.IGNORECASE), ersatz)
        for muster, ersatz in (*ganze, *einzelne)
    ]


def _spelled(wert: str) -> str:
    """Return a pattern for a value with blanks of any kind and umlauts in both ways of writing."""
    return "".join(r"\s+" if z.isspace() else _UMLAUTE.get(z, re.escape(z)) for z in " ".join(wert.split()).lower())


def _bend(ersatz: str) -> Callable[[re.Match[str]], str]:
    def replace(treffer: re.Match[str]) -> str:
        beugung = (treffer["beugung"] or "").lower()
        if beugung in _GENITIV:
            return f"{ersatz}s"
        return ersatz + (beugung if beugung.startswith(("sche", "er")) else "")

    return replace


def _move(treffer: re.Match[str], maske: Maske, bezugsjahr: int) -> str:
    """Return a day in a text as the copy has it, in the form it was written."""
    if treffer["jahr"]:
        teile = (treffer["jahr"], treffer["monat"], treffer["tag"])
    else:
        wort = treffer["wort"]
        nummer = str([m.lower() for m in MONATE].index(wort.lower()) + 1) if wort else treffer["m"]
        teile = (treffer["j"] or str(bezugsjahr), nummer, treffer["t"])
    jahr, monat, tag = (int(t) for t in teile)
    if jahr < 100:
        jahr += 2000 if jahr <= bezugsjahr % 100 + 5 else 1900
    try:
        neu = maske.move(date(jahr, monat, tag))
    except (ValueError, OverflowError):
        return "an einem Tag"
    if treffer["jahr"]:
        return neu.isoformat()
    ende = f"{neu.year}" if treffer["j"] else ""
    if treffer["wort"]:
        return f"{neu.day}. {MONATE[neu.month - 1]} {ende}".rstrip() + (" " if treffer[0].endswith(" ") else "")
    return f"{neu.day:02d}.{neu.month:02d}.{ende}"
