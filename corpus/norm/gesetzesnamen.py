"""Names of laws: abbreviation, full name in any case, book of the Sozialgesetzbuch → one key, and the genitive for HdR."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from ..paketdaten import load_rows
from ..regex import compile_later
from .normform import FORMEN

ORDNUNGSZAHLEN = (
    "Erst", "Zweit", "Dritt", "Viert", "Fünft", "Sechst", "Siebt", "Acht", "Neunt", "Zehnt", "Elft", "Zwölft",
    "Dreizehnt", "Vierzehnt",
)  # fmt: skip
ROEMISCH = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")

# An abbreviation nobody told us about: up to three words, the first begins with a capital, none is a unit of a norm.
_ABKUERZUNG = compile_later(
    r"(?:[A-ZÄÖÜ][\wÄÖÜäöüß.]*(?:[-/][A-ZÄÖÜ][\wäöüß.]*)*|\d{1,2}\. [A-Z]\w+)(?: (?:[A-ZÄÖÜ][\w-]*|\d{1,4}(?:\.\d)?|- ?[A-Z]\w*)){0,3}\Z"
)
KEIN_NAME = compile_later(rf"(?:{'|'.join(sorted(FORMEN.keys() - {'§'}, key=len, reverse=True))}|Artikel|Art)\b(?!-)")
_ZWEI_GROSSE = compile_later(r"[^A-ZÄÖÜ]*[A-ZÄÖÜ][^A-ZÄÖÜ ]*(?:\. ?)?[A-ZÄÖÜ]")
_VOLLER_NAME = compile_later(
    r"(?:(?:des|der|das|die|dem|den) )?(?:[a-zäöü]{3,30}ischen )?(?:[A-ZÄÖÜ][\wäöüß/-]*[ ,]+(?:und )?){0,5}?"
    r"[\wÄÖÜäöüß/-]*(?:[Gg]esetz(?:e?s|en|e)?|[Gg]esetzbuch(?:e?s)?|[Oo]rdnung|[Vv]erfassung|[Vv]erordnung|Richtlinie(?= [\d(]))(?![\wäöüß])"
)
_SGB = compile_later(r"(?:SGB|Sozialgesetzbuche?s?)[ -]?([IVX]{1,4}|1?\d)(?![\wäöü])(?P<rest>.*)\Z")
_SGB_UMGEKEHRT = compile_later(r"([IVX]{1,4})\.? (?:Buch(?:e?s)? )?(?:des )?(?:SGB|Sozialgesetzbuche?s?)\Z")
# `SGB IX – Rehabilitation und Teilhabe`, `SGB IX (2018)`, but no law or draft named after the book: `SGB IX-AG`, `SGB IX-E`.
_TITEL_DANACH = compile_later(r"\s{0,9}(?:[(–—]|(?<=\s)-|-(?=\s|[A-ZÄÖÜ]\w{0,40}[a-zäöüß]{4}))")
_BUCH_STAMM = compile_later(
    r"(?:(?:sozialgesetzbuch|sgb)(?: \(sgb\))?[ ,(–—-]*)?(\w+t) buch(?: \([ivx]{1,4}\))?(?:[ ,(-]+(?:des )?(?:sozialgesetzbuch|sgb).*| *[-–(].*)?\Z"
)
_ARTIKEL = compile_later(r"\A(?:des|der|das|die|dem|den)\s+")
_ENDUNGEN = frozenset(("es", "er", "en", "em"))


class Gesetzesname(NamedTuple):
    """One law: `art` is gesetz, verordnung, vorschrift, rahmenvertrag, tarifvertrag or eu; `genitiv` with its article."""

    schluessel: str
    art: str
    genitiv: str
    namen: tuple[str, ...]


@cache
def load_gesetzesnamen() -> dict[str, Gesetzesname]:
    """Return every law known by name, by key, the fourteen books of the SGB first."""
    namen = {}
    for zahl, buch in zip(ORDNUNGSZAHLEN, ROEMISCH, strict=True):
        namen[f"SGB {buch}"] = Gesetzesname(f"SGB {buch}", "gesetz", f"des {zahl}en Buches Sozialgesetzbuch", ())
    for zeile in load_rows("gesetzesnamen.csv"):
        weitere = tuple(zeile["namen"].split("|")) if zeile["namen"] else ()
        namen[zeile["schluessel"]] = Gesetzesname(zeile["schluessel"], zeile["art"], zeile["genitiv"], weitere)
    return namen


@cache
def load_abkuerzungen() -> dict[str, str]:
    """Return spelling → key for every abbreviation and further name."""
    tabelle = {}
    for gesetz in load_gesetzesnamen().values():
        for name in (gesetz.schluessel, *gesetz.namen):
            tabelle[name] = gesetz.schluessel
    return tabelle


@cache
def _stammtabelle() -> dict[str, str]:
    """Return stemmed full name → key."""
    tabelle = {}
    for gesetz in load_gesetzesnamen().values():
        for name in (gesetz.genitiv, *gesetz.namen):
            if name:
                tabelle[stem_name(name)] = gesetz.schluessel
    return tabelle


def stem_name(name: str) -> str:
    """Reduce a name to what its cases have in common: no article, lower case, no ending on any word."""
    woerter = _ARTIKEL.sub("", name.strip(), count=1).lower().replace("ß", "ss").split()
    return " ".join([_stem_wort(wort) for wort in woerter])


def _stem_wort(wort: str) -> str:
    """Take the ending of a case off a word of more than four letters."""
    if len(wort) <= 4:
        return wort
    if wort[-2:] in _ENDUNGEN:
        return wort[:-2]
    return wort[:-1] if wort[-1] in "sen" else wort


@cache
def _buchzahlen() -> dict[str, str]:
    zahlen = {zahl.lower(): buch for zahl, buch in zip(ORDNUNGSZAHLEN, ROEMISCH, strict=True)}
    return zahlen | {"siebent": "VII"}


@lru_cache(maxsize=4096)
def find_bekannt(name: str) -> str | None:
    """Return the key of a law that is known by this name in any usual form; None if no list has it."""
    schluessel = load_abkuerzungen().get(name)
    if schluessel is not None:
        return schluessel
    if ("SGB" in name or "Sozialgesetzbuch" in name) and (fund := _SGB.match(name) or _SGB_UMGEKEHRT.match(name)):
        buch = fund[1]
        rest = fund.groupdict().get("rest") or ""
        if buch.isdigit() and 1 <= int(buch) <= len(ROEMISCH):
            buch = ROEMISCH[int(buch) - 1]
        if buch in ROEMISCH and (not rest or _TITEL_DANACH.match(rest)):
            return f"SGB {buch}"
    stamm = stem_name(name)
    if "buch" in stamm and (fund := _BUCH_STAMM.match(stamm)):
        gefunden = _buchzahlen().get(fund[1])
        if gefunden:
            return f"SGB {gefunden}"
    return _stammtabelle().get(stamm)


@lru_cache(maxsize=4096)
def find_schluessel(name: str) -> str | None:
    """Return the key of a law; an unknown but plausible abbreviation or name is its own key, anything else None."""
    name = " ".join(name.split())
    bekannt = find_bekannt(name)
    if bekannt is not None:
        return bekannt
    if len(name) > 300 or KEIN_NAME.match(name):
        return None
    if (_ABKUERZUNG.match(name) and _ZWEI_GROSSE.match(name)) or _VOLLER_NAME.match(name):
        return _ARTIKEL.sub("", name, count=1)
    return None


def genitiv_for(schluessel: str) -> str:
    """Return the full name in the genitive with its article (`des Neunten Buches Sozialgesetzbuch`), empty if not known."""
    gesetz = load_gesetzesnamen().get(schluessel)
    return gesetz.genitiv if gesetz else ""


def art_of(schluessel: str) -> str:
    """Return what kind of law a key names; empty if it is in no list."""
    gesetz = load_gesetzesnamen().get(schluessel)
    return gesetz.art if gesetz else ""
