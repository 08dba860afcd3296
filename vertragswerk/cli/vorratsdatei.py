"""One file per repository in the user's cache folder: with a checksum, replaced as a whole, for the user alone.

Whoever deletes it loses nothing but time, and one that is damaged or of another make is as good as none.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.dateien import read_regular
from vertragswerk.dateisystem.dateirechte import private_files

HOECHSTENS: Final = 50
"""So many repositories are remembered; the one not checked for the longest time is forgotten."""
MAX_DATEI: Final = 512 * 2**20
_SUMME: Final = 32


def file_for(ordner: Path, wurzel: Path, endung: str) -> Path:
    """Return the file of the repository in `wurzel`; its name tells nothing of it."""
    return ordner / f"{sha256(os.fsencode(wurzel)).hexdigest()[:32]}{endung}"


def read_vorrat(datei: Path, anfang: bytes, cache: Path) -> memoryview:
    """Return what `write_vorrat` wrote behind `anfang`; raises OSError or ValueError where that is not what lies there."""
    daten = read_regular(datei, MAX_DATEI, cache)
    beginn = len(anfang) + _SUMME
    inhalt = memoryview(daten)[beginn:]
    if not daten.startswith(anfang) or sha256(inhalt).digest() != daten[len(anfang) : beginn]:
        raise ValueError("damaged")
    return inhalt


def write_vorrat(datei: Path, anfang: bytes, make: Callable[[], bytes], cache: Path) -> None:
    """Replace the file, and forget the oldest of its kind; a cache that cannot be written is no error.

    It costs the next run time, and this one nothing.
    """
    with suppress(AblageFehler, OSError):
        # What findings quote is nobody else's business.
        with private_files(True):
            datei.parent.mkdir(parents=True, exist_ok=True)
            inhalt = make()
            write_atomic(datei, anfang + sha256(inhalt).digest() + inhalt, cache)
        _forget_oldest(datei.parent, datei.suffix)


def _forget_oldest(ordner: Path, endung: str) -> None:
    dateien = [d for d in ordner.iterdir() if d.name.endswith(endung)]
    for datei in sorted(dateien, key=lambda d: d.stat().st_mtime_ns)[: max(len(dateien) - HOECHSTENS, 0)]:
        datei.unlink(missing_ok=True)
