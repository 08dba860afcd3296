"""Which state of this program this is: told apart cheaply on one machine, and by content between machines."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from vertragswerk import __version__

RAEUME: Final = ("corpus", "contracts", "generator", "checks", "vertragswerk")
_WURZEL: Final = Path(__file__).resolve().parents[1]


def hash_parts(teile: Iterable[bytes]) -> str:
    """Return a hash of a sequence of byte strings; where one ends and the next begins counts."""
    summe = sha256()
    for teil in teile:
        summe.update(len(teil).to_bytes(8, "big"))
        summe.update(teil)
    return summe.hexdigest()


def hash_named(dateien: Mapping[str, bytes]) -> str:
    """Return a hash of named bytes, whatever their order."""
    return hash_parts(teil for name in sorted(dateien) for teil in (encode(name), dateien[name]))


def encode(text: str) -> bytes:
    """Return a text as bytes to hash; names of files may hold what is no text."""
    return text.encode("utf-8", "surrogatepass")


def describe_program() -> str:
    """Return what tells this program from another state of it, "" where that cannot be told and nothing must be kept.

    Size and time of each of its files, and of the folder into which packages are installed.
    """
    stand = [__version__, sys.version]
    try:
        stand += [f"{n} {Path(sysconfig.get_path(n)).stat().st_mtime_ns}" for n in ("purelib", "platlib")]
        for raum in RAEUME:
            gefunden = sorted(
                f"{e.path} {w.st_size} {w.st_mtime_ns}" for e in _walk(_WURZEL / raum) for w in (e.stat(),)
            )
            if not gefunden:
                return ""
            stand += gefunden
    except OSError:
        return ""
    return hash_parts(map(encode, stand))


@cache
def describe_inhalt() -> str:
    """Return what tells this program from another state of it on any machine: the bytes of its files and the line of its Python."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    dateien = {
        Path(e.path).relative_to(_WURZEL).as_posix(): Path(e.path).read_bytes()
        for raum in RAEUME
        for e in _walk(_WURZEL / raum)
    }
    return hash_parts((encode(__version__), encode(python), encode(hash_named(dateien))))


def _walk(ordner: Path) -> Iterator[os.DirEntry[str]]:
    stapel = [str(ordner)]
    while stapel:
        with os.scandir(stapel.pop()) as eintraege:
            for e in eintraege:
                if not e.is_dir(follow_symlinks=False):
                    yield e
                elif e.name != "__pycache__":
                    stapel.append(e.path)
