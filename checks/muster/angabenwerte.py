"""Figures that stand in running text as words and digits: amounts, days, years, shares; and those that a document prints as fields.

To tell whether one document says a figure that another says too, both become the same kind of pair: what it is, and its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, TypeAlias

from corpus.regex import compile_later

from ..dokumentindex import Dokumentindex
from ..glaettung import GEMERKT, lower
from .zahlwort import parse_zahlwort

Angabe: TypeAlias = tuple[Literal["betrag", "tag", "jahr", "anteil"], str]
"""What a figure is, and its value: an amount in euros, an ISO day, a year, a fraction."""

_MONATE = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
_ZAHL = r"\d+(?:\.\d{3})*(?:,\d+)?"
_GROSS = {"tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9}
_BETRAG = compile_later(rf"({_ZAHL}) ?({'|'.join(sorted(_GROSS, reverse=True))})?\.? ?(?:euro\b|eur\b|€)|€ ?({_ZAHL})")
_BETRAG_IN_WORTEN = compile_later(r"\b([a-zäöüß]{3,}) (?:(millionen|million|milliarden?) )?euro\b")
_TAG_IN_WORTEN = compile_later(rf"\b(\d{{1,2}})\. ?({'|'.join(_MONATE)}) (\d{{4}})\b")
_TAG_IN_ZIFFERN = compile_later(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\b")
_TAG_ISO = compile_later(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_JAHR = compile_later(r"(?<![\d.,/-])(?<!\d )(?:19|20|21)\d{2}(?![\d/]| \d|[.,]\d|-\d| ?(?:euro|€|eur\b))")
_ANTEIL = compile_later(rf"({_ZAHL}) ?(?:%|prozent\b)")


@dataclass(frozen=True, slots=True)
class Druckwerte:
    """What a document prints: canonical values of its fields, and the figures they are."""

    roh: frozenset[str]
    angaben: frozenset[Angabe]


def values_of(baum: Dokumentindex) -> Druckwerte:
    """Return the figures that the fields of a document state."""
    roh = {f.wert for felder in baum.felder.values() for f, _ in felder}
    angaben: set[Angabe] = set()
    for wert in roh:
        with suppress(InvalidOperation):
            zahl = Decimal(wert)
            angaben |= {("betrag", _plain(zahl)), ("anteil", _plain(zahl))}
            angaben |= {("jahr", wert)} if len(wert) == 4 and wert.isdigit() else set()
        with suppress(ValueError):
            tag = date.fromisoformat(wert)
            angaben |= {("tag", tag.isoformat()), ("jahr", str(tag.year))}
    return Druckwerte(frozenset(roh), frozenset(angaben))


@lru_cache(maxsize=GEMERKT)
def find_angaben(text: str) -> tuple[tuple[int, int, Angabe], ...]:
    """Return every figure of a smoothed text with its offsets; a year inside a day is not told again."""
    return tuple(_angaben(text))


def _angaben(text: str) -> Iterator[tuple[int, int, Angabe]]:
    klein = lower(text)
    gesehen: list[tuple[int, int]] = []
    for von, bis, angabe in (*_days(klein), *_amounts(klein), *_shares(klein)):
        gesehen.append((von, bis))
        yield von, bis, angabe
    for treffer in _JAHR.finditer(klein):
        if not any(a <= treffer.start() and treffer.end() <= b for a, b in gesehen):
            yield (*treffer.span(), ("jahr", treffer[0]))


def _days(klein: str) -> Iterator[tuple[int, int, Angabe]]:
    for treffer in _TAG_IN_WORTEN.finditer(klein):
        yield from _day(treffer.span(), int(treffer[3]), _MONATE.index(treffer[2]) + 1, int(treffer[1]))
    for treffer in _TAG_IN_ZIFFERN.finditer(klein):
        jahr = int(treffer[3])
        yield from _day(treffer.span(), jahr if jahr > 99 else 2000 + jahr, int(treffer[2]), int(treffer[1]))
    for treffer in _TAG_ISO.finditer(klein):
        yield from _day(treffer.span(), int(treffer[1]), int(treffer[2]), int(treffer[3]))


def _day(ort: tuple[int, int], jahr: int, monat: int, tag: int) -> Iterator[tuple[int, int, Angabe]]:
    """Yield a day; one that the calendar does not have stands for itself and equals none."""
    yield (*ort, ("tag", f"{jahr:04d}-{monat:02d}-{tag:02d}"))


def _amounts(klein: str) -> Iterator[tuple[int, int, Angabe]]:
    for treffer in _BETRAG.finditer(klein):
        zahl = _read(treffer[1] or treffer[3]).scaleb(_GROSS.get(treffer[2] or "", 0))
        yield (*treffer.span(), ("betrag", _plain(zahl)))
    for treffer in _BETRAG_IN_WORTEN.finditer(klein):
        wort = parse_zahlwort(treffer[1])
        if wort is not None:
            yield (*treffer.span(), ("betrag", _plain(Decimal(wort).scaleb(_GROSS.get(treffer[2] or "", 0)))))


def _shares(klein: str) -> Iterator[tuple[int, int, Angabe]]:
    for treffer in _ANTEIL.finditer(klein):
        yield (*treffer.span(), ("anteil", _plain(_read(treffer[1]) / 100)))


def _read(zahl: str) -> Decimal:
    return Decimal(zahl.replace(".", "").replace(",", "."))


def _plain(zahl: Decimal) -> str:
    """Return a number without the zeros behind it that say nothing."""
    return f"{zahl.normalize():f}" if zahl.is_finite() else str(zahl)
