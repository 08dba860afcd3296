"""Deterministic ZIP packages: parts in the order given, every date from the caller, ready-made parts stored precompressed.

`zipfile` cannot take compressed data, so static parts would be deflated again for every document; and it writes fields
that depend on the platform.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .xmltext import SchreibFehler

_STUFE = 2
"""Deflate level: measured at two fifths of the time of level 6 for a fifth more bytes."""
_LOKAL = struct.Struct("<4s5H3L2H")
_ZENTRAL = struct.Struct("<4s6H3L5H2L")
_ENDE = struct.Struct("<4s4H2LH")
_UTF8 = 0x800
_DOS_ANFANG = 1980


@dataclass(frozen=True, slots=True)
class Teil:
    """One file of the package; `daten` are compressed unless `verfahren` is 0 (stored)."""

    name: bytes
    daten: bytes
    laenge: int
    crc: int
    verfahren: int


def pack(name: str, inhalt: bytes | str, ist_gespeichert: bool = False) -> Teil:
    """Return the file ready for the package, deflated unless it must be stored."""
    roh = inhalt.encode("utf-8") if isinstance(inhalt, str) else inhalt
    if ist_gespeichert:
        return Teil(name.encode("utf-8"), roh, len(roh), zlib.crc32(roh), 0)
    deflate = zlib.compressobj(_STUFE, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Teil(name.encode("utf-8"), deflate.compress(roh) + deflate.flush(), len(roh), zlib.crc32(roh), 8)


@dataclass(frozen=True, slots=True)
class Anfang:
    """The compressed beginning of a file whose end differs from document to document."""

    deflate: zlib._Compress
    daten: bytes
    laenge: int
    crc: int

    def finish(self, name: str, rest: str) -> Teil:
        """Return the file with its end; the beginning can be used again."""
        roh = rest.encode("utf-8")
        deflate = self.deflate.copy()
        daten = self.daten + deflate.compress(roh) + deflate.flush()
        return Teil(name.encode("utf-8"), daten, self.laenge + len(roh), zlib.crc32(roh, self.crc), 8)


def start(inhalt: str) -> Anfang:
    """Return the beginning of a file, compressed for use in many documents."""
    roh = inhalt.encode("utf-8")
    deflate = zlib.compressobj(_STUFE, zlib.DEFLATED, -zlib.MAX_WBITS)
    daten = deflate.compress(roh)
    return Anfang(deflate, daten, len(roh), zlib.crc32(roh))


def build_zip(teile: Iterable[Teil], stand: str) -> bytes:
    """Return the archive; all files carry the date `stand` (ISO, midnight; before 1980 the first day a ZIP can tell)."""
    tag = _dos_date(stand)
    koerper: list[bytes] = []
    verzeichnis: list[bytes] = []
    ort = 0
    for teil in teile:
        marke = _UTF8 if not teil.name.isascii() else 0
        kopf = _LOKAL.pack(
            b"PK\x03\x04", 20, marke, teil.verfahren, 0, tag, teil.crc, len(teil.daten), teil.laenge, len(teil.name), 0
        )
        verzeichnis.append(
            _ZENTRAL.pack(
                b"PK\x01\x02", 20, 20, marke, teil.verfahren, 0, tag, teil.crc, len(teil.daten), teil.laenge,
                len(teil.name), 0, 0, 0, 0, 0, ort,
            )
            + teil.name
        )  # fmt: skip
        koerper += (kopf, teil.name, teil.daten)
        ort += len(kopf) + len(teil.name) + len(teil.daten)
    zentral = b"".join(verzeichnis)
    ende = _ENDE.pack(b"PK\x05\x06", 0, 0, len(verzeichnis), len(verzeichnis), len(zentral), ort, 0)
    return b"".join((*koerper, zentral, ende))


def _dos_date(stand: str) -> int:
    try:
        tag = date.fromisoformat(stand)
    except ValueError as fehler:
        raise SchreibFehler(f"Der Stand „{stand[:40]}“ ist kein Datum der Form JJJJ-MM-TT.") from fehler
    if tag.year < _DOS_ANFANG:
        return 1 << 5 | 1
    return min(tag.year - _DOS_ANFANG, 127) << 9 | tag.month << 5 | tag.day
