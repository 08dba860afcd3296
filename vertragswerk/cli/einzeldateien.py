"""`lesen`: read single YAML files strictly, without rules and without a repository; for hooks that see one changed file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from contracts.position import Mangel
from contracts.yamltext.yamldatei import load_yaml
from corpus.druckbar import mask_line, show_pfad
from vertragswerk.dateisystem.dateien import read_bytes

from .ende import AUSFALL, FEHLER, NICHTS, Abbruch
from .konsole import write


def read_files(dateien: Sequence[Path]) -> None:
    """Print a line per defect; ends with 1 where there is one, with 2 where a file cannot be read."""
    if not dateien:
        raise Abbruch("Es ist keine Datei genannt.", NICHTS)
    ist_unlesbar = False
    anzahl = 0
    for datei in dateien:
        inhalt, maengel = read_bytes(datei, None)
        ist_unlesbar = ist_unlesbar or inhalt is None
        if inhalt is not None:
            maengel = load_yaml(inhalt, show_pfad(datei))[1]
        anzahl += len(maengel)
        write("".join(_line(datei, m) for m in maengel))
    if anzahl == 0:
        write(f"Gelesen: {len(dateien)} Dateien ohne Mangel.\n")
    if anzahl:
        sys.exit(AUSFALL if ist_unlesbar else FEHLER)


def _line(datei: Path, mangel: Mangel) -> str:
    ort = mangel.position
    return f"{show_pfad(datei)}:{ort.zeile}:{ort.spalte}: {mangel.code} {mask_line(mangel.meldung)}\n"
