"""Take any statute file: tell its kind by its first bytes and hand it to the right reader."""

from __future__ import annotations

from pathlib import Path

from ..index.roh import Rohgesetz, Sichtung
from .archiv import read_xml
from .aufbereitet import read_sichtungen
from .fehler import ImportFehler
from .markdowngesetz import parse_markdown
from .obergrenzen import MAX_DATEI
from .xmlgesetz import parse_xml


def read_file(pfad: Path) -> Rohgesetz | list[Sichtung]:
    """Return the state of a law in a file (XML, zip with XML, Markdown), or the sightings of a prepared file.

    Raises ImportFehler, a German sentence with the file's name, for anything unreadable.
    """
    try:
        groesse = pfad.stat().st_size
        if groesse > MAX_DATEI:
            raise ImportFehler(f"{pfad.name}: Die Datei ist größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen.")
        daten = pfad.read_bytes()
    except OSError as fehler:
        raise ImportFehler(f"{pfad}: Die Datei ist nicht lesbar ({fehler.strerror}).") from fehler
    if daten.startswith(b"\x1f\x8b"):
        return read_sichtungen(pfad)
    return parse_datei(daten, pfad.name)


def parse_datei(daten: bytes, name: str) -> Rohgesetz:
    """Return the state of a law in the bytes of an XML file, a zip archive or a Markdown file."""
    if not daten:
        raise ImportFehler(f"{name}: Die Datei ist leer.")
    if daten.startswith(b"PK"):
        innen, xml = read_xml(daten, name)
        return parse_xml(xml, f"{name}/{innen}")
    anfang = daten[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if anfang.startswith(b"<"):
        return parse_xml(daten, name)
    try:
        text = daten.decode("utf-8")
    except UnicodeDecodeError as fehler:
        raise ImportFehler(f"{name}: Die Datei ist weder XML noch Archiv noch Text in UTF-8.") from fehler
    return parse_markdown(text, name)
