"""`vergleichen`: what differs between two versions of a contract, as a file with tracked changes and as a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

from contracts.arten import HAUPTDOKUMENT
from generator.vergleich.unverfolgt import Spurvorlage
from generator.writers import find_format
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check
from vertragswerk.vergleich.gegenueberstellung import Gegenueberstellung, set_against
from vertragswerk.vergleich.vergleich_json import make_json
from vertragswerk.vergleich.vergleichsbericht import make_vergleichsbericht

from .ablegen import store
from .bestandswahl import find_datendatei, list_datendateien
from .ende import Abbruch
from .fassungswahl import DATEIEN, Fassungswahl
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
RUNDENWEISE: Final = "docx"
"""The form that shows several rounds."""


@dataclass(frozen=True, slots=True)
class Verfolgung:
    """How a file tracks changes: by round who made them and on which day (as typed), and whether what moved is shown as moved."""

    autoren: tuple[str, ...]
    tage: tuple[str, ...]
    sind_zuege_erlaubt: bool


@dataclass(frozen=True, slots=True)
class Vergleichsangaben:
    """What the user asked for, as typed."""

    formate: str
    ziel: Path | None
    stichtag: str | None
    verfolgung: Verfolgung


@dataclass(frozen=True)
class Vergleichslauf:
    """The rounds of one comparison; most have one."""

    runden: tuple[Gegenueberstellung, ...]

    @cached_property
    def ganzes(self) -> Gegenueberstellung:
        """The first version against the last."""
        erste, letzte = self.runden[0], self.runden[-1]
        return erste if erste is letzte else set_against(erste.alt, letzte.neu)


Hersteller: TypeAlias = Callable[[Vergleichslauf], Mapping[str, bytes]]


def split_folder(worte: Sequence[str], haus: Haus) -> tuple[tuple[str, ...], Path]:
    """Return the versions among some words of the command line, and the repository that the last one may name."""
    if not worte or _means_version(worte[-1], haus):
        return tuple(worte), Path()
    return tuple(worte[:-1]), Path(worte[-1])


def _means_version(wort: str, haus: Haus) -> bool:
    """Tell a version from the folder of a repository: that of a contract holds its data."""
    ort = Path(wort)
    if ort.is_dir():
        return find_datendatei(ort, haus) is not None
    return ort.name == wort or "@" in wort or ort.suffix.lower() in DATEIEN or ort.name in list_datendateien(haus)


def compare_versions(seiten: Sequence[str], ordner: Path, angaben: Vergleichsangaben, haus: Haus) -> None:
    """Compare and write; without a folder one textual report goes to standard output. More than two versions are rounds."""
    if len(seiten) == 2 and all(s.lower().endswith(WORD) for s in seiten):
        from .wortvergleich import are_foreign, compare_foreign

        alt, neu = seiten
        if are_foreign(alt, neu):
            spur = angaben.verfolgung
            name, tag = (next(iter(w), None) for w in (spur.autoren, spur.tage))
            compare_foreign(alt, neu, angaben.formate, angaben.ziel, name, tag)
            return
    hersteller = _choose(angaben, len(seiten) - 1)
    wahl = Fassungswahl(ordner, angaben.stichtag, law(), haus)
    fassungen = [wahl.open(s) for s in seiten]
    if len({f.ist_vertraulich for f in fassungen}) > 1:
        raise Abbruch(
            "Ein Vertrag und der Fall einer Person lassen sich nicht vergleichen. Nennen Sie Fassungen derselben Art."
        )
    _write(hersteller, Vergleichslauf(tuple(set_against(*p) for p in pairwise(fassungen))), angaben.ziel)


def _write(hersteller: list[Hersteller], lauf: Vergleichslauf, ziel: Path | None) -> None:
    dateien = {name: inhalt for mache in hersteller for name, inhalt in mache(lauf).items()}
    if ziel is None:
        write_pieces([next(iter(dateien.values())).decode("utf-8")])
        return
    with private_files(any(seite.ist_vertraulich for runde in lauf.runden for seite in (runde.alt, runde.neu))):
        store(ziel, dateien)


def compare_muster(name: str, ordner: Path, angaben: Vergleichsangaben, haus: Haus) -> None:
    """Compare a contract with the clause library and write as `compare_versions` does."""
    from vertragswerk.vergleich.mustervergleich import Musterfehler, compare_with_muster

    hersteller = _choose(angaben, 1)
    ergebnis = Fassungswahl(ordner, angaben.stichtag, law(), haus).open(name)
    try:
        gegenueber = compare_with_muster(ergebnis)
    except Musterfehler as fehler:
        raise Abbruch(f"„{name}“: {fehler}") from fehler
    _write(hersteller, Vergleichslauf((gegenueber,)), angaben.ziel)


def _choose(angaben: Vergleichsangaben, runden: int) -> list[Hersteller]:
    """Return what makes the files of each form, in the order asked for."""
    formen = list(dict.fromkeys(n.strip().lower() for n in angaben.formate.split(",") if n.strip()))
    if not formen:
        raise Abbruch(f"Es ist keine Form genannt. Beispiel: --format {STANDARD}.")
    hersteller = [_maker(form, angaben.verfolgung) for form in formen]
    _need_rounds(formen, angaben.verfolgung, runden)
    art = formen[0].removeprefix("synopse-").removeprefix("bericht-")
    endung = "json" if art == "json" else find_format(BERICHTE.get(art, "docx")).endung
    if angaben.ziel is None and (len(formen) > 1 or f".{endung}" not in ANZEIGBAR):
        raise Abbruch("Mehrere Dateien und solche für Word, ODT und PDF brauchen einen Ordner: --ziel ORDNER.")
    return hersteller


def _need_rounds(formen: Sequence[str], verfolgung: Verfolgung, runden: int) -> None:
    """End the command where a form cannot show so many rounds, or names and days are not one for each."""
    if runden > 1 and "odt" in formen:
        raise Abbruch(
            "ODT kann nicht zeigen, dass eine Runde ändert, was eine frühere geändert hat: Eine verfolgte Änderung hat dort nur eine "
            "Urheberschaft. Nehmen Sie für mehrere Runden --format docx, oder vergleichen Sie je zwei Fassungen."
        )
    for option, werte in (("--autor", verfolgung.autoren), ("--datum", verfolgung.tage)):
        if werte and len(werte) != runden:
            raise Abbruch(
                f"{option} ist {len(werte)}-mal angegeben, verglichen {'wird' if runden == 1 else 'werden'} aber {runden} "
                f"{'Runde' if runden == 1 else 'Runden'}. Geben Sie es einmal für jede Runde an, die älteste zuerst, oder gar nicht."
            )


def _maker(form: str, verfolgung: Verfolgung) -> Hersteller:
    if form in SPUREN:
        return lambda lauf: _track(lauf, verfolgung, form)
    if form == "bericht-json":
        return lambda lauf: {"bericht.json": make_json(lauf.ganzes)}
    was, _, art = form.partition("-")
    if was == "synopse" and art in SYNOPSEN:
        return lambda lauf: _set_side_by_side(lauf.ganzes, art)
    if was != "bericht" or art not in BERICHTE:
        synopsen, berichte = (f"synopse-{f}" for f in SYNOPSEN), (f"bericht-{f}" for f in (*BERICHTE, "json"))
        moeglich = ", ".join((*SPUREN, *synopsen, *berichte))
        raise Abbruch(f"„{form}“ ist keine Form eines Vergleichs. Möglich sind: {moeglich}.")
    writer = find_format(BERICHTE[art])
    return lambda lauf: {f"bericht.{writer.endung}": writer.write(make_vergleichsbericht(lauf.ganzes), b"")}


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


def _track(lauf: Vergleichslauf, verfolgung: Verfolgung, form: str) -> dict[str, bytes]:
    """Return the tracked file of each document that all versions have."""
    from generator.vergleich.spur.beweis import Spurfehler

    dateien: dict[str, bytes] = {}
    for name in lauf.runden[0].saetze:
        if all(name in r.saetze for r in lauf.runden):
            try:
                dateien[_name_file("vergleich", name, form)] = _track_one(lauf, name, verfolgung, form)
            except (Spurfehler, ValueError) as fehler:
                raise Abbruch(str(fehler)) from fehler
    return dateien


def _track_one(lauf: Vergleichslauf, name: str, verfolgung: Verfolgung, form: str) -> bytes:
    """Return one tracked file, proven; raises Spurfehler, and ValueError for a day that is none."""
    from generator.vergleich.odtspur.odtspurdatei import write_odtspur
    from generator.vergleich.spur.autorschaft import Autorschaft, Runde
    from generator.vergleich.wordspur.spurdatei import write_wordrunden
    from vertragswerk.vergleich.spurbau import prove_spur
    from vertragswerk.vergleich.synopsenbau import list_reasons

    runden: list[Runde] = []
    for n, gegenueber in enumerate(lauf.runden):
        satz = gegenueber.saetze[name]
        kopf = satz.neu.dokument.kopf
        autor = verfolgung.autoren[n] if verfolgung.autoren else f"Fassung {kopf.fassung}"
        tag = day_of_check(verfolgung.tage[n] if verfolgung.tage else kopf.stand)
        runden.append(Runde(satz, Autorschaft(autor, f"{tag.isoformat()}T00:00:00Z")))
    neueste = lauf.runden[-1].neu
    gruende = list_reasons(neueste, name)
    datei = (
        write_wordrunden(runden, verfolgung.sind_zuege_erlaubt, gruende)
        if form == RUNDENWEISE
        else write_odtspur(runden[0].satz, runden[0].autor, gruende)
    )
    erste, letzte = runden[0].satz.alt, runden[-1].satz.neu
    prove_spur(neueste, Spurvorlage(erste.dokument, datei, "docx" if form == RUNDENWEISE else "odt"), letzte)
    return datei
