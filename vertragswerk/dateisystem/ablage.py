"""Writing that a killed run cannot spoil: a file or a folder appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.dateien import explain_oserror
from vertragswerk.dateisystem.ordnergriff import Inhalt, open_griff
from vertragswerk.dateisystem.ordnertausch import OHNE_VORWISSEN, Ablagebericht, Geaendert, Vorwissen, replace_folder
from vertragswerk.dateisystem.sonderziel import find_special, write_special
from vertragswerk.dateisystem.zielsperre import Melder, hold_ziel, stay_silent
from vertragswerk.dateisystem.zwischendatei import stage

_VERSUCHE: Final = 20


class AblageFehler(Exception):
    """Something could not be written; the text is a German sentence for the user."""

    def __init__(self, pfad: Path, ursache: OSError | ValueError) -> None:
        super().__init__(f"„{show_pfad(pfad)}“ kann nicht geschrieben werden: {explain_oserror(ursache)}.")
        self.pfad = pfad


def write_atomic(pfad: Path, inhalt: Inhalt, wurzel: Path | None = None) -> None:
    """Write a file so that at every moment the old or the new one is there whole; raises `AblageFehler`.

    Many may write the same file at once; the last
    one remains. With `wurzel` no link below it is followed. Without, the name is the user's own: a link is followed, and a
    pipe or a device is written to, never replaced.
    """
    try:
        if wurzel is None:
            sonderziel = find_special(pfad)
            if sonderziel is not None:
                write_special(sonderziel, inhalt)
                return
            # A link stays; what it leads to is written. A name that leads nowhere yet is taken as it is.
            pfad = pfad.resolve()
            _replace(pfad.parent, (), pfad.name, inhalt)
        else:
            *teile, name = PurePosixPath(pfad.relative_to(wurzel).as_posix()).parts
            _replace(wurzel, teile, name, inhalt)
    except (OSError, ValueError, RuntimeError) as fehler:
        raise AblageFehler(pfad, ValueError(pfad) if isinstance(fehler, RuntimeError) else fehler) from fehler


def _replace(wurzel: Path, teile: Sequence[str], name: str, inhalt: Inhalt) -> None:
    with open_griff(wurzel, teile, ist_neu_erlaubt=True) as ordner:
        for rest in reversed(range(_VERSUCHE)):
            with stage(ordner, name, inhalt) as neu:
                try:
                    ordner.move(neu, ordner, name)
                    break
                except (FileNotFoundError, PermissionError):
                    # Windows: another run cleared the closed file away, or holds the old one open for a moment.
                    if not rest:
                        raise
        ordner.sync()


def make_folder(ordner: Path, wurzel: Path) -> None:
    """Make a folder at or below `wurzel` unless it is there; no link below `wurzel` is followed. Raises `AblageFehler`."""
    try:
        with open_griff(wurzel, ordner.relative_to(wurzel).parts, ist_neu_erlaubt=True):
            pass
    except OSError as fehler:
        raise AblageFehler(ordner, fehler) from fehler


def write_all_atomic(ordner: Path, dateien: Mapping[str, bytes], wurzel: Path | None = None) -> None:
    """Write a folder of outputs that appears as a whole; raises `AblageFehler` and then leaves the old one as it was.

    Files that are there already are never overwritten. Below `wurzel` (without it: below the folder around) no link is followed.
    """
    try:
        write_in_turn(ordner, dateien, wurzel=wurzel)
    except Geaendert as fehler:
        raise AblageFehler(ordner / fehler.namen[0], FileExistsError()) from fehler


def write_in_turn(
    ordner: Path,
    dateien: Mapping[str, bytes],
    *,
    wurzel: Path | None = None,
    vorwissen: Vorwissen = OHNE_VORWISSEN,
    ist_beiseite: bool = False,
    melde: Melder = stay_silent,
) -> Ablagebericht:
    """Write a folder under its lock, after whoever holds it; `replace_folder` says what the arguments mean.

    Raises `AblageFehler`, and `Geaendert` for files in the way.
    """
    try:
        # The name of the folder itself may be a link, which is refused; what the user named above it is followed.
        if wurzel is None:
            ordner = Path(os.path.normpath(ordner.absolute()))
            wurzel = ordner.parent
        *teile, name = ordner.relative_to(wurzel).parts
        with open_griff(wurzel, teile, ist_neu_erlaubt=True) as ort, hold_ziel(ort, name, melde):
            return replace_folder(ort, name, dateien, vorwissen, ist_beiseite)
    except (OSError, ValueError) as fehler:
        raise AblageFehler(ordner, fehler) from fehler
