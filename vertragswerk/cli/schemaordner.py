"""`schema --einrichten`: lay the schemas into a repository and point its files to them, for YAML editors without our server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from checks.ausnahmen import AUSNAHMEDATEI
from contracts.arten import list_gemeinsames
from contracts.schemata import AUSNAHMEN, write_schema
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.dateien import read_bytes
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.dateisystem.verzeichnis import Bestand
from vertragswerk.editor.vertragsart_im_text import read_art
from vertragswerk.haus import Haus
from vertragswerk.vertraulichkeit import is_confidential

from .bestandswahl import house_of, open_repository
from .ende import Abbruch
from .konsole import write

SCHEMAORDNER: Final = "schema"
ZEIGER: Final = "# yaml-language-server: $schema="
BOM: Final = b"\xef\xbb\xbf"


def set_up(ordner: Path, haus: Haus) -> None:
    """Write the schemas to `schema/` and a first line that names one into each YAML file that has none; nothing else changes."""
    bestand, _ = open_repository(ordner, frozenset(), haus)
    haus = house_of(bestand, haus)
    ziele = dict(_list_targets(bestand, haus))
    gebraucht = sorted(set(ziele.values()))
    geschrieben = 0
    try:
        for name in gebraucht:
            inhalt = write_schema(name, haus.arten).encode("utf-8")
            _write_schemafile(bestand.wurzel, name, inhalt)
        for datei, name in ziele.items():
            with private_files(is_confidential(datei, haus.arten)):
                geschrieben += _point(bestand.wurzel, datei, name)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write(f"Schemata abgelegt: {len(gebraucht)}. Dateien mit neuem Verweis in der ersten Zeile: {geschrieben}.\n")


def _write_schemafile(wurzel: Path, name: str, inhalt: bytes) -> None:
    write_atomic(wurzel / SCHEMAORDNER / f"{name}.schema.json", lambda: iter([inhalt]), wurzel=wurzel)


def _list_targets(bestand: Bestand, haus: Haus) -> Iterator[tuple[str, str]]:
    """Yield the YAML files of a repository with the name of their schema; a file of an unknown kind has none."""
    for ort in bestand.vertraege():
        name = ort.datei.relative_to(bestand.wurzel).as_posix()
        inhalt, _ = read_bytes(ort.datei, bestand.wurzel)
        art = haus.find_art(read_art((inhalt or b"").decode("utf-8", "replace")))
        if art is not None:
            yield name, art.name
    for gemeinsam in list_gemeinsames(haus.arten):
        muster = re.compile(re.escape(gemeinsam.ort).replace(r"\{\}", "[^/]+"))
        yield from ((datei, gemeinsam.name) for datei in sorted(bestand.gemeinsames) if muster.fullmatch(datei))
    if (bestand.wurzel / AUSNAHMEDATEI).is_file():
        yield AUSNAHMEDATEI, AUSNAHMEN


def _point(wurzel: Path, datei: str, name: str) -> int:
    """Put the first line into a file that has no such line; returns how many files changed."""
    inhalt, _ = read_bytes(wurzel / datei, wurzel)
    if inhalt is None or ZEIGER.encode() in inhalt:
        return 0
    weg = PurePosixPath(
        os.path.relpath(f"{SCHEMAORDNER}/{name}.schema.json", str(PurePosixPath(datei).parent)).replace(os.sep, "/")
    )
    ende = b"\r\n" if b"\r\n" in inhalt else b"\n"
    rumpf = inhalt.removeprefix(BOM)
    neu = inhalt[: len(inhalt) - len(rumpf)] + f"{ZEIGER}{weg}".encode() + ende + rumpf
    write_atomic(wurzel / datei, lambda: iter([neu]), wurzel=wurzel)
    return 1
