"""Putting the files of a command into a folder that the user named, and saying what lies there now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.ablage import AblageFehler, write_in_turn
from vertragswerk.dateisystem.ordnertausch import Geaendert

from .ende import Abbruch
from .konsole import complain, write_pieces


def store(ziel: Path, dateien: Mapping[str, bytes]) -> None:
    """Write the files, all or none; another file of the same name is somebody's and stays."""
    try:
        write_in_turn(ziel, dateien, melde=complain)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except Geaendert as fehler:
        raise Abbruch(
            f"In „{show_pfad(ziel)}“ liegt schon anderes unter diesen Namen: {', '.join(fehler.namen)}. Es ist nichts geschrieben. "
            "Nennen Sie mit --ziel einen anderen Ordner, oder nehmen Sie diese Dateien weg."
        ) from fehler
    zahl = "1 Datei" if len(dateien) == 1 else f"{len(dateien)} Dateien"
    write_pieces([f"{zahl} in {ziel}: {', '.join(dateien)}\n"])
