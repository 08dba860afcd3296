"""Every rule across contracts turns exactly its bad cases red; each case changes one or both of the example contracts."""

from __future__ import annotations

from datetime import date

import pytest

from checks.regeln.konferenz import sk_09
from checks.regeln.recht import rk_25
from checks.registry import QUERREGELN
from checks.run import check, check_quer
from tests.checks.faelle import Fall, load_faelle, make_pruefling, short
from tests.vertraege import BEISPIEL_JE_ART, ERSTER, KOOPERATION, REGIONALBUDGET, ZWEITER

TAG = date(2025, 12, 11)
BESTAENDE = {
    rk_25: (BEISPIEL_JE_ART["psychiatriebudget"], (REGIONALBUDGET, ZWEITER)),
    sk_09: (KOOPERATION, ("TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II", BEISPIEL_JE_ART["sozialraumbudget"])),
}
"""The contract that names others, and those it names; what is not in the repository has no place in it."""
FAELLE = [(m, art, f) for m in QUERREGELN for art, faelle in load_faelle(m.REGEL.code).items() for f in faelle]


@pytest.mark.parametrize(
    ("modul", "art", "fall"), FAELLE, ids=[f"{m.REGEL.code} {a}: {f['name']}" for m, a, f in FAELLE]
)
def test_case(modul: object, art: str, fall: Fall) -> None:
    (regel,) = [m for m in QUERREGELN if m is modul]
    geprueft, andere = BESTAENDE.get(modul, (ZWEITER, (ERSTER,)))
    aenderungen = {andere[0]: fall.get("davor", ()), **fall.get("andere", {}), geprueft: fall.get("daten", ())}
    bestand = [k for k in (*andere, geprueft) if k not in fall.get("ohne", ())]
    prueflinge = [make_pruefling({"vertrag": k, "daten": aenderungen.get(k, ())}) for k in bestand]
    pruefungen = [check(p, TAG, (), (regel,)) for p in prueflinge]
    assert not any(p.abstuerze for p in pruefungen)
    for folge in (pruefungen, pruefungen[::-1]):
        befunde = check_quer(folge, TAG, (regel,))
        assert sorted(short(b) for b in befunde) == sorted(fall.get("erwartet", [])), [b.meldung for b in befunde]
        assert all(b.vertrag == geprueft and b.position.datei for b in befunde)
        assert all(b.bezug or modul in BESTAENDE for b in befunde)
    assert (art == "schlecht") <= bool(fall.get("erwartet"))


@pytest.mark.parametrize("regel", QUERREGELN, ids=[m.REGEL.code for m in QUERREGELN])
def test_a_contract_alone_has_nothing_to_contradict(regel: object) -> None:
    (modul,) = [m for m in QUERREGELN if m is regel]
    pruefung = check(make_pruefling({"vertrag": ZWEITER}), TAG, (), (modul,))
    assert check_quer([pruefung], TAG, (modul,)) == ()
