"""Split German legal text into Sätze.

Statutes number their sentences silently, so "Absatz 2 Satz 3" can only be checked by counting. A full stop ends a Satz
unless it belongs to an abbreviation, an ordinal ("31. Dezember", "18. Lebensjahr"), a date or a section number. The rules
look at one token before and one after the stop, so the cost is linear. Measured quality: docs/gesetze/saetze.md.

The rules must decide, but not every stop can be told: "im Teil 3. Der Träger" ends a Satz or begins a list. So each stop that
may end a Satz says whether it is certain; who builds on a number of Sätze asks for it (`count_saetze`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .paketdaten import load_json
from .regex import compile_later

# A stop (with closing quotes or brackets) followed by white space; what comes next decides. Editions sometimes lose the
# space between two Sätze ("hierüber.Krankenhäuser").
_ENDE = compile_later(r"[.!?…](?:[\"“”»«'’)\]]{0,3}(?=\s)|(?<=[a-zäöüß]{4}\.)(?=[A-ZÄÖÜ][a-zäöüß]{2}))")
_WORT_DAVOR = compile_later(r"[\w§/\-]+(?:\.[\w\-]+)*$")
_WORT_DANACH = compile_later(r"[\"„“»«‚'(\[]*([\w§\-–]+)")

# A number after one of these names a place ("nach § 242. Darlehen …"): the stop after it ends the Satz.
_ZAEHLWORT = compile_later(
    r"(?:§|§§|[Aa]bs(?:atz|ätze|ätzen|atzes|\.)|S(?:atz|ätze|ätzen|atzes)|Nummern?|Nr\.|Artikels?|Art\.|Buchstaben?|Stufen?|"
    r"Pflegegrade?[sn]?|Anlagen?|Klassen?|Gruppen?|Prozent|SGB|von) $"
)
_ZAHL = compile_later(r"\d{1,3}")
_NUMMER_A = compile_later(r"\d+[a-z]{1,2}")
_FUGE = compile_later(r"[./-]")
_BINNENGROSS = compile_later(r"[a-zäöü][A-ZÄÖÜ]")
_ROEMISCH = compile_later(r"[IVXLC]{1,6}")
_REIHE = compile_later(
    r"(?:§|[Aa]bs(?:ätze|ätzen|\.)|Sätzen?|Nummern?|Nrn?\.|Artikeln?|Buchstaben|Anlagen) (?:\d{1,4}[a-z]?(?:,| bis| und| oder) ){1,4}$"
)
_TAG = compile_later(r"(?<!\d)\d{1,2}\. $")
_BUCHSTABE_DAVOR = compile_later(r"(?:Buchstaben?|Buchst\.|Alternative|Alt\.|Variante|Fall|Anlage|Gruppe|Stufe|Teil) $")
# Abbreviations of single letters after which no Satz ends.
_MITTENDRIN = compile_later(r"(?:\bz\. ?B|\bd\. ?h|\bi\. ?V\. ?m|\bi\. ?S\. ?[dv]|\bi\. ?R\. ?[dv]|\bi\. ?d\. ?[FR])$")
_VOKAL = compile_later(r"[aeiouyäöü]", re.IGNORECASE)


class Satzgrenze(NamedTuple):
    """A stop that may end a Satz: `ort` is the offset behind it with its closing quotes and brackets."""

    ort: int
    ist_ende: bool
    ist_sicher: bool


class _Woerter(NamedTuple):
    """Word lists, lower case. After a number with a stop, words of `satzanfang` open a Satz, others continue an ordinal."""

    abkuerzungen: frozenset[str]
    oft_satzende: frozenset[str]
    satzanfang: frozenset[str]
    nach_ordnungszahl: frozenset[str]


@cache
def _load_woerter() -> _Woerter:
    roh = load_json("satzwoerter.json")
    return _Woerter(*(frozenset(roh[name]) for name in _Woerter._fields))


def find_satzgrenzen(text: str) -> list[Satzgrenze]:
    """Return every stop inside one running text that may end a Satz, in order, with the decision and whether it is certain.

    Only full stops, exclamation and question marks end a Satz; a semicolon parts Halbsätze. Linear in the text's length.
    """
    grenzen: list[Satzgrenze] = []
    anfang = _skip_space(text, 0)
    for treffer in _ENDE.finditer(text):
        ende = treffer.end()
        if treffer.start() < anfang:
            continue
        ist_ende, ist_sicher = _weigh(text, anfang, treffer.start(), ende)
        grenzen.append(Satzgrenze(ende, ist_ende, ist_sicher))
        if ist_ende:
            anfang = _skip_space(text, ende)
    return grenzen


@lru_cache(maxsize=4096)
def split_saetze(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the Sätze of one running text, without the white space between them.

    Remembered, because most passages are the same in every contract.
    """
    spannen: list[tuple[int, int]] = []
    anfang = _skip_space(text, 0)
    for ende, ist_ende, _ in find_satzgrenzen(text):
        if ist_ende:
            spannen.append((anfang, ende))
            anfang = _skip_space(text, ende)
    rest = text[anfang:].rstrip()
    if rest:
        spannen.append((anfang, anfang + len(rest)))
    return tuple(spannen)


