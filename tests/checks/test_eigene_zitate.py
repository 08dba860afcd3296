"""The project's own citations (clause library, rules, example contracts) are law today."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from checks.registry import REGELN
from contracts.arten import ARTEN
from contracts.bausteine.bibliothek import library
from contracts.bausteine.klausel import Klausel
from contracts.modell.vertrag import Vertrag
from corpus.recht.beurteilung import Urteilswort, judge
from corpus.recht.budgetrecht import find_budgetrecht
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import find
from tests.vertraege import ALLE, geladen

GUT: frozenset[Urteilswort] = frozenset({"geltend", "vermutlich_geltend", "nicht_geprueft"})
HEUTE = date.today()  # noqa: DTZ011 - the calendar day of the test run is what is asked

NACH_RECHT = re.compile(r"^::: wenn (nicht )?recht\.(\w+)\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
"""Part of a clause text that is for the law of one time only."""


def last_day(merkmal: str, *, trifft_zu: bool) -> date:
    """Return today or, if the law is otherwise now, the last day on which it was so; raises ParameterFehler where it never was."""
    tag = HEUTE
    while getattr(recht := find_budgetrecht(tag), merkmal) is not trifft_zu:
        tag = recht.ab - timedelta(days=1)
    return tag


def wrong_in_clause(text: str) -> list[str]:
    """Return what is wrong in a clause text; what it says under a condition on the law is judged by that law."""
    damals = [satz for m in NACH_RECHT.finditer(text) for satz in wrong(m[3], last_day(m[2], trifft_zu=m[1] is None))]
    return wrong(NACH_RECHT.sub("", text)) + damals


def norms_of_case(tag: date) -> tuple[str, ...]:
    """Return the norms that the documents of a case rest on at a day: they are data of the law, the case states none."""
    recht = find_budgetrecht(tag)
    return recht.grundnorm, recht.zielnorm


def wrong(text: str, tag: date = HEUTE) -> list[str]:
    urteile = [judge(z, text, tag, load_mitgeliefert()) for z in find(text)]
    return [f"{u.zitat.text}: {u.urteil} ({u.begruendung})" for u in urteile if u.urteil not in GUT]


@pytest.mark.parametrize("klausel", [k for art in ARTEN for k in library(art).values()], ids=lambda k: k.kopf.id)
def test_clause_cites_law_in_force(klausel: Klausel) -> None:
    assert wrong_in_clause(klausel.text) == []
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
    for grundlage in vertrag.rechtsgrundlagen if isinstance(vertrag, Vertrag) else norms_of_case(vertrag.rechtsstand):
        assert find(grundlage), f"no citation: {grundlage}"
        assert wrong(grundlage, vertrag.rechtsstand) == []
