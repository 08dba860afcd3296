"""The law in use on this machine: the shipped one with what the user imported, read once, as bytes."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.index.gesetzesleser import MAX_INDEX
from corpus.index.gesetzesliste import LISTE, Gesetzestexte, list_texte
from corpus.index.indexformat import IndexFehler
from corpus.recht.rechtsbestand import Rechtsbestand, build_recht
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular

RAT = "Löschen Sie den Ordner der importierten Gesetze, und importieren Sie sie neu."
"""What to do about an index of the cache that is damaged: an import goes on from what is there."""


def load_recht(ordner: Path) -> Rechtsbestand:
    """Return the shipped law with what lies in a cache folder (`zwischenspeicher.cache_folder()`) laid over it."""
    return build_recht(read_eingefuehrt(ordner))


def load_eigene(ordner: Path) -> Gesetzestexte:
    """Return the texts that a cache folder holds; empty if there are none."""
    dateien = read_eingefuehrt(ordner)
    return list_texte(dateien[LISTE], dateien.__getitem__, ordner.name) if dateien else {}


def read_eingefuehrt(ordner: Path) -> dict[str, bytes]:
    """Return the list of a cache folder and the index files it names; empty without a list.

    A file that is missing is left out: that it is not there is said when its law is asked for.
    """
    liste = ordner / LISTE
    if not os.path.lexists(liste):
        return {}
    dateien = {LISTE: read_own(liste)}
    namen = [leser.name for g in list_texte(dateien[LISTE], dateien.__getitem__, ordner.name).values() for leser in g]
    for name in namen:
        if os.path.lexists(ordner / name):
            dateien[name] = read_own(ordner / name)
    return dateien


def read_own(pfad: Path) -> bytes:
    """Return a file of a cache folder. Raises IndexFehler for one that cannot be read, or lies elsewhere."""
    try:
        return read_regular(pfad, MAX_INDEX, pfad.parent)
    except OSError as fehler:
        raise IndexFehler(f"„{pfad}“ ist nicht lesbar: {explain_oserror(fehler)}.") from fehler