def split_text(text: str) -> list[str]:
    """Return the Sätze of one running text as strings."""
    return [text[a:b] for a, b in split_saetze(text)]


def count_saetze(text: str) -> tuple[int, int]:
    """Return how many Sätze a text has at least and at most; both are the same where every border is certain."""
    if not text.strip():
        return 0, 0
    grenzen = [g for g in find_satzgrenzen(text) if text[g.ort :].strip()]
    sicher = sum(g.ist_ende and g.ist_sicher for g in grenzen)
    return 1 + sicher, 1 + sum(g.ist_ende or not g.ist_sicher for g in grenzen)


def _skip_space(text: str, stelle: int) -> int:
    laenge = len(text)
    while stelle < laenge and text[stelle].isspace():
        stelle += 1
    return stelle


_Entscheidung = tuple[bool, bool]
"""Whether a Satz ends, and whether that is certain."""

_ENDET: _Entscheidung = (True, True)
_ENDET_WOHL: _Entscheidung = (True, False)
_ENDET_NICHT: _Entscheidung = (False, True)
_ENDET_WOHL_NICHT: _Entscheidung = (False, False)


def _weigh(text: str, anfang: int, punkt: int, ende: int) -> _Entscheidung:
    if (schnell := _weigh_plain(text, anfang, punkt, ende)) is not None:
        return schnell
    stelle = _skip_space(text, ende)
    danach = _WORT_DANACH.match(text, stelle)
    if danach is None:
        if stelle == len(text):
            return text[punkt] != ".", True
        return (_ENDET_WOHL_NICHT, _ENDET_WOHL)[text[punkt] != "." and text[stelle] not in '"|>']
    folgt = danach.group(1)
    if folgt[0].islower():
        return _ENDET_NICHT
    if text[punkt] != ".":
        return _ENDET_WOHL if text[punkt] == "…" else _ENDET
    davor = _WORT_DAVOR.search(text, max(anfang, punkt - 40), punkt)
    if davor is None:
        return _ENDET
    if ende > punkt + 1:
        return _ENDET if _is_plain(davor.group()) else _ENDET_WOHL
    return _weigh_word(_Umfeld(text, anfang, davor.start(), davor.group(), folgt, danach.end()))


def _weigh_plain(text: str, anfang: int, punkt: int, ende: int) -> _Entscheidung | None:
    """Decide most stops: behind a plain word, before a blank and a letter or “§”, and behind an abbreviation before a number.

    Only a shortcut: None for whatever the full rules could see differently; a test compares.
    """
    if text[ende - 1] != "." or text[ende : ende + 1] != " ":
        return None
    leer = text.rfind(" ", max(anfang, punkt - 40), punkt)
    art = _kind_of(text[leer + 1 : punkt]) if leer >= 0 else ""
    folgt = text[ende + 1 : ende + 2]
    if art == "wort" and (folgt.isalpha() or folgt == "§"):
        return _ENDET_NICHT if folgt.islower() else _ENDET
    return _ENDET_NICHT if art == "abkuerzung" and folgt.isdecimal() else None


