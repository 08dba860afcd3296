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

    @property
    def inhalt(self) -> bytes:
        """The file as it was before it was packed."""
        return zlib.decompress(self.daten, -zlib.MAX_WBITS) if self.verfahren else self.daten


class Packstrom:
    """A file that is compressed piece by piece, while it grows: no copy of its whole text is made."""

    __slots__ = ("_crc", "_daten", "_deflate", "_laenge")

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(_STUFE, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._daten = b""
        self._laenge = 0
        self._crc = 0

    def write(self, inhalt: bytes | str) -> Packstrom:
        """Add the next piece."""
        roh = inhalt.encode("utf-8") if isinstance(inhalt, str) else inhalt
        self._daten += self._deflate.compress(roh)
        self._laenge += len(roh)
        self._crc = zlib.crc32(roh, self._crc)
        return self

    def branch(self) -> Packstrom:
        """Return a file that begins as this one does; this one can be used again."""
        zweig = Packstrom.__new__(Packstrom)
        zweig._deflate = self._deflate.copy()
        zweig._daten, zweig._laenge, zweig._crc = self._daten, self._laenge, self._crc
        return zweig

    def finish(self, name: str) -> Teil:
        """Return the whole file; nothing can be added afterwards."""
        return Teil(name.encode("utf-8"), self._daten + self._deflate.flush(), self._laenge, self._crc, 8)


class Rohstrom:
    """A file that grows as a `Packstrom` does and is not compressed: for one that is read again at once."""

    __slots__ = ("_stuecke",)

    def __init__(self) -> None:
        self._stuecke: list[bytes] = []

    def write(self, inhalt: bytes | str) -> Rohstrom:
        """Add the next piece."""
        self._stuecke.append(inhalt.encode("utf-8") if isinstance(inhalt, str) else inhalt)
        return self

    def finish(self, name: str) -> Teil:
        """Return the whole file, stored."""
        return pack_part(name, b"".join(self._stuecke), ist_gespeichert=True)


def pack_part(name: str, inhalt: bytes | str, ist_gespeichert: bool = False) -> Teil:
    """Return the file ready for the package, deflated unless it must be stored."""
    if not ist_gespeichert:
        return Packstrom().write(inhalt).finish(name)
    roh = inhalt.encode("utf-8") if isinstance(inhalt, str) else inhalt
    return Teil(name.encode("utf-8"), roh, len(roh), zlib.crc32(roh), 0)


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
