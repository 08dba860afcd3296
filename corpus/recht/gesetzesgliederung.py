"""Teile, Kapitel and Abschnitte that a text names of a law: does the law have them on the day?

What is known stands in `data/gliederung.csv`, read off the official editions: how many there are, under which higher unit, and
which have been dropped. Of all others it is said that nobody has looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from ..norm.gesetzesnamen import ORDNUNGSZAHLEN
from ..paketdaten import load_rows
from ..regex import compile_later

_ORDINALE = (*ORDNUNGSZAHLEN, "Fünfzehnt", "Sechzehnt", "Siebzehnt", "Achtzehnt")
_NAMEN = r"(?:Teil(?:e?s)?|Kapitels?|Abschnitt(?:e?s)?|Titels?)"
_GLIED = rf"(?:(?:(?:{'|'.join(reversed(_ORDINALE))})e[nsmr]?|\d{{1,2}}\.) {_NAMEN}|{_NAMEN} (?:\d{{1,2}}[a-z]?|[IVX]{{1,5}})(?!\w))"
_DAVOR = compile_later(rf"(?<!\w){_GLIED}(?:,? (?:de[rs] )?{_GLIED}){{0,2}},? (?:(?:des|der|im|zum) )?\Z")
_DANACH = compile_later(rf"[,:]? (?:dort )?{_GLIED}(?:,? {_GLIED}){{0,2}}")
_EINZELN = compile_later(
    rf"(?P<ordinal>{'|'.join(reversed(_ORDINALE))}|\d{{1,2}}\.)(?:e[nsmr]?)? (?P<b>Teil|Kapitel|Abschnitt|Titel)"
    rf"|(?P<a>Teil|Kapitel|Abschnitt|Titel)(?:e?s)? (?P<zahl>\d{{1,2}}[a-z]?|[IVX]{{1,5}})"
)
_ROEMISCH = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_KEIN = {"Teil": "keinen", "Kapitel": "kein", "Abschnitt": "keinen", "Titel": "keinen"}
_RANG = tuple(_KEIN)
FENSTER = 90
"""Characters before and behind a law's name in which its Teil may stand."""

Gliedurteil = Literal["geltend", "aufgehoben", "nicht_vorhanden", "unsicher", "nicht_geprueft"]


class Gliedbefund(NamedTuple):
    """What is said about a Teil or Kapitel; `frage` is a German question where the text leaves open which is meant."""

    urteil: Gliedurteil
    begruendung: str
    frage: str = ""


@dataclass(frozen=True, slots=True)
class _Zeile:
    ab: date
    bis: date | None
    oberhalb: str
    einheit: str
    anzahl: int
    weggefallen: frozenset[int]


@cache
def _load() -> dict[str, tuple[_Zeile, ...]]:
    tafel: dict[str, list[_Zeile]] = {}
    for zeile in load_rows("gliederung.csv"):
        bis = date.fromisoformat(zeile["bis"]) if zeile["bis"] else None
        weg = frozenset(int(n) for n in zeile["weggefallen"].split())
        tafel.setdefault(zeile["gesetz"], []).append(
            _Zeile(date.fromisoformat(zeile["ab"]), bis, zeile["oberhalb"], zeile["einheit"], int(zeile["anzahl"]), weg)
        )
    return {gesetz: tuple(zeilen) for gesetz, zeilen in tafel.items()}


def read_glieder(text: str, start: int, ende: int) -> tuple[tuple[str, str], ...]:
    """Return the units named right before or behind a law's name, the highest first: (("Teil", "2"), ("Kapitel", "8"))."""
    fund = _DAVOR.search(text[max(start - FENSTER, 0) : start]) or _DANACH.match(text[ende : ende + FENSTER])
    if fund is None:
        return ()
    glieder = {(m["a"] or m["b"]): _number(m["zahl"] or m["ordinal"]) for m in _EINZELN.finditer(fund[0])}
    return tuple(sorted(glieder.items(), key=lambda glied: _RANG.index(glied[0])))


def _number(wert: str) -> str:
    if wert in _ROEMISCH:
        return str(_ROEMISCH.index(wert))
    return str(_ORDINALE.index(wert) + 1) if wert in _ORDINALE else wert.rstrip(".")


def judge_glieder(gesetz: str, glieder: tuple[tuple[str, str], ...], tag: date) -> Gliedbefund:
    """Judge whether a law has these units on a day."""
    name = " ".join(f"{einheit} {zahl}" for einheit, zahl in glieder)
    zeilen = [z for z in _load().get(gesetz, ()) if z.ab <= tag and (z.bis is None or tag <= z.bis)]
    oberhalb = ""
    for einheit, zahl in glieder:
        passende = [z for z in zeilen if z.einheit == einheit and z.oberhalb == oberhalb]
        if not passende and not oberhalb:
            return _judge_loose(gesetz, einheit, zahl, [z for z in zeilen if z.einheit == einheit])
        if not passende or not zahl.isdigit():
            return _unchecked(gesetz, name)
        if int(zahl) in passende[0].weggefallen:
            return Gliedbefund("aufgehoben", f"{einheit} {zahl} des „{gesetz}“ ist weggefallen.")
        if not 1 <= int(zahl) <= passende[0].anzahl:
            wo = f"{oberhalb} des „{gesetz}“" if oberhalb else f"„{gesetz}“"
            return Gliedbefund(
                "nicht_vorhanden",
                f"{wo} hat {_KEIN[einheit]} {einheit} {zahl}; die Zählung endet mit {passende[0].anzahl}.",
            )
        oberhalb = f"{oberhalb} {einheit} {zahl}".strip()
    return Gliedbefund("geltend", f"„{gesetz}“ hat {name}.")


def _judge_loose(gesetz: str, einheit: str, zahl: str, zeilen: list[_Zeile]) -> Gliedbefund:
    """Judge a Kapitel whose Teil the text does not name: each Teil counts anew."""
    if not zeilen or not zahl.isdigit():
        return _unchecked(gesetz, f"{einheit} {zahl}")
    moeglich = [z.oberhalb for z in zeilen if 1 <= int(zahl) <= z.anzahl]
    if not moeglich:
        meiste = max(z.anzahl for z in zeilen)
        return Gliedbefund(
            "nicht_vorhanden",
            f"„{gesetz}“ hat {_KEIN[einheit]} {einheit} {zahl}; die Zählung endet spätestens mit {meiste}.",
        )
    if len(moeglich) == 1:
        return Gliedbefund("geltend", f"„{gesetz}“ hat {moeglich[0]} {einheit} {zahl}.")
    wo = ", ".join(moeglich[:-1]) + f" oder {moeglich[-1]}"
    return Gliedbefund(
        "unsicher",
        f"{einheit} {zahl} gibt es im „{gesetz}“ mehrmals: in {wo}.",
        f"Ist {einheit} {zahl} in {wo} gemeint?",
    )


def _unchecked(gesetz: str, name: str) -> Gliedbefund:
    return Gliedbefund(
        "nicht_geprueft", f"Die Gliederung von „{gesetz}“ ist nicht so genau im Bestand; „{name}“ ist nicht geprüft."
    )
