"""The file with the key of a copy under pseudonyms: read, or made once from the randomness of the system."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from contracts.verfremdung.kopierschluessel import MINDESTENS, Schluessel, is_strong
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.dateirechte import private_files

from .ende import Abbruch

HOECHSTENS: Final = 4096


def open_schluessel(datei: Path, ziel: Path, ist_neu: bool) -> Schluessel:
    """Return the key; ends the command where it is none, would lie in the copy, or would replace another."""
    name = show_pfad(datei)
    if _is_below(datei, ziel):
        raise Abbruch(
            f"Die Schlüsseldatei „{name}“ läge im Ordner der Kopie. Wer die Kopie bekommt, darf den Schlüssel nicht haben; "
            "nennen Sie eine andere Stelle."
        )
    if ist_neu:
        _make(datei)
    try:
        inhalt = read_regular(datei, HOECHSTENS)
    except FileNotFoundError as fehler:
        raise Abbruch(
            f"Die Schlüsseldatei „{name}“ gibt es nicht. Mit --schluessel-anlegen entsteht sie mit einem zufälligen Schlüssel."
        ) from fehler
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"Die Schlüsseldatei „{name}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    if not is_strong(inhalt):
        raise Abbruch(
            f"Der Schlüssel in „{name}“ ist zu leicht zu erraten: Nötig sind mindestens {MINDESTENS} Zeichen, und nicht immer dieselben."
        )
    return Schluessel(inhalt)


def _make(datei: Path) -> None:
    try:
        if datei.exists() or datei.is_symlink():
            raise Abbruch(
                f"„{show_pfad(datei)}“ gibt es schon. Ein Schlüssel wird nie überschrieben; lassen Sie --schluessel-anlegen weg, um ihn zu nehmen."
            )
        with private_files(True):
            datei.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(datei, f"{secrets.token_hex(MINDESTENS)}\n".encode())
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{show_pfad(datei)}“ kann nicht angelegt werden: {explain_oserror(fehler)}.") from fehler


def _is_below(datei: Path, ordner: Path) -> bool:
    try:
        return datei.resolve().is_relative_to(ordner.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
