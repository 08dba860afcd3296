"""`besiegeln`: freeze a checked Fassung with everything it was made from, chained to the one sealed before."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from checks.ausnahmen import Aussonderung
from checks.befund import Befund
from checks.bericht import Pruefbericht
from checks.report import render
from contracts.bestand.eingaben import FASSUNGEN
from corpus.recht.rechtsbestand import Rechtsbestand
from generator.writers import Format
from vertragswerk.dateisystem.ablage import AblageFehler
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.dateisystem.fassungsablage import (
    SchonBesiegelt,
    hold_fassungen,
    list_nummern,
    read_kette,
    read_sealed,
    write_fassung,
)
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.einzelbau import writer_errors
from vertragswerk.fertigung import Datei, count_errors, make_dateien
from vertragswerk.haus import Haus
from vertragswerk.siegel.kettenpruefung import Beanstandung, Besiegelt, check_kette
from vertragswerk.siegel.siegelbau import make_siegel, open_questions, refuse_number
from vertragswerk.siegel.siegelmanifest import MANIFESTDATEI, SiegelFehler, is_nummer
from vertragswerk.werk import Ergebnis, with_findings

from .ausgenommenes import open_register
from .bauen import STANDARD, choose_formats
from .bestandswahl import choose_ordner, house_of, open_repository, stichtag_of
from .ende import FEHLER, Abbruch
from .konsole import complain, write, write_pieces
from .pruefen import make_bericht, screen
from .quersicht import check_dateien, look_across
from .recht.gemeinsam import day, law


@dataclass(frozen=True, slots=True)
class Siegelangaben:
    """What the user asked for, as typed: formats, day of the check, day of sealing."""

    formate: str | None
    stichtag: str | None
    datum: str | None


def seal_contract(kennung: str, ordner: Path, angaben: Siegelangaben, haus: Haus) -> None:
    """Seal a Fassung; ends with 1 where findings or open questions forbid it, 2 where something fails."""
    bestand, maengel = open_repository(ordner, frozenset({kennung}), haus)
    haus = house_of(bestand, haus)
    tag, recht = stichtag_of(angaben.stichtag, bestand), law()
    am = day(angaben.datum)
    ort = choose_ordner(bestand, frozenset({kennung}))[0]
    formate = choose_formats(angaben.formate or ",".join(bestand.konfiguration.formate) or STANDARD)
    check = partial(check_dateien, stichtag=tag, recht=recht, haus=haus)
    weg = Aussonderung(open_register(bestand, tag, haus))
    alle, fertige = look_across(bestand, [ort], check, tag, haus)
    quer, _ = weg.split(alle)
    ergebnis = fertige.get(kennung) or check(bestand.read_dateien(ort))
    ergebnis = replace(ergebnis, pruefung=weg.apply(ergebnis.pruefung))
    ergebnis = with_findings(ergebnis, [b for b in quer if b.vertrag == kennung])
    allgemein = tuple(b for b in quer if not b.vertrag)
    bericht = make_bericht([ergebnis.pruefung], maengel, tag, recht, allgemein)
    _refuse_open(ergebnis, bericht, bool(maengel) or bool(allgemein))
    try:
        with private_files(ergebnis.ist_vertraulich), hold_fassungen(ort.pfad, bestand.wurzel, complain):
            _seal(ergebnis, _Lage(bestand, ort, recht, am, formate), allgemein)
    except (AblageFehler, SiegelFehler) as fehler:
        raise Abbruch(str(fehler)) from fehler
    except SchonBesiegelt as fehler:
        raise Abbruch(f"Die Fassung {fehler} hat inzwischen ein anderer Lauf besiegelt.") from fehler
    except writer_errors() as fehler:
        raise Abbruch(str(fehler)) from fehler
    except OSError as fehler:
        raise Abbruch(f"Die Fassungen können nicht gelesen werden: {explain_oserror(fehler)}.") from fehler


@dataclass(frozen=True, slots=True)
class _Lage:
    """Where a contract is sealed, under which law, on which day, in which formats."""

    bestand: Bestand
    ort: Vertragsordner
    recht: Rechtsbestand
    am: date
    formate: list[Format]


def load_fassungen(bestand: Bestand, ort: Vertragsordner) -> tuple[list[Besiegelt], list[Beanstandung]]:
    """Return all sealed Fassungen of a contract in order, and what is not as it was sealed; raises OSError."""
    nummern = list_nummern(ort.pfad, bestand.wurzel)
    fassungen = [read_sealed(ort.pfad, bestand.wurzel, n) for n in nummern]
    return fassungen, list(check_kette(ort.kennung, fassungen, read_kette(ort.pfad, bestand.wurzel)))


def say_beanstandung(beanstandung: Beanstandung) -> str:
    """Return a complaint as one line."""
    wo = " ".join(t for t in (beanstandung.fassung and f"Fassung {beanstandung.fassung}", beanstandung.datei) if t)
    return f"{wo}: {beanstandung.satz}" if wo else beanstandung.satz


def _refuse_open(ergebnis: Ergebnis, bericht: Pruefbericht, ist_bestand_fehlerhaft: bool) -> None:
    """End the command where findings or unanswered questions stand in the way."""
    if count_errors(ergebnis.pruefung) or ist_bestand_fehlerhaft or not ergebnis.dokumente:
        write_pieces([render(bericht, "text", screen())])
        complain("Nicht besiegelt: Die Prüfung hat Fehler gefunden.")
        sys.exit(FEHLER)
    offene = open_questions(ergebnis)
    if offene:
        complain("\n".join(["Nicht besiegelt: Diese Fragen hat für diese Fassung noch niemand beantwortet.", *offene]))
        sys.exit(FEHLER)


def _seal(ergebnis: Ergebnis, lage: _Lage, allgemein: tuple[Befund, ...]) -> None:
    bestand, ort = lage.bestand, lage.ort
    davor, beanstandungen = load_fassungen(bestand, ort)
    if beanstandungen:
        zeilen = "\n".join(say_beanstandung(b) for b in beanstandungen)
        raise SiegelFehler(f"Nicht besiegelt: Frühere Fassungen sind nicht mehr, wie sie besiegelt wurden.\n{zeilen}")
    nummer = next(iter(ergebnis.dokumente.values())).kopf.fassung
    if not is_nummer(nummer):
        raise SiegelFehler(
            f"Die Nummer „{nummer}“ taugt nicht für einen Ordner: Schreiben Sie sie ohne führende Nullen."
        )
    refuse_number(nummer, davor)
    ergebnis, dateien = _build(ergebnis, lage.formate)
    bericht = make_bericht([ergebnis.pruefung], (), ergebnis.eingaben.stichtag, lage.recht, allgemein)
    gesiegelt = make_siegel(ergebnis, dateien, bericht, davor, lage.am.isoformat())
    write_fassung(ort.pfad, bestand.wurzel, nummer, gesiegelt, davor, complain)
    siegel = gesiegelt["manifest.sha256"].decode().partition(" ")[0]
    stelle = (ort.pfad / FASSUNGEN / nummer).relative_to(bestand.wurzel).as_posix()
    write(
        f"{ort.kennung}, Fassung {nummer}, ist besiegelt: {len(gesiegelt)} Dateien in {stelle}\nSiegel ({MANIFESTDATEI}, SHA-256): {siegel}\n"
    )


def _build(ergebnis: Ergebnis, formate: list[Format]) -> tuple[Ergebnis, tuple[Datei, ...]]:
    """Return the contract with what the check of its outputs found, and the files; raises SiegelFehler where they fail a proof."""
    fertig = make_dateien(ergebnis, formate, hat_gegenprobe=True)
    if fertig.grund:
        raise SiegelFehler("\n".join([f"Nicht besiegelt: {fertig.grund}", *fertig.einzelheiten]))
    return replace(ergebnis, pruefung=fertig.pruefung), fertig.dateien
