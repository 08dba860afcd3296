"""Numbering: every label, reference text and footnote number of a document, computed once.

Scheme `paragraf`: § 1 / (1) / 1. / a) / aa); scheme `dezimal`: 1. / 1.1 / 1.1.1 / a) / aa).
Anlagen, their subsections, tables and footnotes count on their own in both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..tree import Abschnitt, Dokument, Eintrag, plain
from .dokumentstelle import Dokumentstelle, Dokumentstellen
from .verweistexte import carrier, fill_references
from .zaehler import Zaehler
from .zitierort import NummerierungsFehler, VerweisFehler

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Dokumentstelle", "NummerierungsFehler", "VerweisFehler", "carrier", "number", "places", "resolve"]


def number(dokument: Dokument) -> tuple[Dokument, Mapping[str, Dokumentstelle]]:
    """Return the document with every label, reference, footnote number and the table of contents filled in, and its places.

    Idempotent. The list items of one Absatz are counted through all its lists, so that "§ 3 Absatz 1 Nummer 2" names
    one item; lists outside the Absatz of a § count each on its own (`eigene`). The place index knows every id of the
    document. Raises NummerierungsFehler for ids or structures that cannot be numbered and VerweisFehler for references
    that lead nowhere, each naming all faults.
    """
    zaehler = Zaehler(dokument.kopf.schema == "dezimal")
    gefuellt = fill_references(zaehler.count(dokument), zaehler)
    verzeichnis = tuple(_contents(gefuellt.abschnitte, 1)) if dokument.kopf.hat_verzeichnis else ()
    return replace(gefuellt, verzeichnis=verzeichnis), Dokumentstellen(zaehler)


def resolve(dokument: Dokument) -> Dokument:
    """Return the numbered document alone; see `number`."""
    return number(dokument)[0]


def places(dokument: Dokument) -> Mapping[str, Dokumentstelle]:
    """Return the places of a document that is numbered already; it is counted once more."""
    zaehler = Zaehler(dokument.kopf.schema == "dezimal", beschreibt=False)
    zaehler.count(dokument)
    return Dokumentstellen(zaehler)


def _contents(abschnitte: tuple[Abschnitt, ...], ebene: int) -> list[Eintrag]:
    eintraege = []
    for abschnitt in abschnitte:
        titel = plain(abschnitt.ueberschrift).replace("\n", " ")
        eintraege.append(Eintrag(abschnitt.id, abschnitt.nummer, titel, ebene))
        unten = tuple(b for b in abschnitt.bloecke if isinstance(b, Abschnitt))
        eintraege.extend(_contents(unten, ebene + 1))
    return eintraege
