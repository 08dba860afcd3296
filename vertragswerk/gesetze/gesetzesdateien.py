"""Files of statutes on the disk, handed to the readers as bytes."""

from __future__ import annotations

from pathlib import Path

from corpus.druckbar import show_pfad
from corpus.einfuhr.aufbereitet import TAFELN, parse_belege, parse_sichtungen, unreadable_table
from corpus.einfuhr.einlesen import parse_datei
from corpus.einfuhr.fehler import ImportFehler
from corpus.einfuhr.obergrenzen import MAX_DATEI
from corpus.index.roh import Rohgesetz, Sichtung
from corpus.index.zeitgrenzen import Belege
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.ordnergriff import ZuGross

_GZIP = b"\x1f\x8b"


def read_file(pfad: Path) -> Rohgesetz | list[Sichtung]:
    """Return the state of a law in a file (XML, zip with XML, Markdown), or the sightings of a prepared file.

    Raises ImportFehler, a German sentence with the file's name, for anything unreadable.
    """
    daten = _read(pfad)
    return parse_sichtungen(daten, pfad.name) if daten.startswith(_GZIP) else parse_datei(daten, pfad.name)


def read_sichtungen(pfad: Path) -> list[Sichtung]:
    """Return the sightings of one prepared file. Raises ImportFehler with file and line."""
    return parse_sichtungen(_read(pfad), pfad.name)


def read_belege(ordner: Path, text: str) -> Belege:
    """Return what the tables beside the prepared files say about the dates of one text (`SGB_IX_2018`).

    Raises ImportFehler if a table is missing, damaged or silent about the text.
    """
    return parse_belege({name: _read_table(ordner / name) for name in TAFELN}, text)


def _read(pfad: Path) -> bytes:
    try:
        return read_regular(pfad, MAX_DATEI)
    except ZuGross as fehler:
        raise ImportFehler(
            f"{show_pfad(pfad.name)}: Die Datei ist größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen."
        ) from fehler
    except OSError as fehler:
        raise ImportFehler(f"{show_pfad(pfad)}: Die Datei ist nicht lesbar ({explain_oserror(fehler)}).") from fehler


def _read_table(pfad: Path) -> bytes:
    try:
        return read_regular(pfad, MAX_DATEI)
    except OSError as fehler:
        raise unreadable_table(pfad.name, fehler) from fehler
