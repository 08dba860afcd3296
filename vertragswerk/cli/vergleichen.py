"""`vergleichen`: what differs between two versions of a contract, as a file with tracked changes and as a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from contracts.arten import HAUPTDOKUMENT
from generator.writers import find_format
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check
from vertragswerk.vergleich.gegenueberstellung import Gegenueberstellung, set_against
from vertragswerk.vergleich.vergleich_json import make_json
from vertragswerk.vergleich.vergleichsbericht import make_vergleichsbericht

from .ablegen import store
from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import write_pieces
from .recht.gemeinsam import law

STANDARD: Final = "bericht-text"
BERICHTE: Final = {"text": "plain", "md": "markdown", "docx": "docx", "odt": "odt", "pdf": "pdf", "html": "html"}
"""Forms of the report and the writer that makes each."""
SYNOPSEN: Final = ("docx", "odt", "pdf", "html")
SPUREN: Final = ("docx", "odt")
"""Formats that can track changes."""
WORD: Final = ".docx"
ANZEIGBAR: Final = (".txt", ".md", ".json", ".html")
Hersteller: TypeAlias = Callable[[Gegenueberstellung], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Verfolgung:
    """How a file tracks changes: who made them and on which day (as typed), and whether what moved is shown as moved."""

    autor: str | None
    datum: str | None
    sind_zuege_erlaubt: bool


@dataclass(frozen=True, slots=True)
class Vergleichsangaben:
    """What the user asked for, as typed."""

    formate: str
    ziel: Path | None
    stichtag: str | None
    verfolgung: Verfolgung


def compare_versions(alt: str, neu: str, ordner: Path, angaben: Vergleichsangaben, haus: Haus) -> None:
    """Compare and write; without a folder one textual report goes to standard output."""
    if alt.lower().endswith(WORD) and neu.lower().endswith(WORD):
        from .wortvergleich import are_foreign, compare_foreign

        if are_foreign(alt, neu):
            spur = angaben.verfolgung
            compare_foreign(alt, neu, angaben.formate, angaben.ziel, spur.autor, spur.datum)
            return
    hersteller = _choose(angaben)
    wahl = Fassungswahl(ordner, angaben.stichtag, law(), haus)
    gegenueber = set_against(wahl.open(alt), wahl.open(neu))
    _write(hersteller, gegenueber, angaben.ziel)


def _write(hersteller: list[Hersteller], gegenueber: Gegenueberstellung, ziel: Path | None) -> None:
    dateien = {name: inhalt for mache in hersteller for name, inhalt in mache(gegenueber).items()}
    if ziel is None:
        write_pieces([next(iter(dateien.values())).decode("utf-8")])
        return
    with private_files(gegenueber.alt.ist_vertraulich or gegenueber.neu.ist_vertraulich):
        store(ziel, dateien)


def compare_muster(name: str, ordner: Path, angaben: Vergleichsangaben, haus: Haus) -> None:
    """Compare a contract with the clause library and write as `compare_versions` does."""
    from vertragswerk.vergleich.mustervergleich import Musterfehler, compare_with_muster

    hersteller = _choose(angaben)
    ergebnis = Fassungswahl(ordner, angaben.stichtag, law(), haus).open(name)
    try:
        gegenueber = compare_with_muster(ergebnis)
    except Musterfehler as fehler:
        raise Abbruch(f"„{name}“: {fehler}") from fehler
    _write(hersteller, gegenueber, angaben.ziel)


def _choose(angaben: Vergleichsangaben) -> list[Hersteller]:
    """Return what makes the files of each form, in the order asked for."""
    formen = list(dict.fromkeys(n.strip().lower() for n in angaben.formate.split(",") if n.strip()))
    if not formen:
        raise Abbruch(f"Es ist keine Form genannt. Beispiel: --format {STANDARD}.")
    hersteller = [_maker(form, angaben.verfolgung) for form in formen]
    art = formen[0].removeprefix("synopse-").removeprefix("bericht-")
    endung = "json" if art == "json" else find_format(BERICHTE.get(art, "docx")).endung
    if angaben.ziel is None and (len(formen) > 1 or f".{endung}" not in ANZEIGBAR):
        raise Abbruch("Mehrere Dateien und solche für Word, ODT und PDF brauchen einen Ordner: --ziel ORDNER.")
    return hersteller


def _maker(form: str, verfolgung: Verfolgung) -> Hersteller:
    if form in SPUREN:
        return lambda g: _track(g, verfolgung, form)
    if form == "bericht-json":
        return lambda g: {"bericht.json": make_json(g)}
    was, _, art = form.partition("-")
    if was == "synopse" and art in SYNOPSEN:
        return lambda g: _set_side_by_side(g, art)
    if was != "bericht" or art not in BERICHTE:
        synopsen, berichte = (f"synopse-{f}" for f in SYNOPSEN), (f"bericht-{f}" for f in (*BERICHTE, "json"))
        moeglich = ", ".join((*SPUREN, *synopsen, *berichte))
        raise Abbruch(f"„{form}“ ist keine Form eines Vergleichs. Möglich sind: {moeglich}.")
    writer = find_format(BERICHTE[art])
    return lambda g: {f"bericht.{writer.endung}": writer.write(make_vergleichsbericht(g), b"")}


def _set_side_by_side(gegenueber: Gegenueberstellung, art: str) -> dict[str, bytes]:
    """Return the Synopse of each document that both versions have."""
    from vertragswerk.vergleich.synopsenbau import Synopsenfehler, make_synopsen

    writer = find_format(art)
    try:
        synopsen = make_synopsen(gegenueber)
    except Synopsenfehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    return {_name_file("synopse", name, writer.endung): writer.write(d, b"") for name, d in synopsen.items()}


def _name_file(was: str, dokument: str, endung: str) -> str:
    """Return the name of a file about one document; the main document needs no name of its own."""
    return f"{was}.{endung}" if dokument == HAUPTDOKUMENT else f"{was}-{dokument}.{endung}"


def _track(gegenueber: Gegenueberstellung, verfolgung: Verfolgung, form: str) -> dict[str, bytes]:
    """Return the tracked file of each document that both versions have."""
    from generator.vergleich.odtspur.odtspurdatei import write_odtspur
    from generator.vergleich.spur.autorschaft import Autorschaft
    from generator.vergleich.spur.beweis import Spurfehler
    from generator.vergleich.wordspur.spurdatei import write_wordspur
    from vertragswerk.vergleich.spurbau import prove_spur
    from vertragswerk.vergleich.synopsenbau import list_reasons

    dateien: dict[str, bytes] = {}
    for name, satz in gegenueber.saetze.items():
        kopf = satz.neu.dokument.kopf
        try:
            tag = day_of_check(verfolgung.datum or kopf.stand)
            autor = Autorschaft(verfolgung.autor or f"Fassung {kopf.fassung}", f"{tag.isoformat()}T00:00:00Z")
            datei = (
                write_wordspur(satz, autor, verfolgung.sind_zuege_erlaubt, list_reasons(gegenueber.neu, name))
                if form == "docx"
                else write_odtspur(satz, autor)
            )
            prove_spur(gegenueber.neu, satz, datei, "docx" if form == "docx" else "odt")
            dateien[_name_file("vergleich", name, form)] = datei
        except (Spurfehler, ValueError) as fehler:
            raise Abbruch(str(fehler)) from fehler
    return dateien
