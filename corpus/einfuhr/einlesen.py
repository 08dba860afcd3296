"""Read any file of a statute: tell its kind by its first bytes and hand it to the right reader."""

from __future__ import annotations

from ..index.roh import Rohgesetz
from .archiv import read_xml
from .fehler import ImportFehler
from .markdowngesetz import parse_gesetz_markdown
from .xmlgesetz import parse_gesetz_xml


def parse_datei(daten: bytes, name: str) -> Rohgesetz:
    """Return the state of a law in the bytes of an XML file, a zip archive or a Markdown file."""
    if not daten:
        raise ImportFehler(f"{name}: Die Datei ist leer.")
    if daten.startswith(b"PK"):
        innen, xml = read_xml(daten, name)
        return parse_gesetz_xml(xml, f"{name}/{innen}")
    anfang = daten[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if anfang.startswith(b"<"):
        return parse_gesetz_xml(daten, name)
    try:
        text = daten.decode("utf-8")
    except UnicodeDecodeError as fehler:
        raise ImportFehler(f"{name}: Die Datei ist weder XML noch Archiv noch Text in UTF-8.") from fehler
    return parse_gesetz_markdown(text, name)
