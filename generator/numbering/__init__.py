"""Numbering: every label, reference text and footnote number of a document, computed once.

Scheme `paragraf`: § 1 / (1) / 1. / a) / aa); scheme `dezimal`: 1. / 1.1 / 1.1.1 / a) / aa).
Anlagen, their subsections, tables and footnotes count on their own in both.
"""

from __future__ import annotations

from dataclasses import replace

from ..tree import Abschnitt, Dokument, Eintrag, plain
from .fuellen import Fueller
from .orte import NummerierungsFehler, VerweisFehler
from .zaehlen import Zaehler

__all__ = ["NummerierungsFehler", "VerweisFehler", "resolve"]


def resolve(dokument: Dokument) -> Dokument:
    """Return the document with every label, reference, footnote number and the table of contents filled in.

    Idempotent. The list items of one Absatz are counted through all its lists, so that "§ 3 Absatz 1 Nummer 2" names
    one item; lists outside the Absatz of a § count each on its own (`eigene`). Raises NummerierungsFehler for ids or
    structures that cannot be numbered and VerweisFehler for references that lead nowhere, each naming all faults.
    """
    ist_dezimal = dokument.kopf.schema == "dezimal"
    zaehler = Zaehler(ist_dezimal)
    gezaehlt = zaehler.count(dokument)
    gefuellt = Fueller(zaehler.orte, zaehler.eigene_listen, ist_dezimal).fill(gezaehlt)
    return replace(gefuellt, verzeichnis=tuple(_contents(gefuellt.abschnitte, 1)))


def _contents(abschnitte: tuple[Abschnitt, ...], ebene: int) -> list[Eintrag]:
    eintraege = []
    for abschnitt in abschnitte:
        titel = plain(abschnitt.ueberschrift).replace("\n", " ")
        eintraege.append(Eintrag(abschnitt.id, abschnitt.nummer, titel, ebene))
        unten = tuple(b for b in abschnitt.bloecke if isinstance(b, Abschnitt))
        eintraege.extend(_contents(unten, ebene + 1))
    return eintraege
