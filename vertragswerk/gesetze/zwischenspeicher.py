"""Where imported law lives: the user's cache folder, never a repository of contracts. Files are replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vertragswerk.dateisystem.ordnergriff import open_griff
from vertragswerk.dateisystem.zielsperre import Melder, hold_ziel, stay_silent
from vertragswerk.dateisystem.zwischendatei import clear_old_style, clear_staged, stage


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


@contextmanager
def hold_cache(ordner: Path, melde: Melder = stay_silent) -> Iterator[None]:
    """Keep every other import out of a cache folder, and clear away what killed ones have left in it."""
    with open_griff(ordner, ist_neu_erlaubt=True) as griff, hold_ziel(griff, "", melde):
        clear_staged(griff)
        clear_old_style(griff)
        yield


def replace_file(ziel: Path, inhalt: bytes) -> None:
    """Write a file beside its place and move it there, so that a failure leaves the old one as it was."""
    with stage_file(ziel, inhalt) as stelle:
        stelle()


@contextmanager
def stage_file(ziel: Path, inhalt: bytes) -> Iterator[Callable[[], None]]:
    """Write a file beside its place, safe on the disk, and give what moves it there; without that it is removed again."""
    with open_griff(ziel.parent, ist_neu_erlaubt=True) as ordner, stage(ordner, ziel.name, inhalt) as neu:
        yield lambda: ordner.move(neu, ordner, ziel.name)
