"""LibreOffice as an independent reader of tracked files: all changes accepted, all refused, against both versions written alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from generator.tree import Dokument
from generator.vergleich.aenderungssatz import Aenderungssatz, compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft, Runde
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.wordspur.spurdatei import write_wordrunden, write_wordspur
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.vergleich.test_vergleich import fassung
from tests.generator.writers.office import Zeilen, edit_office

AUTOR = Autorschaft("Land Musterbremen", "2025-12-11T00:00:00Z")


def _with_reasons(format: str, satz: Aenderungssatz, autor: Autorschaft) -> bytes:
    """Comments are no text: whichever way one decides, nothing is left of them that counts."""
    gruende = {a.id: "Beide Seiten wollen es so." for s in (satz.alt, satz.neu) for a in s.dokument.abschnitte}
    if format == "odt":
        return write_odtspur(satz, autor, gruende)
    return write_wordspur(satz, autor, True, gruende)


FORMATE = {
    "docx": (write_docx, partial(_with_reasons, "docx")),
    "odt": (write_odt, partial(_with_reasons, "odt")),
}
BEFEHLE = (("neue", ".uno:AcceptAllTrackedChanges"), ("bisherige", ".uno:RejectAllTrackedChanges"))
_SEITE = re.compile(r" \d+$|not found$")


class Fall(NamedTuple):
    """Two versions in one format."""

    name: str
    format: str
    alt: Dokument
    neu: Dokument


class Runden(NamedTuple):
    """Versions of several rounds, in Word."""

    name: str
    dokumente: Sequence[Dokument]


class _Lesung:
    """Files that LibreOffice reads, and which of them must say the same."""

    def __init__(self, ordner: Path) -> None:
        self.ordner = ordner
        self.gelesen: dict[tuple[str, Dokument], Zeilen] = {}
        self.anzahl = 0

    def read(self, name: str, daten: bytes, befehl: str = "") -> Zeilen:
        datei = self.ordner / f"{self.anzahl}_{name}"
        self.anzahl += 1
        datei.write_bytes(daten)
        return what_counts(edit_office(datei, (("tue", befehl),) if befehl else ()))

    def compare(self, name: str, format: str, spur: bytes, alt: Dokument, neu: Dokument) -> Iterator[str]:
        for (welche, befehl), soll in zip(BEFEHLE, (neu, alt), strict=True):
            if (format, soll) not in self.gelesen:
                self.gelesen[format, soll] = self.read(f"allein.{format}", FORMATE[format][0](soll))
            erwartet, ist = self.gelesen[format, soll], self.read(f"spur.{format}", spur, befehl)
            if ist != erwartet:
                zeilen = list(unified_diff([str(z) for z in erwartet], [str(z) for z in ist], lineterm="", n=0))[2:10]
                yield f"{name} {format}, {welche} Fassung: " + " | ".join(z[:120] for z in zeilen)


def differences(ordner: Path, faelle: Sequence[Fall], ueberspringe: bool = False) -> Iterator[str]:
    """Yield what LibreOffice reads otherwise, one text per file and way.

    `ueberspringe` leaves out what the format has no words for.
    """
    lesung = _Lesung(ordner)
    for fall in faelle:
        try:
            spur = FORMATE[fall.format][1](compare(fassung(fall.alt), fassung(fall.neu)), AUTOR)
        except Spurfehler:
            if ueberspringe:
                continue
            raise
        yield from lesung.compare(fall.name, fall.format, spur, fall.alt, fall.neu)


def round_differences(ordner: Path, faelle: Sequence[Runden]) -> Iterator[str]:
    """Yield what LibreOffice reads otherwise of files with several rounds, all accepted and all refused."""
    lesung = _Lesung(ordner)
    for name, dokumente in faelle:
        runden = [
            Runde(compare(fassung(alt), fassung(neu)), Autorschaft(f"Runde {n}", AUTOR.zeit))
            for n, (alt, neu) in enumerate(pairwise(dokumente), 1)
        ]
        yield from lesung.compare(name, "docx", write_wordrunden(runden), dokumente[0], dokumente[-1])


def what_counts(zeilen: Zeilen) -> Zeilen:
    """Return numbers and texts without the contents, which are not tracked, and without empty lines that count nothing."""
    ergebnis: Zeilen = []
    ist_inhalt = False
    for nummer, text in zeilen:
        if (nummer, text) == ("", "Inhalt"):
            ist_inhalt = True
            continue
        ist_inhalt = ist_inhalt and bool(_SEITE.search(text))
        if not ist_inhalt and (nummer or text):
            ergebnis.append((nummer, text))
    return ergebnis
