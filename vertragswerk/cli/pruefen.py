"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

from checks.befund import Befund, Schwere
from checks.bericht import Pruefbericht, Pruefung
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render_pieces
from contracts.bestand.eingaben import Vertragsdateien
from contracts.position import Mangel
from corpus.recht.rechtsbestand import Rechtsbestand, build_recht
from vertragswerk import __version__
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.gesetze.eingefuehrt import read_eingefuehrt
from vertragswerk.gesetze.zwischenspeicher import cache_folder
from vertragswerk.haus import HAUS, Haus

from .befundlager import Befundlager, Gepackt, pack_pruefung
from .befundvorrat import describe_grundlage, hash_named, hash_parts, key_of, open_vorrat
from .bestandswahl import choose_ordner, general, name_contract, open_repository, stichtag_of
from .ende import Abbruch
from .kerne import work_on_contracts
from .konsole import is_coloured, write_pieces

BALKEN_AB: Final = 5


@dataclass(frozen=True, slots=True)
class Berichtswunsch:
    """How the report is wanted: formats with their files, from which severity it fails, whether each finding is explained."""

    ausgaben: Sequence[str]
    fehler_ab: Schwere
    ist_ausfuehrlich: bool


def check_repository(
    ordner: Path, wunsch: Berichtswunsch, stichtag: str | None, nur: frozenset[str], haus: Haus
) -> None:
    """Check and report; ends with the report's exit code."""
    try:
        wohin = [parse_ausgabe(a) for a in wunsch.ausgaben]
    except UnbekannteAusgabe as fehler:
        raise Abbruch(str(fehler)) from fehler
    ordner, nur = name_contract(ordner, nur)
    bestand, maengel = open_repository(ordner, nur, haus)
    tag, eingefuehrt = stichtag_of(stichtag, bestand), read_eingefuehrt(cache_folder())
    recht = build_recht(eingefuehrt)
    auftrag = Pruefauftrag(tag, recht, haus, *_describe(bestand, tag, eingefuehrt, haus))
    with Befundlager() as lager:
        pruefungen, quer = _check_all(bestand, nur, auftrag, lager)
        bericht = make_bericht([p for p in pruefungen if not nur or p.vertrag in nur], maengel, tag, recht, quer)
        bericht = replace(bericht, fehler_ab=wunsch.fehler_ab)
        # Files first: what fails to be written is said before a long report.
        for ausgabe in sorted(wohin, key=lambda a: a.datei is None):
            _write(bericht, ausgabe, wunsch.ist_ausfuehrlich)
    sys.exit(bericht.exitcode)


@dataclass(frozen=True, slots=True)
class Pruefauftrag:
    """What every contract is checked with; `grundlage` and `gemeinsames` are what the keys of kept checks begin with."""

    stichtag: date
    recht: Rechtsbestand
    haus: Haus
    grundlage: str = ""
    gemeinsames: str = ""


def _describe(bestand: Bestand, tag: date, eingefuehrt: Mapping[str, bytes], haus: Haus) -> tuple[str, str]:
    """Return what the keys of kept checks begin with, empty where none may be kept: code of a foreign house is not known."""
    if haus != HAUS:
        return "", ""
    return describe_grundlage(tag, hash_named(eingefuehrt)), hash_named(bestand.gemeinsames)


def _check_all(
    bestand: Bestand, nur: frozenset[str], auftrag: Pruefauftrag, lager: Befundlager
) -> tuple[list[Pruefung], tuple[Befund, ...]]:
    """Return the checks of the named contracts and what rules across contracts find; what is kept is not checked again."""
    vorrat = open_vorrat(cache_folder(), bestand.wurzel, os.environ) if auftrag.grundlage else None
    # Rules across contracts must see the others too; whether there are any is not asked where all may be kept.
    ordner = bestand.vertraege() if vorrat or auftrag.haus.querregeln() else choose_ordner(bestand, nur)
    schluessel = [_key(bestand.read_dateien(o), auftrag) for o in ordner] if vorrat else []
    bekannt = {k: gefunden for k in schluessel if vorrat and (gefunden := vorrat.find(k)) is not None}
    offen = [o for o, k in zip(ordner, schluessel, strict=True) if k not in bekannt] if vorrat else ordner
    arbeit = partial(check_packed, auftrag=auftrag)
    pruefungen = []
    with closing(work_on_contracts(arbeit, bestand, offen, "Prüfen", BALKEN_AB)) as fertige:
        for nummer in range(len(ordner)):
            gefunden = bekannt.get(schluessel[nummer]) if vorrat else None
            if gefunden is None:
                # The key comes with the check: the file may be another one than a moment ago.
                neuer, gefunden = next(fertige)
                if vorrat:
                    schluessel[nummer] = neuer
                    vorrat.keep(neuer, gefunden)
            pruefungen.append(lager.take(gefunden))
    alle = hash_parts(k.encode() for k in schluessel)
    quer = vorrat.find_quer(alle) if vorrat else None
    if quer is None:
        quer = _compare(pruefungen, auftrag)
        if vorrat:
            vorrat.keep_quer(alle, quer)
    if vorrat:
        vorrat.save()
    return pruefungen, quer


def _compare(pruefungen: Sequence[Pruefung], auftrag: Pruefauftrag) -> tuple[Befund, ...]:
    from checks.run import check_quer

    return check_quer(pruefungen, auftrag.stichtag, auftrag.haus.querregeln())


def _key(dateien: Vertragsdateien, auftrag: Pruefauftrag) -> str:
    return key_of(dateien, auftrag.grundlage, auftrag.gemeinsames)


def check_packed(bestand: Bestand, ort: Vertragsordner, auftrag: Pruefauftrag) -> tuple[str, Gepackt]:
    """Return the check of one contract as it is sent and kept, with its key."""
    from vertragswerk.werk import Eingaben, work

    dateien = bestand.read_dateien(ort)
    ergebnis = work(Eingaben(dateien, auftrag.recht, auftrag.stichtag, haus=auftrag.haus))
    return _key(dateien, auftrag), pack_pruefung(ergebnis.pruefung)


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
    return Pruefbericht(__version__, tag, pruefungen, tuple(general(m) for m in maengel), betroffen, recht.kennzeichen)


def screen(ist_ausfuehrlich: bool = False) -> Darstellung:
    """Return how a report looks on standard output."""
    breite = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Darstellung(is_coloured(sys.stdout), breite, ist_ausfuehrlich)


def _write(bericht: Pruefbericht, ausgabe: Ausgabe, ist_ausfuehrlich: bool) -> None:
    if ausgabe.datei is None:
        write_pieces(render_pieces(bericht, ausgabe.format, screen(ist_ausfuehrlich)))
        return
    stuecke = render_pieces(bericht, ausgabe.format, Darstellung(ist_ausfuehrlich=ist_ausfuehrlich))
    try:
        # The name of a foreign file may hold bytes that are no text.
        write_atomic(Path(ausgabe.datei), lambda: (stueck.encode("utf-8", "replace") for stueck in stuecke))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
