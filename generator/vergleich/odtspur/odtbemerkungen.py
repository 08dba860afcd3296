"""Why a section was changed, as an annotation of OpenDocument beside the changed paragraph (ODF 1.3, part 3, 14.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from ..spur.autorschaft import Autorschaft
from ..spur.bemerkung import need_given
from ..spur.gleichgang import KNOTEN
from .odf import ABSAETZE, BIS, DC, LESEMARKEN, NOTE, OFFICE, TABELLE, VERFOLGUNG, VON, WECHSELMARKEN, T, named

BEMERKUNG: Final = f"{OFFICE}annotation"
_KENNUNG: Final = f"{T}change-id"


def write_annotations(
    koerper: etree._Element, gruende: Mapping[str, str], abschnitte: Sequence[str], autor: Autorschaft
) -> None:
    """Put an annotation into each changed section that has a reason; `gruende` as with Word."""
    for kennung, absaetze in _cut_sections(koerper, abschnitte).items():
        ort = _place(absaetze) if kennung in gruende else None
        if ort is not None:
            bemerkung = _annotation(gruende[kennung], autor)
            bemerkung.tail, ort.text = ort.text, None
            ort.insert(0, bemerkung)


def _cut_sections(koerper: etree._Element, abschnitte: Sequence[str]) -> dict[str, list[etree._Element]]:
    """Return the paragraphs of each section, those of tables and notes with them."""
    anfaenge = {f"{KNOTEN}{a}": a for a in abschnitte}
    absaetze: dict[str, list[etree._Element]] = {}
    jetzt = ""
    for absatz in koerper.iter(*ABSAETZE):
        if next(absatz.iterancestors(VERFOLGUNG), None) is not None:
            continue
        marken = (named(m) for m in absatz.iter(*LESEMARKEN))
        jetzt = next((anfaenge[n] for n in marken if n in anfaenge), jetzt)
        absaetze.setdefault(jetzt, []).append(absatz)
    return absaetze


def _place(absaetze: Sequence[etree._Element]) -> etree._Element | None:
    """Return the paragraph to annotate: the first changed one that stays whatever one decides, else the first that stays.

    None where nothing changed or nothing stays, nor in tables and notes: the same as in Word.
    """
    offen: set[str] = set()
    bleibende: list[etree._Element] = []
    for absatz in absaetze:
        davor = set(offen)
        for marke in absatz.iter(VON, BIS):
            (offen.add if marke.tag == VON else offen.discard)(marke.get(_KENNUNG) or "")
        ist_innen = next(absatz.iterancestors(TABELLE, NOTE), None) is not None
        if not davor and not offen and not ist_innen:
            bleibende.append(absatz)
    if not any(True for a in absaetze for _ in a.iter(*WECHSELMARKEN)):
        return None
    geaenderte = (a for a in bleibende if next(a.iter(*WECHSELMARKEN), None) is not None)
    return next(geaenderte, next(iter(bleibende), None))


def _annotation(grund: str, autor: Autorschaft) -> etree._Element:
    bemerkung = etree.Element(BEMERKUNG)
    etree.SubElement(bemerkung, f"{{{DC}}}creator").text = autor.name
    etree.SubElement(bemerkung, f"{{{DC}}}date").text = autor.zeit.removesuffix("Z")
    for zeile in grund.splitlines():
        etree.SubElement(bemerkung, f"{T}p").text = zeile
    return bemerkung


def drop_annotations(wurzel: etree._Element) -> etree._Element:
    """Take the annotations out: they are no text of a version; returns what is left."""
    for bemerkung in list(wurzel.iter(BEMERKUNG)):
        eltern, davor = bemerkung.getparent(), bemerkung.getprevious()
        if eltern is None:
            continue
        if bemerkung.tail and davor is not None:
            davor.tail = (davor.tail or "") + bemerkung.tail
        elif bemerkung.tail:
            eltern.text = (eltern.text or "") + bemerkung.tail
        bemerkung.tail = None
        eltern.remove(bemerkung)
    return wurzel


def list_annotations(wurzel: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield author, date and text of each annotation, in order."""
    for bemerkung in wurzel.iter(BEMERKUNG):
        autor, tag = (bemerkung.findtext(f"{{{DC}}}{n}") or "" for n in ("creator", "date"))
        yield autor, f"{tag}Z", "\n".join(p.text or "" for p in bemerkung.iterchildren(f"{T}p"))


def prove_annotations(wurzel: etree._Element, autor: Autorschaft, gruende: Mapping[str, str]) -> None:
    """Raise Spurfehler unless every annotation is a reason that was given, and names author and day."""
    need_given(list(list_annotations(wurzel)), autor, gruende, "Eine Anmerkung des ODT-Dokuments")
