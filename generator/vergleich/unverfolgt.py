"""Edits that hide in a file with tracked changes: refused back, it must be the document that was sent (VV-03).

Only what is tracked is shown as changed by a word processor. Whoever switches tracking off for one figure, and on again, sends
back a file whose marked changes look like all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from lxml import etree

from ..readers.abgleich import Textabweichung, compare_text
from ..readers.auszug import Auszug
from ..readers.docx import text_docx
from ..readers.lesegrenzen import NORMAL, LeseFehler, Lesegrenzen
from ..readers.odt import text_odt
from ..tree import Dokument
from .odtspur.odf import OFFICE, VERFOLGUNG, WECHSELMARKEN, copied
from .odtspur.odtaufloesung import resolve_body
from .odtspur.odtfluss import parse_flow, write_flow
from .spur.beweis import Spurfehler, Wahl
from .wordspur.aufloesung import resolve_changes
from .wordspur.ooxml import DEL, INS, NACH, VON

Spurformat: TypeAlias = Literal["docx", "odt"]
_UNSICHTBAR: Final = "\u200d"
"""LibreOffice puts it into empty cells that are tracked."""


@dataclass(frozen=True, slots=True)
class Spurbefund:
    """What a returned file tracks: how many marks of change it has, and what differs from what was sent without being tracked."""

    verfolgte: int
    unverfolgte: tuple[Textabweichung, ...]


def read_decided(inhalt: bytes, format: Spurformat, wahl: Wahl, grenzen: Lesegrenzen = NORMAL) -> tuple[Auszug, int]:
    """Return the text of a file with all changes accepted or refused, and how many marks of change it has.

    Raises LeseFehler for a file that cannot be read, or whose changes are torn.
    """
    zahl = 0

    def decide(wurzel: etree._Element) -> etree._Element:
        nonlocal zahl
        zahl += _count(wurzel, format)
        return resolve_changes(wurzel, wahl) if format == "docx" else _without_track(wurzel, wahl)

    try:
        auszug = text_docx(inhalt, grenzen, decide) if format == "docx" else text_odt(inhalt, grenzen, decide)
    except Spurfehler as fehler:
        raise LeseFehler(f"Die verfolgten Änderungen der Datei sind beschädigt: {fehler}") from fehler
    return _clean(auszug), zahl


def _count(wurzel: etree._Element, format: Spurformat) -> int:
    marken = (INS, DEL, VON, NACH) if format == "docx" else (WECHSELMARKEN[0], WECHSELMARKEN[1])
    return sum(1 for _ in wurzel.iter(*marken))


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
    return Spurbefund(verfolgte, compare_text(dokument, auszug, True))
