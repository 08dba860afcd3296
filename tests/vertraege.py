"""The example contract as data for tests: loaded once, patched per case."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from contracts.bestand.ladung import Geladen, load_vertrag
from vertragswerk.dateisystem.verzeichnis import Bestand, open_bestand

BEISPIELE = Path(__file__).resolve().parent.parent / "contracts" / "beispiele"
ERSTER = "TB1-WESERBOGEN-2025"


@cache
def beispielbestand() -> Bestand:
    """Return the example repository; fails if it has a defect."""
    bestand, maengel = open_bestand(BEISPIELE)
    assert not maengel, maengel
    return bestand


@cache
def geladen(kennung: str = ERSTER) -> Geladen:
    """Return an example contract as loaded."""
    bestand = beispielbestand()
    return next(load_vertrag(bestand.read_dateien(o)) for o in bestand.vertraege() if o.kennung == kennung)


def daten(kennung: str = ERSTER) -> dict[str, Any]:
    """Return the merged data of an example contract, free to be changed."""
    quelle = geladen(kennung).quelle
    assert quelle is not None
    return copy.deepcopy(dict(quelle.daten))


def patch(ziel: Any, pfad: str, wert: Any) -> None:
    """Set (or with the marker `…weg` remove) the value at a path like `/budget/steigerung/rate` or `/parteien/0/name`."""
    teile = [int(t) if t.isdigit() else t for t in pfad.strip("/").split("/")]
    for teil in teile[:-1]:
        ziel = ziel[teil]
    if wert == "…weg":
        del ziel[teile[-1]]
    else:
        ziel[teile[-1]] = wert
