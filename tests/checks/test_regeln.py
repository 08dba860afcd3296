"""Every rule turns exactly its bad cases red and leaves the good ones alone, with all rules running."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checks.bericht import Pruefbericht
from checks.kontext import list_teilstuecke
from checks.regel import Regelmodul
from checks.registry import ALLE, REGELN
from checks.report import WRITERS, Darstellung, render
from checks.run import check
from tests.checks.faelle import (
    REGELFAELLE,
    STICHTAG,
    Fall,
    all_faelle,
    check_fall,
    load_faelle,
    make_pruefling,
    run_fall,
    short,
    stichtag_of,
)
from tests.checks.gesagtes import list_unsaid
from tests.vertraege import AENDERUNG
from tests.vertraege import ALLE as AUS_KLAUSELN

VERTRAEGE = (*AUS_KLAUSELN, AENDERUNG)
FAELLE = list(all_faelle())
GEHEIM = ("Maren", "Ada Beispiel", "Jan Muster", "Deichweg", "Kaistraße", "28000", "Tamme", "Hafenmarkt")


def ids(fall: tuple[str, str, Fall]) -> str:
    return f"{fall[0]} {fall[1]}: {fall[2]['name']}"


@pytest.mark.parametrize(("code", "art", "fall"), FAELLE, ids=[ids(f) for f in FAELLE])
def test_case(code: str, art: str, fall: Fall) -> None:
    erwartet = sorted(fall.get("erwartet", []))
    gefunden = run_fall(fall, REGELN, fall.get("nur")) if art == "schlecht" else run_fall(fall, _rules_of(fall))
    assert sorted(short(b) for b in gefunden) == erwartet, [(b.code, b.pfad, b.anker, b.meldung) for b in gefunden]
    assert not list_unsaid(fall, gefunden), [b.meldung for b in gefunden]
    if art == "schlecht":
        assert any(c == code for c, _ in erwartet)
        assert all(c == code for c, _ in erwartet) or fall.get("verbunden")
    if art == "gut":
        assert not erwartet


def _rules_of(fall: Fall) -> Sequence[Regelmodul]:
    return [m for m in REGELN if m.REGEL.code in fall["nur"]] if "nur" in fall else REGELN


@pytest.mark.parametrize(
    "fall", [f for _, art, f in FAELLE if art == "schlecht"], ids=[ids(f) for f in FAELLE if f[1] == "schlecht"]
)
def test_no_report_names_a_person_or_an_address(fall: Fall) -> None:
    bericht = Pruefbericht("1", STICHTAG, (check_fall(fall),))
    for name in WRITERS:
        text = render(bericht, name, Darstellung(breite=200))
        assert not [g for g in GEHEIM if g in text]


@pytest.mark.parametrize("code", [m.REGEL.code for m in REGELN])
def test_every_rule_has_good_bad_and_boundary_cases(code: str) -> None:
    assert (REGELFAELLE / code).is_dir()
    faelle = load_faelle(code)
    assert len(faelle["gut"]) >= 1 and len(faelle["schlecht"]) >= 2 and len(faelle["grenze"]) >= 1
    namen = [f["name"] for gruppe in faelle.values() for f in gruppe]
    assert len(set(namen)) == len(namen)


def test_there_are_no_cases_without_rule() -> None:
    assert {p.name for p in REGELFAELLE.iterdir() if p.is_dir()} <= {m.REGEL.code for m in ALLE}


def example(kennung: str) -> Fall:
    """Return an example as a case: sealed on the day it is checked, and not changed since."""
    return {"vertrag": kennung, "vorfassung": {"nummer": "1.0", "besiegelt_am": stichtag_of({"vertrag": kennung})}}


@pytest.mark.parametrize("kennung", VERTRAEGE)
def test_the_examples_are_clean(kennung: str) -> None:
    """Every rule runs whose parts the contract has, but the one on built files."""
    pruefling = make_pruefling(example(kennung))
    assert pruefling.vertrag is not None
    pruefung = check(pruefling, pruefling.vertrag.rechtsstand)
    # Rules across contracts compare whole ones, the others look at each part that has what they need.
    teile = [t.vertrag for t in list_teilstuecke(pruefling.vertrag)]
    erwartet = {
        m.REGEL.code
        for m in ALLE
        for v in (pruefling.vertrag, *(teile if m.REGEL.ebene != "quer" else ()))
        if all(isinstance(v, t) for t in m.REGEL.braucht)
    }
    assert not pruefung.befunde and set(pruefung.gelaufen) == erwartet - {"TD-04"}


def test_every_rule_applies_to_an_example() -> None:
    """A rule that no example has the parts for would never run on a whole contract."""
    gelaufen = {code for k in VERTRAEGE for code in check_fall(example(k)).gelaufen}
    assert gelaufen == {m.REGEL.code for m in ALLE} - {"TD-04"}
