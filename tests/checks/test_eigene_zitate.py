"""The project's own citations (clause library, rules, example contracts) are law today."""

from __future__ import annotations

from datetime import date

import pytest

from checks.registry import REGELN
from contracts.arten import ARTEN
from contracts.bausteine.bibliothek import library
from contracts.bausteine.klausel import Klausel
from corpus.recht.beurteilung import Urteilswort, judge
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import find
from tests.vertraege import ALLE, geladen

GUT: frozenset[Urteilswort] = frozenset({"geltend", "vermutlich_geltend", "nicht_geprueft"})
HEUTE = date.today()  # noqa: DTZ011 - the calendar day of the test run is what is asked


def wrong(text: str, tag: date = HEUTE) -> list[str]:
    urteile = [judge(z, text, tag, load_mitgeliefert()) for z in find(text)]
    return [f"{u.zitat.text}: {u.urteil} ({u.begruendung})" for u in urteile if u.urteil not in GUT]


@pytest.mark.parametrize("klausel", [k for art in ARTEN for k in library(art).values()], ids=lambda k: k.kopf.id)
def test_clause_cites_law_in_force(klausel: Klausel) -> None:
    assert wrong(klausel.text) == []
    for grundlage in klausel.kopf.rechtsgrundlagen:
        assert find(grundlage), f"no citation: {grundlage}"
        assert wrong(grundlage) == []


@pytest.mark.parametrize("modul", REGELN, ids=lambda m: m.REGEL.code)
def test_rule_cites_law_in_force(modul: object) -> None:
    for norm in modul.REGEL.normen:  # type: ignore[attr-defined]
        assert find(norm), f"no citation: {norm}"
        assert wrong(norm) == []


@pytest.mark.parametrize("kennung", ALLE)
def test_example_cites_law_in_force_at_its_rechtsstand(kennung: str) -> None:
    vertrag = geladen(kennung).vertrag
    assert vertrag is not None
    for grundlage in vertrag.rechtsgrundlagen:
        assert find(grundlage), f"no citation: {grundlage}"
        assert wrong(grundlage, vertrag.rechtsstand) == []
