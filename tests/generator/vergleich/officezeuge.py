"""LibreOffice as an independent reader of tracked files: all changes accepted, all refused, against both versions written alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from generator.tree import Dokument
from generator.vergleich.aenderungssatz import Aenderungssatz, compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.spur.beweis import Spurfehler
from generator.vergleich.wordspur.spurdatei import write_wordspur
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.vergleich.test_vergleich import fassung
from tests.generator.writers.test_umzug import SCHREIBER, Zeilen, _order, _run

AUTOR = Autorschaft("Land Musterbremen", "2025-12-11T00:00:00Z")


def _with_reasons(satz: Aenderungssatz, autor: Autorschaft) -> bytes:
    """Comments are no text: whichever way one decides, nothing is left of them that counts."""
    gruende = {a.id: "Beide Seiten wollen es so." for s in (satz.alt, satz.neu) for a in s.dokument.abschnitte}
    return write_wordspur(satz, autor, True, gruende)


FORMATE = {"docx": (write_docx, _with_reasons), "odt": (write_odt, write_odtspur)}
BEFEHLE = (("neue", ".uno:AcceptAllTrackedChanges"), ("bisherige", ".uno:RejectAllTrackedChanges"))
_SEITE = re.compile(r" \d+$|not found$")
assert set(FORMATE) == set(SCHREIBER)


class Fall(NamedTuple):
    """Two versions in one format."""

    name: str
    format: str
    alt: Dokument
    neu: Dokument


def differences(ordner: Path, faelle: Sequence[Fall], ueberspringe: bool = False) -> Iterator[str]:
    """Yield what LibreOffice reads otherwise, one text per file and way; all files are read in one process.

    `ueberspringe` leaves out what the format has no words for.
    """
    auftraege: list[dict[str, object]] = []
    orte: dict[tuple[str, Dokument], int] = {}
    plan: list[tuple[Fall, str, int, int]] = []

    def order(name: str, daten: bytes, befehl: str = "") -> int:
        datei = ordner / f"{len(auftraege)}_{name}"
        datei.write_bytes(daten)
        auftraege.append(_order(datei, (("tue", befehl),) if befehl else ()))
        return len(auftraege) - 1

    for fall in faelle:
        schreibe, verfolge = FORMATE[fall.format]
        satz = compare(fassung(fall.alt), fassung(fall.neu))
        try:
            spur = verfolge(satz, AUTOR)
        except Spurfehler:
            if ueberspringe:
                continue
            raise
        for dokument in (fall.alt, fall.neu):
            if (fall.format, dokument) not in orte:
                orte[fall.format, dokument] = order(f"allein.{fall.format}", schreibe(dokument))
        for (welche, befehl), soll in zip(BEFEHLE, (fall.neu, fall.alt), strict=True):
            plan.append((fall, welche, orte[fall.format, soll], order(f"spur.{fall.format}", spur, befehl)))
    gelesen = _run(ordner, auftraege)
    for fall, welche, soll_ort, ist_ort in plan:
        ist, erwartet = (what_counts(gelesen[n]) for n in (ist_ort, soll_ort))
        if ist != erwartet:
            zeilen = list(unified_diff([str(z) for z in erwartet], [str(z) for z in ist], lineterm="", n=0))[2:10]
            yield f"{fall.name} {fall.format}, {welche} Fassung: " + " | ".join(z[:120] for z in zeilen)


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
