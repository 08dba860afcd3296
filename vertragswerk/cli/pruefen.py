"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

from checks.bericht import Bericht, Pruefung
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render
from checks.run import check
from contracts.ablage import AblageFehler, write_atomic
from contracts.bestand import Bestand, Vertragsordner
from vertragswerk import __version__
from vertragswerk.werk import choose_ordner, work_one

from .bestand import general, open_repository, stichtag_of
from .ende import Abbruch
from .fortschritt import work_through
from .kerne import check_on_kerne, count_kerne
from .konsole import is_coloured, write

BALKEN_AB: Final = 5


def check_repository(ordner: Path, ausgaben: Sequence[str], stichtag: str | None, nur: frozenset[str]) -> None:
    """Check and report; ends with the report's exit code."""
    try:
        wohin = [parse_ausgabe(a) for a in ausgaben]
    except UnbekannteAusgabe as fehler:
        raise Abbruch(str(fehler)) from fehler
    bestand, maengel = open_repository(ordner, nur)
    tag = stichtag_of(stichtag, bestand)
    pruefungen = _check_contracts(bestand, choose_ordner(bestand, nur), tag)
    bericht = Bericht(__version__, tag, tuple(pruefungen), tuple(general(m) for m in maengel))
    # Files first: what fails to be written is said before a long report.
    for ausgabe in sorted(wohin, key=lambda a: a.datei is None):
        _write(bericht, ausgabe)
    sys.exit(bericht.exitcode)


def _check_contracts(bestand: Bestand, ordner: Sequence[Vertragsordner], tag: date) -> list[Pruefung]:
    """Check one contract after the other; many on all cores, which changes nothing but the time."""
    kerne = count_kerne(len(ordner))
    if kerne > 1:
        with closing(check_on_kerne(bestand, ordner, tag, kerne)) as fertige:
            return work_through(ordner, "Prüfen", lambda _: next(fertige), lambda ort: ort.kennung, ab=BALKEN_AB)

    def check_one(ort: Vertragsordner) -> Pruefung:
        return check(work_one(bestand, ort).pruefling, tag)

    return work_through(ordner, "Prüfen", check_one, lambda ort: ort.kennung, ab=BALKEN_AB)


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
