"""Whether a file with tracked changes is sound: refused back it is the document that was sent, accepted the new one (VV-03).

Only what is tracked is shown as changed by a word processor. Whoever switches tracking off for one figure, and on again, sends
back a file whose marked changes look like all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from lxml import etree

from ..readers.abgleich import Textabweichung, compare_text
from ..readers.auszug import Auszug
from ..readers.docx import text_docx
from ..readers.lesegrenzen import NORMAL, LeseFehler, Lesegrenzen
from ..readers.odt import text_odt
from ..tree import Dokument
from .odtspur.odf import DC, OFFICE, VERFOLGUNG, WECHSELMARKEN, T, copied
from .odtspur.odtaufloesung import resolve_body
from .odtspur.odtfluss import parse_flow, write_flow
from .spur.beweis import Spurfehler, Wahl
from .wordspur.aufloesung import resolve_changes
from .wordspur.ooxml import DEL, INS, NACH, VON, attribute

Spurformat: TypeAlias = Literal["docx", "odt"]
_UNSICHTBAR: Final = "\u200d"
"""LibreOffice puts it into empty cells that are tracked."""
_NACH_PARAGRAF: Final = re.compile(r"(§\s[0-9]+[a-z]?)\s\(([0-9]+[a-z]?)\)")
_NACH_ABSATZ: Final = re.compile(r"(?<=Absatz\s)\(([0-9]+[a-z]?)\)")


@dataclass(frozen=True, slots=True)
class Spurbefund:
    """What a returned file tracks: how many marks of change it has, and what differs from what was sent without being tracked."""

    verfolgte: int
    unverfolgte: tuple[Textabweichung, ...]


@dataclass(frozen=True, slots=True)
class Spurvorlage:
    """A tracked file, and the version that it leads from."""

    alt: Dokument
    inhalt: bytes
    format: Spurformat


@dataclass(frozen=True, slots=True)
class Spurmangel:
    """What is wrong with a tracked file: the words that it says where a version says others, or how many changes bear no name."""

    art: Literal["unverfolgt", "andere-fassung", "ohne-namen"]
    worte: str


def read_decided(inhalt: bytes, format: Spurformat, wahl: Wahl, grenzen: Lesegrenzen = NORMAL) -> tuple[Auszug, int]:
    """Return the text of a file with all changes accepted or refused, and how many marks of change it has.

    Raises LeseFehler for a file that cannot be read, or whose changes are torn.
    """
    auszug, zahl, _ = _read(inhalt, format, wahl, grenzen)
    return auszug, zahl


def _read(inhalt: bytes, format: Spurformat, wahl: Wahl, grenzen: Lesegrenzen = NORMAL) -> tuple[Auszug, int, int]:
    """Return the text, how many marks of change there are, and how many changes do not say who made them and when."""
    zahl = ohne = 0

    def decide(wurzel: etree._Element) -> etree._Element:
        nonlocal zahl, ohne
        zahl += _count(wurzel, format)
        ohne += _count_unsigned(wurzel, format)
        return resolve_changes(wurzel, wahl) if format == "docx" else _without_track(wurzel, wahl)

    try:
        auszug = text_docx(inhalt, grenzen, decide) if format == "docx" else text_odt(inhalt, grenzen, decide)
    except Spurfehler as fehler:
        raise LeseFehler(f"Die verfolgten Änderungen der Datei sind beschädigt: {fehler}") from fehler
    return _clean(auszug), zahl, ohne


def _count(wurzel: etree._Element, format: Spurformat) -> int:
    marken = (INS, DEL, VON, NACH) if format == "docx" else (WECHSELMARKEN[0], WECHSELMARKEN[1])
    return sum(1 for _ in wurzel.iter(*marken))


def _count_unsigned(wurzel: etree._Element, format: Spurformat) -> int:
    if format == "docx":
        return sum(not (attribute(k, "author") and attribute(k, "date")) for k in wurzel.iter(INS, DEL, VON, NACH))
    angaben = (f"{{{DC}}}creator", f"{{{DC}}}date")
    return sum(not all(b.findtext(f".//{a}") for a in angaben) for b in wurzel.iter(f"{T}changed-region"))


def _without_track(wurzel: etree._Element, wahl: Wahl) -> etree._Element:
    """Return an OpenDocument text without changes."""
    kopie = copied(wurzel)
    koerper = kopie.find(f"{OFFICE}body/{OFFICE}text")
    if koerper is None or koerper.find(VERFOLGUNG) is None:
        return kopie
    bloecke = resolve_body(koerper, wahl)
    for kind in list(koerper):
        koerper.remove(kind)
    koerper.extend(parse_flow(write_flow(bloecke, set())))
    return kopie


def _clean(auszug: Auszug) -> Auszug:
    """Return the text without what programs put in of their own."""
    zeilen = tuple(z for z in (zeile.replace(_UNSICHTBAR, "") for zeile in auszug.zeilen) if z)
    return replace(auszug, zeilen=zeilen)


def find_untracked(dokument: Dokument, inhalt: bytes, format: Spurformat) -> Spurbefund:
    """Return what differs between the document that was sent and the file that came back, apart from tracked changes."""
    auszug, verfolgte = read_decided(inhalt, format, "ablehnen")
    return Spurbefund(verfolgte, _differences(dokument, auszug))


def _differences(dokument: Dokument, auszug: Auszug) -> tuple[Textabweichung, ...]:
    """Return what differs but for the contents, which programs make anew and track never, and the notation of references."""
    alle = (a for a in compare_text(dokument, auszug, True) if a.wo != "verzeichnis")
    return tuple(a for a in alle if _in_one_notation(a.soll) != _in_one_notation(a.ist))


def _in_one_notation(zeilen: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines with every reference to an Absatz written as this program writes it.

    LibreOffice (7.4) gives a reference field the number of its target as the list shows it: “§ 3 (3)”, “Absatz (3)”.
    """
    return tuple(_NACH_ABSATZ.sub(r"\1", _NACH_PARAGRAF.sub(r"\1 Absatz \2", zeile)) for zeile in zeilen)


def check_spur(neu: Dokument, vorlage: Spurvorlage) -> tuple[Spurmangel, ...]:
    """Return what a tracked file of two versions is wrong about; raises LeseFehler for one that cannot be read."""
    abgelehnt, _, ohne = _read(vorlage.inhalt, vorlage.format, "ablehnen")
    angenommen, _ = read_decided(vorlage.inhalt, vorlage.format, "annehmen")
    maengel = [Spurmangel("unverfolgt", " ".join(a.ist)) for a in _differences(vorlage.alt, abgelehnt)]
    maengel += [Spurmangel("andere-fassung", " ".join(a.ist)) for a in _differences(neu, angenommen)]
    return (*maengel, *((Spurmangel("ohne-namen", str(ohne)),) if ohne else ()))
