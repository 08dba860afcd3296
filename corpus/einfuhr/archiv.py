"""Take the one XML file out of a zip of the federal portal without unpacking anything to disk."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from .fehler import ImportFehler
from .obergrenzen import MAX_DATEI, MAX_EINTRAEGE, MAX_VERHAELTNIS

# What a damaged archive makes the standard library raise; found by mutating real archives.
_SCHADEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError,
    IndexError,
)  # fmt: skip


def read_xml(daten: bytes, name: str) -> tuple[str, bytes]:
    """Return name and bytes of the XML file in a zip archive.

    Raises ImportFehler for a damaged, encrypted or suspicious archive (too many entries, too large, packed too tightly).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(daten)) as archiv:
            eintrag = _choose(archiv, name)
            with archiv.open(eintrag) as datei:
                inhalt = datei.read(MAX_DATEI + 1)
    except ImportFehler:
        raise
    except _SCHADEN as fehler:
        raise ImportFehler(
            f"{name}: Das Archiv ist beschädigt, verschlüsselt oder unvollständig. Bitte neu laden."
        ) from fehler
    if len(inhalt) > MAX_DATEI:
        raise ImportFehler(
            f"{name}: {eintrag.filename} ist entpackt größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen."
        )
    return eintrag.filename, inhalt


def _choose(archiv: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    eintraege = archiv.infolist()
    if len(eintraege) > MAX_EINTRAEGE:
        raise ImportFehler(f"{name}: Das Archiv hat mehr als {MAX_EINTRAEGE} Einträge.")
    xml = [e for e in eintraege if e.filename.lower().endswith(".xml")]
    if len(xml) != 1:
        raise ImportFehler(f"{name}: Erwartet wird genau eine XML-Datei im Archiv, gefunden: {len(xml)}.")
    eintrag = xml[0]
    if eintrag.file_size > MAX_DATEI or eintrag.file_size > MAX_VERHAELTNIS * max(eintrag.compress_size, 1):
        raise ImportFehler(
            f"{name}: {eintrag.filename} ist auffällig dicht gepackt ({eintrag.file_size} Bytes aus {eintrag.compress_size}); "
            "das Archiv wird aus Sicherheit abgelehnt."
        )
    return eintrag
