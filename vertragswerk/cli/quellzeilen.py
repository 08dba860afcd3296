"""What a report shows of the disk: the lines of a file of the repository, and where the repository lies in the version control."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from contracts.arten import Vertragsart
from contracts.yamltext.zeichen import split_zeilen
from vertragswerk.dateisystem.dateien import read_bytes

GEHALTEN: Final = 8


def make_zeilenleser(wurzel: Path, arten: Sequence[Vertragsart]) -> Callable[[str], Sequence[str]]:
    """Return a function that gives the lines of a file named in a finding; few are kept.

    It gives none where the file cannot be read, and none of a file about a person: what messages must not repeat stands there.
    """

    @lru_cache(maxsize=GEHALTEN)
    def lies(datei: str) -> tuple[str, ...]:
        # Models are read for it, and a kept check needs none.
        from vertragswerk.vertraulichkeit import is_confidential

        if is_confidential(datei, arten):
            return ()
        inhalt, _ = read_bytes(wurzel / datei, wurzel)
        text = (inhalt or b"").decode("utf-8", "replace").removeprefix("\ufeff")
        return tuple(split_zeilen(text)) if text else ()

    return lies


def find_praefix(wurzel: Path) -> str:
    """Return the path from the folder of the version control down to the repository, `bestand/`; empty where they are one or there is none."""
    for ordner in (wurzel, *wurzel.parents):
        if (ordner / ".git").exists():
            weg = wurzel.relative_to(ordner).as_posix()
            return "" if weg == "." else f"{weg}/"
    return ""
