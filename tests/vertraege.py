"""The example contract as data for tests: loaded once, patched per case."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contracts.arten import find_art
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.modell.vertrag import Vertrag
from contracts.pfad import read_pfad
from corpus.recht.rechtsbestand import load_mitgeliefert
from tests.hilfen import PROJEKT
from vertragswerk.dateisystem.verzeichnis import Bestand, open_bestand
from vertragswerk.werk import Eingaben, Ergebnis, work

BEISPIELE = PROJEKT / "contracts" / "beispiele"
"""The example repository."""
ERSTER, ZWEITER = KENNUNGEN = ("TB1-WESERBOGEN-2025", "TB1-WESERBOGEN-2026")
"""Its contracts of the first kind, two versions of one Trägerbudget."""
REGIONALBUDGET = "R64-LINDENTAL-2024"
"""Its Regionalbudget."""
KOOPERATION = "KV-MUSTERHAVEN-2026"
"""Its Kooperationsvereinbarung of a Sozialraum."""
AENDERUNG = "TB1-WESERBOGEN-2025-A1"
"""Its Änderungsvereinbarung of the first contract."""
BUDGETFALL = "PB-BEISPIEL-2026"
"""Its case of a Persönliches Budget."""
BEISPIEL_JE_ART = {
    "traegerbudget_singulaer": ERSTER,
    "regionalbudget": REGIONALBUDGET,
    "zielvereinbarung_132": "Z132-HAFENBRUECKE-2026",
    "psychiatriebudget": "PB-MUSTERBREMEN-2026",
    "traegerbudget_sozialraum": "TB2-MUSTERHAVEN-I",
    "sozialraumbudget": "SRB-MUSTERRIED-2026",
    "kooperationsvereinbarung": KOOPERATION,
    "aenderungsvereinbarung": AENDERUNG,
    "persoenliches_budget": BUDGETFALL,
}
"""The first contract of each kind in it."""
KURZER = BEISPIEL_JE_ART["zielvereinbarung_132"]
"""The shortest to check and to build."""
ALLE = (ERSTER, ZWEITER, *(k for k in BEISPIEL_JE_ART.values() if k not in (ERSTER, AENDERUNG)), "TB2-MUSTERHAVEN-II")
"""Both versions of the first, the first of every other kind whose documents are made of clause texts alone, the second
Budgetvertrag: what an amendment quotes has places and words of another document. `beispielbestand` has them all."""


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


ERSTE_FASSUNG, ZWEITE_FASSUNG = (str(daten(k)["fassung"]["nummer"]) for k in KENNUNGEN)
"""Numbers of the versions of the examples; a change of signed text raises them."""


def load_modell(art: str = "traegerbudget_singulaer") -> type[Vertrag]:
    """Return the model class of a kind."""
    gefunden = find_art(art)
    assert gefunden is not None
    return gefunden.load_modell()


def locate(ziel: Any, pfad: str) -> tuple[Any, str | int]:
    """Return the container and the key or index that a written path leads to; its last step may be missing yet."""
    modell = load_modell(ziel["art"])
    davor, _, letzter = pfad.rpartition(".")
    gefunden = read_pfad(pfad, ziel, modell) or (*read_pfad(davor, ziel, modell), letzter)
    assert len(gefunden) > 1 or not davor, pfad
    for teil in gefunden[:-1]:
        ziel = ziel[teil]
    return ziel, gefunden[-1]


def patch(ziel: Any, pfad: str, wert: Any) -> None:
    """Set (or with the marker `…weg` remove) the value at a written path like `parteien[land].name`."""
    behaelter, schluessel = locate(ziel, pfad)
    if wert == "…weg":
        del behaelter[schluessel]
    else:
        behaelter[schluessel] = wert


def work_at(
    wurzel: Path, kennung: str = ERSTER, stichtag: date = date(2024, 12, 18), ist_entwurf: bool = False
) -> Ergebnis:
    """Return what the door makes of a contract in a repository on the disk, under the shipped law."""
    bestand, _ = open_bestand(wurzel)
    ordner = next(o for o in bestand.vertraege() if o.kennung == kennung)
    return work(Eingaben(bestand.read_dateien(ordner), load_mitgeliefert(), stichtag, ist_entwurf))


@cache
def work_example(kennung: str = ERSTER, stichtag: date = date(2024, 12, 18)) -> Ergebnis:
    """Return what the door makes of a contract of the example repository, made once: nothing changes it."""
    return work_at(BEISPIELE, kennung, stichtag)