@lru_cache(maxsize=8192)
def _kind_of(wort: str) -> str:
    """Return `wort` where a stop after it ends a Satz whatever opens the next, `abkuerzung` where a number goes on; else nothing."""
    if not wort.isalpha() or (_BINNENGROSS.search(wort) and wort[-1].islower()):
        return ""
    if len(wort) > 1 and wort.lower() in _load_woerter().abkuerzungen and not _ROEMISCH.fullmatch(wort):
        return "abkuerzung"
    return "wort" if _is_plain(wort) else ""


class _Umfeld(NamedTuple):
    """What stands around a full stop: the word before it begins at `von`, the word `folgt` behind it ends at `bis`."""

    text: str
    anfang: int
    von: int
    wort: str
    folgt: str
    bis: int

    def comes_after(self, muster: re.Pattern[str], weite: int = 12) -> bool:
        """Tell whether the word comes right after another one of the same Satz."""
        return muster.search(self.text, max(self.anfang, self.von - weite), self.von) is not None


def _is_plain(wort: str) -> bool:
    """Tell whether a word is neither number, letter nor abbreviation: a stop after it does nothing but end a Satz."""
    letztes = _FUGE.split(wort)[-1]
    if "/" in wort or _NUMMER_A.fullmatch(letztes):  # "2016/679", "115b"
        return True
    return (
        len(letztes) > 1
        and not (_ZAHL.fullmatch(letztes) or _ROEMISCH.fullmatch(letztes))
        and letztes.lower() not in _load_woerter().abkuerzungen
        and (len(letztes) > 4 or letztes.isdigit() or _VOKAL.search(letztes) is not None or letztes.isupper())
    )


def _weigh_word(u: _Umfeld) -> _Entscheidung:
    """Tell whether the stop after a word ends a Satz when something not in lower case comes next."""
    woerter = _load_woerter()
    letztes = _FUGE.split(u.wort)[-1]
    oeffnet = u.folgt.lower() in woerter.satzanfang
    ist_zahl = _ZAHL.fullmatch(letztes) is not None or _ROEMISCH.fullmatch(letztes) is not None
    if u.von == u.anfang and (len(letztes) == 1 or ist_zahl):
        # "A. Überschrift", "II. Die Beschwerde", "1. Text": an outline label, at the beginning of a passage for certain.
        return _ENDET_NICHT if not u.text[: u.anfang].strip() else _ENDET_WOHL_NICHT
    if ist_zahl:
        return _weigh_number(u, letztes, oeffnet)
    if _BINNENGROSS.search(letztes) and letztes[-1].islower():
        return _ENDET_WOHL_NICHT if oeffnet else _ENDET_NICHT  # "iSv.", "SächsGVBl." (but "BetrVG." ends)
    if len(letztes) == 1 and letztes.isalpha():  # initials, "z. B."
        ist_offen = oeffnet or u.comes_after(_BUCHSTABE_DAVOR)
        ende = u.von + len(u.wort)
        if ist_offen and _MITTENDRIN.search(u.text, max(u.anfang, ende - 12), ende) is None:
            return _ENDET_WOHL_NICHT
        return _ENDET_NICHT
    if letztes.lower() in woerter.abkuerzungen:
        if not oeffnet:
            return _ENDET_NICHT
        return (_ENDET_WOHL_NICHT, _ENDET_WOHL)[letztes.lower() in woerter.oft_satzende and "." not in u.wort]
    return _ENDET if _is_plain(letztes) else _ENDET_WOHL


def _weigh_number(u: _Umfeld, zahl: str, oeffnet: bool) -> _Entscheidung:
    """After a number: a number that names a place ("Absatz 2", "SGB X") is no ordinal, one before "Dezember" is."""
    nennt_ort = u.comes_after(_ZAEHLWORT)
    if u.folgt[0].isdigit():
        ist_tag = zahl.isdigit() and not nennt_ort and (u.text[u.bis : u.bis + 1] == "." or u.comes_after(_TAG))
        return _ENDET_NICHT if ist_tag else _ENDET_WOHL_NICHT
    if u.folgt.lower() in _load_woerter().nach_ordnungszahl:
        return _ENDET_WOHL_NICHT if nennt_ort or oeffnet else _ENDET_NICHT
    if nennt_ort or (oeffnet and u.comes_after(_REIHE, 48)):
        return _ENDET
    return _ENDET_WOHL if oeffnet else _ENDET_WOHL_NICHT
