"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

from checks.befund import Befund
from checks.bericht import Bericht
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render
from checks.run import check
from contracts.ablage import AblageFehler, write_atomic
from contracts.position import Mangel
from vertragswerk import __version__
from vertragswerk.werk import choose_ordner, day_of_check, work_one

from .bestand import open_repository
from .ende import Abbruch
from .fortschritt import progress


def check_repository(ordner: Path, ausgaben: Sequence[str], stichtag: str | None, nur: frozenset[str]) -> None:
    """Check and report; ends with the report's exit code."""
    try:
        wohin = [parse_ausgabe(a) for a in ausgaben]
    except UnbekannteAusgabe as fehler:
        raise Abbruch(str(fehler)) from fehler
    bestand, maengel = open_repository(ordner, nur)
    try:
        tag = day_of_check(stichtag, bestand)
    except ValueError as fehler:
        raise Abbruch(str(fehler)) from fehler
    gewaehlt = choose_ordner(bestand, nur)
    pruefungen = tuple(check(work_one(bestand, o).pruefling, tag) for o in progress(gewaehlt, "Prüfen"))
    bericht = Bericht(__version__, tag, pruefungen, tuple(general(m) for m in maengel))
    for ausgabe in wohin:
        _write(bericht, ausgabe)
    sys.exit(bericht.exitcode)


def general(mangel: Mangel) -> Befund:
    """Return a finding that belongs to no contract."""
    return Befund(mangel.code, "fehler", mangel.meldung, mangel.position, "")


def screen() -> Darstellung:
    """Return how a report looks on standard output: colours on a terminal only, none with NO_COLOR."""
    ist_terminal = sys.stdout.isatty()
    return Darstellung(
        ist_farbig=ist_terminal and not os.environ.get("NO_COLOR"),
        breite=get_terminal_size((100, 24)).columns if ist_terminal else 100,
    )


def _write(bericht: Bericht, ausgabe: Ausgabe) -> None:
    if ausgabe.datei is None:
        sys.stdout.write(render(bericht, ausgabe.format, screen()))
        return
    try:
        write_atomic(ausgabe.datei, render(bericht, ausgabe.format).encode("utf-8"))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
