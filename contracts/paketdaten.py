"""The program's own data files (clause texts, templates, example): the one place of this room that opens files, and none of a user's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.abc import Traversable
from importlib.resources import files


class PaketFehler(ValueError):
    """A data file of a kind of contract is missing or broken: nothing a user did. The text is a German sentence."""


def read(paket: str, pfad: str) -> bytes:
    """Return a data file of a package by its path with `/`. Raises PaketFehler."""
    try:
        return files(paket).joinpath(*pfad.split("/")).read_bytes()
    except FileNotFoundError as fehler:
        raise PaketFehler(
            f"Dem Programm fehlt eine eigene Datei: „{pfad}“ im Paket „{paket}“. Ergänzen Sie sie, wenn Sie die Vertragsart "
            "eingerichtet haben; installieren Sie sonst vertragswerk neu."
        ) from fehler


def explain_broken(name: str, grund: str) -> PaketFehler:
    """Return the error for a data file that says nothing sensible."""
    return PaketFehler(f"Eine eigene Datei des Programms ist fehlerhaft: „{name}“. {grund}")


@cache
def list_names(paket: str, ordner: str, endung: str) -> tuple[str, ...]:
    """Return the names of the files in a data folder that end so, sorted; none where the folder does not exist."""
    stelle = files(paket).joinpath(*ordner.split("/"))
    if not stelle.is_dir():
        return ()
    return tuple(sorted(e.name for e in stelle.iterdir() if e.name.endswith(endung) and e.is_file()))


def walk(paket: str, ordner: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file below a data folder with its path relative to it, sorted by name."""
    yield from _walk(files(paket).joinpath(*ordner.split("/")), "")


def _walk(ordner: Traversable, unter: str) -> Iterator[tuple[str, bytes]]:
    for eintrag in sorted(ordner.iterdir(), key=lambda e: e.name):
        if eintrag.name == "__pycache__":
            continue
        if eintrag.is_dir():
            yield from _walk(eintrag, f"{unter}{eintrag.name}/")
        else:
            yield f"{unter}{eintrag.name}", eintrag.read_bytes()
