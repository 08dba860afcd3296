"""Build the shipped index of all known laws from the prepared files: `python -m vertragswerk.gesetze.auflage ORDNER ZIEL`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.einfuhr.gesetzbau import build_gesetz
from corpus.index.gesetzesliste import LISTE, file_name, hash_files, list_texte, load_gesetze
from corpus.index.indexformat import dump_index, pack_index

from .gesetzesdateien import read_belege, read_sichtungen

AUFLAGE = "auflage.json"
"""Names the edition: last day that the sources show, hash of all files."""


def build_zeilen(eintrag: dict[str, Any], ordner: Path) -> bytes:
    """Return the uncompressed lines of the index of one law."""
    sichtungen = read_sichtungen(ordner / f"{eintrag['text']}.jsonl.gz")
    return dump_index(build_gesetz(eintrag, sichtungen, read_belege(ordner, eintrag["text"])))


def write_auflage(ordner: Path, ziel: Path) -> int:
    """Write the index of every shipped law with the name of the edition and return the number of bytes."""
    groesse = 0
    for eintrag in load_gesetze():
        inhalt = pack_index(build_zeilen(eintrag, ordner))
        (ziel / file_name(eintrag["text"])).write_bytes(inhalt)
        groesse += len(inhalt)
    (ziel / AUFLAGE).write_bytes(name_auflage(ziel))
    return groesse


def name_auflage(ziel: Path) -> bytes:
    """Return what names the edition in a folder of index files."""
    dateien = {p.name: p.read_bytes() for p in sorted(ziel.iterdir()) if p.name == LISTE or p.suffix == ".gz"}
    texte = list_texte(dateien[LISTE], dateien.__getitem__, ziel.name)
    stand = max(leser.kopf.beobachtet[-1][1] for gruppe in texte.values() for leser in gruppe)
    return (json.dumps({"stand": stand.isoformat(), "hash": hash_files(dateien)}, indent=1) + "\n").encode("utf-8")


if __name__ == "__main__":
    import sys

    sys.stdout.write(f"{write_auflage(Path(sys.argv[1]), Path(sys.argv[2]))} Bytes\n")
