"""`beispiel`: copy the complete fictional repository that comes with the program."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path

from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic

from .bestandswahl import refuse_full
from .ende import Abbruch
from .konsole import write


def copy_example(ordner: Path) -> None:
    """Write the example into a new or empty folder, as a whole or not at all."""
    refuse_full(ordner, ". Wählen Sie einen neuen Ordner, damit nichts überschrieben wird.")
    dateien = dict(_walk(files("contracts") / "beispiele", ""))
    try:
        write_all_atomic(ordner.absolute(), dateien)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write(
        f"Der Beispielbestand liegt in „{show_pfad(ordner)}“ ({len(dateien)} Dateien). Alle Angaben darin sind erfunden.\n"
        f"Nächste Schritte: vertragswerk pruefen {show_pfad(ordner)} · vertragswerk bauen {show_pfad(ordner)}\n"
    )


def _walk(ordner: Traversable, unter: str) -> Iterator[tuple[str, bytes]]:
    for eintrag in sorted(ordner.iterdir(), key=lambda e: e.name):
        if eintrag.name in ("ausgabe", "__pycache__"):
            continue
        if eintrag.is_dir():
            yield from _walk(eintrag, f"{unter}{eintrag.name}/")
        else:
            yield f"{unter}{eintrag.name}", eintrag.read_bytes()
