"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

from checks.bericht import Bericht, Pruefung
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render
from checks.run import check
from vertragswerk import __version__
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.werk import choose_ordner, work_one

from .bestandswahl import general, open_repository, stichtag_of
from .ende import Abbruch
from .kerne import work_on_contracts
from .konsole import is_coloured, write

BALKEN_AB: Final = 5


def check_repository(
    ordner: Path, ausgaben: Sequence[str], stichtag: str | None, nur: frozenset[str], haus: Haus
) -> None:
    """Check and report; ends with the report's exit code."""
    try:
        wohin = [parse_ausgabe(a) for a in ausgaben]
    except UnbekannteAusgabe as fehler:
        raise Abbruch(str(fehler)) from fehler
    bestand, maengel = open_repository(ordner, nur, haus)
    tag = stichtag_of(stichtag, bestand)
    arbeit = partial(_check_one, stichtag=tag, haus=haus)
    pruefungen = work_on_contracts(arbeit, bestand, choose_ordner(bestand, nur), "Prüfen", BALKEN_AB)
    bericht = Bericht(__version__, tag, tuple(pruefungen), tuple(general(m) for m in maengel))
    # Files first: what fails to be written is said before a long report.
    for ausgabe in sorted(wohin, key=lambda a: a.datei is None):
        _write(bericht, ausgabe)
    sys.exit(bericht.exitcode)


def _check_one(bestand: Bestand, ort: Vertragsordner, stichtag: date, haus: Haus) -> Pruefung:
    return check(work_one(bestand, ort, haus).pruefling, stichtag, haus.regeln())


def screen() -> Darstellung:
    """Return how a report looks on standard output."""
    breite = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Darstellung(ist_farbig=is_coloured(sys.stdout), breite=breite)


def _write(bericht: Bericht, ausgabe: Ausgabe) -> None:
    if ausgabe.datei is None:
        write(render(bericht, ausgabe.format, screen()))
        return
    try:
        # The name of a foreign file may hold bytes that are no text.
        write_atomic(ausgabe.datei, render(bericht, ausgabe.format).encode("utf-8", "replace"))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
