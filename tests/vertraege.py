"""The example contract as data for tests: loaded once, patched per case."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contracts.bestand.ladung import Geladen, load_vertrag
from corpus.recht.rechtsbestand import load_mitgeliefert
from vertragswerk.dateisystem.verzeichnis import Bestand, open_bestand
from vertragswerk.werk import Eingaben, Ergebnis, work

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


def work_at(
    wurzel: Path, kennung: str = ERSTER, stichtag: date = date(2024, 12, 18), ist_entwurf: bool = False
) -> Ergebnis:
    """Return what the door makes of a contract in a repository on the disk, under the shipped law."""
    bestand, _ = open_bestand(wurzel)
    ordner = next(o for o in bestand.vertraege() if o.kennung == kennung)
    return work(Eingaben(bestand.read_dateien(ordner), load_mitgeliefert(), stichtag, ist_entwurf))
