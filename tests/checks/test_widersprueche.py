"""A contract contradicted in a hundred ways, each found at its place; thirty harmless changes, none of which gives a finding."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from checks.bericht import Pruefung
from checks.registry import QUERREGELN, REGELN
from checks.run import check, check_quer
from contracts.modell.meldungen import describe
from contracts.modell.verweise import check_verweise
from contracts.pfad import write_pfad
from contracts.position import Quelle
from tests.checks.faelle import base, make_pruefling, patched_data
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER, ZWEITER, load_modell

ORDNER = PROJEKT / "tests" / "checks" / "widersprueche"
SCHAEDLICHE: list[dict[str, Any]] = yaml.safe_load((ORDNER / "aenderungen.yaml").read_text(encoding="utf-8"))
HARMLOSE: list[dict[str, Any]] = yaml.safe_load((ORDNER / "harmlose.yaml").read_text(encoding="utf-8"))
STICHTAG = date(2025, 12, 11)


@cache
def davor() -> Pruefung:
    """The contract that the changed one follows."""
    return check(make_pruefling({"vertrag": ERSTER}), STICHTAG)


def find(fall: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return code, place and sentence of everything that is said of the changed contract."""
    fall = {"vertrag": ZWEITER, **fall}
    grund = base(ZWEITER).quelle
    assert grund is not None
    daten, modell = patched_data(fall), load_modell()
    quelle = Quelle(grund.datei, daten, grund.werte, grund.schluessel)
    try:
        vertrag = modell.model_validate(daten)
    except ValidationError as fehler:
        return [(m.code, write_pfad(m.pfad, daten, modell), m.meldung) for m in describe(fehler, quelle, modell)]
    maengel = [(m.code, write_pfad(m.pfad, daten, modell), m.meldung) for m in check_verweise(vertrag, quelle)]
    pruefung = check(make_pruefling(fall), STICHTAG, REGELN, QUERREGELN)
    assert not pruefung.abstuerze, pruefung.befunde
    quer = check_quer([davor(), pruefung], STICHTAG, QUERREGELN)
    return [*maengel, *((b.code, b.pfad or f"@{b.anker}", b.meldung) for b in (*pruefung.befunde, *quer))]


def lies_at(pfad: str, stelle: str) -> bool:
    return pfad.startswith("@") if stelle == "@" else pfad == stelle or pfad.startswith((f"{stelle}.", f"{stelle}["))


def test_there_are_a_hundred_and_thirty() -> None:
    assert len({f["name"] for f in SCHAEDLICHE}) == 100 and len({f["name"] for f in HARMLOSE}) == 30


@pytest.mark.parametrize("fall", SCHAEDLICHE, ids=[f["name"] for f in SCHAEDLICHE])
def test_each_contradiction_is_found_at_its_place(fall: dict[str, Any]) -> None:
    gefunden = find(fall)
    assert any(lies_at(pfad, stelle) for _, pfad, _ in gefunden for stelle in fall["stelle"]), gefunden


@pytest.mark.parametrize("fall", HARMLOSE, ids=[f["name"] for f in HARMLOSE])
def test_no_harmless_change_gives_a_finding(fall: dict[str, Any]) -> None:
    assert find(fall) == []
