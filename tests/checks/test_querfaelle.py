"""Every rule across contracts turns exactly its bad cases red; each case changes one or both of the example contracts."""

from __future__ import annotations

import pytest

from checks.registry import QUERREGELN
from checks.run import check, check_quer
from tests.checks.faelle import Fall, load_faelle, make_pruefling, short
from tests.checks.gesagtes import list_unsaid
from tests.checks.querfaelle import BESTAENDE, TAG, find_bestand, make_prueflinge
from tests.vertraege import ZWEITER

FAELLE = [(m, art, f) for m in QUERREGELN for art, faelle in load_faelle(m.REGEL.code).items() for f in faelle]


@pytest.mark.parametrize(
    ("modul", "art", "fall"), FAELLE, ids=[f"{m.REGEL.code} {a}: {f['name']}" for m, a, f in FAELLE]
)
def test_case(modul: object, art: str, fall: Fall) -> None:
    (regel,) = [m for m in QUERREGELN if m is modul]
    pruefungen = [check(p, TAG, (), (regel,)) for p in make_prueflinge(regel, fall)]
    assert not any(p.abstuerze for p in pruefungen)
    for folge in (pruefungen, pruefungen[::-1]):
        befunde = check_quer(folge, TAG, (regel,))
        assert sorted(short(b) for b in befunde) == sorted(fall.get("erwartet", [])), [b.meldung for b in befunde]
        assert not list_unsaid(fall, befunde), [b.meldung for b in befunde]
        assert all(b.vertrag == find_bestand(regel)[0] and b.position.datei for b in befunde)
        assert all(b.bezug or regel.REGEL.code in BESTAENDE for b in befunde)
    assert (art == "schlecht") <= bool(fall.get("erwartet"))


@pytest.mark.parametrize("regel", QUERREGELN, ids=[m.REGEL.code for m in QUERREGELN])
def test_a_contract_alone_has_nothing_to_contradict(regel: object) -> None:
    (modul,) = [m for m in QUERREGELN if m is regel]
    pruefung = check(make_pruefling({"vertrag": ZWEITER}), TAG, (), (modul,))
    assert check_quer([pruefung], TAG, (modul,)) == ()
