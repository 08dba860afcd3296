"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

from checks.befund import Befund
from checks.bericht import Pruefbericht, Pruefung
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render
from checks.run import check_quer
from contracts.position import Mangel
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk import __version__
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, work

from .bestandswahl import choose_ordner, general, open_repository, stichtag_of
from .ende import Abbruch
from .kerne import work_on_contracts
from .konsole import is_coloured, write_rendered
from .recht.gemeinsam import law

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
    tag, recht = stichtag_of(stichtag, bestand), law()
    pruefungen = check_all(bestand, nur, tag, recht, haus)
    quer = check_quer(pruefungen, tag, haus.querregeln())
    bericht = make_bericht([p for p in pruefungen if not nur or p.vertrag in nur], maengel, tag, recht, quer)
    # Files first: what fails to be written is said before a long report.
    for ausgabe in sorted(wohin, key=lambda a: a.datei is None):
        _write(bericht, ausgabe)
    sys.exit(bericht.exitcode)


def check_one(bestand: Bestand, ort: Vertragsordner, stichtag: date, recht: Rechtsbestand, haus: Haus) -> Pruefung:
    """Return the check of one contract of a repository."""
    return work(Eingaben(bestand.read_dateien(ort), recht, stichtag, haus=haus)).pruefung


def check_all(
    bestand: Bestand, nur: frozenset[str], tag: date, recht: Rechtsbestand, haus: Haus
) -> tuple[Pruefung, ...]:
    """Return the checks of the named contracts; of all where rules across contracts must see the others too."""
    arbeit = partial(check_one, stichtag=tag, recht=recht, haus=haus)
    ordner = bestand.vertraege() if haus.querregeln() else choose_ordner(bestand, nur)
    return tuple(work_on_contracts(arbeit, bestand, ordner, "Prüfen", BALKEN_AB))


def make_bericht(
    pruefungen: Sequence[Pruefung],
    maengel: Sequence[Mangel],
    tag: date,
    recht: Rechtsbestand,
    quer: Sequence[Befund] = (),
) -> Pruefbericht:
    """Return the report on contracts of a repository; of what rules across contracts found, what concerns them.

    That such a rule broke concerns all of them, and bears no Kennung.
    """
    kennungen = {"", *(p.vertrag for p in pruefungen)}
    betroffen = tuple(b for b in quer if b.vertrag in kennungen)
    return Pruefbericht(
        __version__, tag, tuple(pruefungen), tuple(general(m) for m in maengel), betroffen, recht.kennzeichen
    )


def screen() -> Darstellung:
    """Return how a report looks on standard output."""
    breite = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Darstellung(ist_farbig=is_coloured(sys.stdout), breite=breite)


def _write(bericht: Pruefbericht, ausgabe: Ausgabe) -> None:
    if ausgabe.datei is None:
        write_rendered(render(bericht, ausgabe.format, screen()))
        return
    try:
        # The name of a foreign file may hold bytes that are no text.
        write_atomic(Path(ausgabe.datei), render(bericht, ausgabe.format).encode("utf-8", "replace"))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
