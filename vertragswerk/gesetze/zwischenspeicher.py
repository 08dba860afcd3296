"""Where imported law lives: the user's cache folder, never a repository of contracts. Files are replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from vertragswerk.dateisystem.ordnergriff import Ordnergriff, open_griff
from vertragswerk.dateisystem.zielsperre import Melder, hold_ziel, stay_silent
from vertragswerk.dateisystem.zwischendatei import clear_old_style, clear_staged, stage

_VERSUCHE: Final = 20


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
    """Keep every other import out of a cache folder, and clear away what killed ones have left in it.

    A folder that is new and into which nothing came goes again.
    """
    ist_neu = not ordner.exists()
    try:
        with ExitStack() as gehalten:
            griff = _enter_locked(ordner, melde, gehalten)
            clear_staged(griff)
            clear_old_style(griff)
            yield
    finally:
        if ist_neu:
            with suppress(OSError):
                ordner.rmdir()


def _enter_locked(ordner: Path, melde: Melder, gehalten: ExitStack) -> Ordnergriff:
    rest = _VERSUCHE
    while True:
        rest -= 1
        griff = gehalten.enter_context(open_griff(ordner, ist_neu_erlaubt=True))
        try:
            gehalten.enter_context(hold_ziel(griff, "", melde))
        except FileNotFoundError:
            # Another import that came to nothing has just taken its new folder away.
            if not rest:
                raise
        else:
            return griff


def replace_file(ziel: Path, inhalt: bytes) -> None:
    """Write a file beside its place and move it there, so that a failure leaves the old one as it was."""
    with stage_file(ziel, inhalt) as stelle:
        stelle()


@contextmanager
def stage_file(ziel: Path, inhalt: bytes) -> Iterator[Callable[[], None]]:
    """Write a file beside its place, safe on the disk, and give what moves it there; without that it is removed again."""
    with open_griff(ziel.parent, ist_neu_erlaubt=True) as ordner, stage(ordner, ziel.name, inhalt) as neu:
        yield lambda: ordner.move(neu, ordner, ziel.name)
