"""What a sealed Fassung holds, by name, and the way back: from its files to the contract as it was sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from checks.kontext import Schriftstueck
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.vorfassung import sealed_text
from generator.numbering import places
from generator.writers.native import NativFehler, read_native
from vertragswerk.haus import Haus
from vertragswerk.werk import Eingaben, Ergebnis, work

from .siegelmanifest import SiegelFehler

if TYPE_CHECKING:
    from corpus.recht.rechtsbestand import Rechtsbestand
    from generator.tree import Dokument

DATEN: Final = "daten/"
GEMEINSAM: Final = "daten/gemeinsam/"
GANZE_DATEN: Final = "daten.json"
"""The data with all joint objects in them, as they travel in the documents."""
TEXTE: Final = "textbausteine/"
BAUM: Final = "baum/"
DOKUMENTE: Final = "dokumente/"
PRUEFUNG: Final = "pruefung/"
PROTOKOLLBAUM: Final = "pruefung/pruefprotokoll.json"


def seal_inputs(ergebnis: Ergebnis) -> dict[str, bytes]:
    """Return the files that the contract was made from, by their names in a sealed Fassung."""
    dateien = ergebnis.eingaben.dateien
    gesiegelt = {}
    for name in ergebnis.geladen.benutzt:
        inhalt = dateien.read(name)
        if inhalt is None:
            raise LookupError(name)
        ist_eigen = name.startswith(dateien.ordner)
        gesiegelt[DATEN + name.removeprefix(dateien.ordner) if ist_eigen else GEMEINSAM + name] = inhalt
    return gesiegelt


def seal_texts(ergebnis: Ergebnis) -> dict[str, bytes]:
    """Return the clause texts used, in the order of the documents, each with its id, heading and version."""
    benutzt = ergebnis.geladen.klauseln
    return {f"{TEXTE}{n:03}-{k}.md": sealed_text(klausel) for n, (k, klausel) in enumerate(benutzt.items(), 1)}


def read_trees(dateien: Mapping[str, bytes]) -> dict[str, Dokument]:
    """Return the sealed documents by name, that of the contract itself first; raises SiegelFehler for a damaged one."""
    baeume = {n[len(BAUM) :].removesuffix(".json"): i for n, i in dateien.items() if n.startswith(BAUM)}
    try:
        return {name: read_native(inhalt) for name, inhalt in baeume.items()}
    except NativFehler as fehler:
        raise SiegelFehler(f"Ein besiegelter Dokumentbaum ist nicht lesbar: {fehler}") from fehler


def input_files(kennung: str, dateien: Mapping[str, bytes]) -> Vertragsdateien:
    """Return the sealed files as those of a contract of a repository."""
    eigene: dict[str, bytes] = {}
    gemeinsame: dict[str, bytes] = {}
    ordner = f"vertraege/{kennung}/"
    for name, inhalt in dateien.items():
        if name.startswith(GEMEINSAM):
            gemeinsame[name.removeprefix(GEMEINSAM)] = inhalt
        elif name.startswith(DATEN):
            eigene[ordner + name.removeprefix(DATEN)] = inhalt
    # Beside the data file there are only folders.
    datei = next((n for n in eigene if "/" not in n.removeprefix(ordner)), f"{ordner}vertrag.yaml")
    return Vertragsdateien(kennung, datei, eigene, gemeinsame)


def work_again(kennung: str, dateien: Mapping[str, bytes], recht: Rechtsbestand, tag: date, haus: Haus) -> Ergebnis:
    """Return what this program makes today of the data that were sealed."""
    return work(Eingaben(input_files(kennung, dateien), recht, tag, haus=haus))


def restore(kennung: str, dateien: Mapping[str, bytes], recht: Rechtsbestand, tag: date, haus: Haus) -> Ergebnis:
    """Return the contract as it was sealed: its data checked by the rules of today, its documents those that were sealed.

    Raises SiegelFehler where a sealed document cannot be read.
    """
    ergebnis = work_again(kennung, dateien, recht, tag, haus)
    gesiegelt = read_trees(dateien)
    namen = [*(n for n in ergebnis.dokumente if n in gesiegelt), *(n for n in gesiegelt if n not in ergebnis.dokumente)]
    dokumente = {n: gesiegelt[n] for n in namen}
    if dokumente == dict(ergebnis.dokumente):
        return ergebnis
    stuecke = tuple(Schriftstueck(name=n, dokument=d, places=places(d)) for n, d in dokumente.items())
    return replace(ergebnis, dokumente=dokumente, pruefling=replace(ergebnis.pruefling, schriftstuecke=stuecke))
