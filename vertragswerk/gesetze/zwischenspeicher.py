"""Where imported law lives: the user's cache folder, never a repository of contracts. Files are replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def cache_folder(umgebung: Mapping[str, str] | None = None) -> Path:
    """Return the folder for imported law: `VERTRAGSWERK_CACHE`, or the cache folder usual on this system.

    The folder may not exist yet.
    """
    env = os.environ if umgebung is None else umgebung
    if eigener := env.get("VERTRAGSWERK_CACHE"):
        return Path(eigener)
    if sys.platform == "win32":
        basis = Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return basis / "vertragswerk" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "vertragswerk"
    return Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vertragswerk"


def replace_file(ziel: Path, inhalt: bytes) -> None:
    """Write a file beside its place and move it there, so that a failure leaves the old one as it was."""
    with stage_file(ziel, inhalt) as neu:
        neu.replace(ziel)


@contextmanager
def stage_file(ziel: Path, inhalt: bytes) -> Iterator[Path]:
    """Write a file beside its place and give its name there, safe on the disk; what is not moved from there is removed again.

    The name is this process's own: two imports at once never write into the same file.
    """
    ziel.parent.mkdir(parents=True, exist_ok=True)
    neu = ziel.with_name(f".{ziel.name}.{os.getpid()}.neu")
    try:
        with neu.open("wb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        yield neu
    finally:
        neu.unlink(missing_ok=True)
