"""Cases of rules across contracts: which contracts of the example repository they compare, and how one is checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checks.kontext import Pruefling
from checks.regel import Querregelmodul
from tests.checks.faelle import Fall, make_pruefling
from tests.vertraege import BEISPIEL_JE_ART, ERSTER, KOOPERATION, REGIONALBUDGET, ZWEITER

TAG = date(2025, 12, 11)
BESTAENDE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "RK-25": (BEISPIEL_JE_ART["psychiatriebudget"], (REGIONALBUDGET, ZWEITER)),
    "SK-09": (KOOPERATION, ("TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II", BEISPIEL_JE_ART["sozialraumbudget"])),
}
"""The contract that names others, and those it names; what is not in the repository has no place in it."""


def find_bestand(modul: Querregelmodul) -> tuple[str, tuple[str, ...]]:
    """Return the contract a rule's cases are about, and those it is compared with."""
    return BESTAENDE.get(modul.REGEL.code, (ZWEITER, (ERSTER,)))


def make_prueflinge(modul: Querregelmodul, fall: Fall) -> list[Pruefling]:
    """Return the contracts that a case compares, with its changes."""
    geprueft, andere = find_bestand(modul)
    aenderungen = {andere[0]: fall.get("davor", ()), **fall.get("andere", {}), geprueft: fall.get("daten", ())}
    bestand = [k for k in (*andere, geprueft) if k not in fall.get("ohne", ())]
    return [make_pruefling({"vertrag": k, "daten": aenderungen.get(k, ())}) for k in bestand]
