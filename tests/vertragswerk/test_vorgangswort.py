"""What is drawn up is called by the word of its kind: a case is no contract, in what is built beside it and in what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contracts.arten import ARTEN
from generator.query import query
from generator.tree import Tabelle
from generator.writers import WRITERS
from tests.vertraege import BUDGETFALL, work_example
from tests.vertragswerk.conftest import Rufe, copy_beispiel
from vertragswerk.pruefprotokoll import make_pruefprotokoll
from vertragswerk.vermerk import with_vermerk
from vertragswerk.werk import Ergebnis

VERTRAG = re.compile(r"\bVertr(ag|ags|ages|äge|ägen)\b")


def _words(ergebnis: Ergebnis, art: str) -> str:
    """The plain text of the Vermerk or the Prüfprotokoll."""
    if art == "pruefprotokoll":
        dokument = make_pruefprotokoll(ergebnis)
    else:
        (dokument,) = with_vermerk(ergebnis).dokumente.values()
    assert query(dokument, Tabelle)
    return " ".join(WRITERS["plain"].write(dokument, b"").decode().split())


@pytest.mark.parametrize("art", ["pruefprotokoll", "vermerk"])
def test_papers_beside_a_case_call_it_a_case(art: str) -> None:
    text = _words(work_example(BUDGETFALL), art)
    assert VERTRAG.findall(text.replace("Bezogene Verträge", "")) == [], "but for the title of a rule that ran"
    assert "Rechtsstand des Falles" in text


@pytest.mark.parametrize("art", ["pruefprotokoll", "vermerk"])
def test_papers_beside_a_contract_call_it_a_contract(art: str) -> None:
    text = _words(work_example("TB1-WESERBOGEN-2025"), art)
    assert "Rechtsstand des Vertrages" in text and "Falles" not in text


def test_only_kinds_of_one_person_are_cases() -> None:
    assert {a.name: a.wort.wort for a in ARTEN if a.wort.wort != "Vertrag"} == {"persoenliches_budget": "Fall"}


def test_a_document_that_is_not_there_is_said_of_the_case(rufe: Rufe, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
    lauf = rufe("bauen", str(bestand), "--dokument", "kuendigung", "--stichtag", "2026-02-27")
    gesagt = " ".join((lauf.aus + lauf.fehler).split())
    assert "hat dieser Fall nicht oder noch nicht" in gesagt
