"""The Vermerk of a contract of a Sozialraum: all budgets and their totals, which no contract states."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.query import query
from generator.tree import Tabelle, plain
from generator.writers.plain import write_plain
from tests.vertraege import BEISPIELE, ERSTER, KOOPERATION, beispielbestand, geladen, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from vertragswerk.vermerk import NAME, list_raumvertraege, with_vermerk

EINS, ZWEI = BUDGETVERTRAEGE = ("TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II")
DES_RAUMES = (*BUDGETVERTRAEGE, KOOPERATION)
SUMMEN = ("4.197.891,80", "2.902.004,25", "29,1")


def _built(wurzel: Path, rufe: Rufe, *kennungen: str) -> dict[str, str]:
    wahl = [w for k in kennungen for w in ("--vertrag", k)]
    lauf = rufe("vermerk", wurzel, "--format", "plain", "--ziel", wurzel / "v", *wahl)
    assert lauf.code == 0, lauf.alles
    return {
        d.name.split("-vermerk")[0]: re.sub(r"\s+", " ", d.read_text(encoding="utf-8")).replace("\u00a0", " ")
        for d in (wurzel / "v").rglob("*.txt")
    }


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    shutil.copytree(BEISPIELE, tmp_path / "b")
    return tmp_path / "b"


@pytest.mark.parametrize("kennung", DES_RAUMES)
def test_totals_of_the_sozialraum_stand_in_the_vermerk_of_each_of_its_contracts(
    kennung: str, bestand: Path, rufe: Rufe
) -> None:
    (text,) = _built(bestand, rufe, kennung).values()
    assert all(zahl in text for zahl in SUMMEN)
    assert "Nur für den internen Gebrauch des Leistungsträgers" in text


@pytest.mark.parametrize("kennung", DES_RAUMES)
def test_no_document_of_a_contract_states_them(kennung: str) -> None:
    for name, dokument in work_at(BEISPIELE, kennung).dokumente.items():
        text = write_plain(dokument).decode("utf-8")
        assert not [z for z in SUMMEN[:2] if z in text], name


def test_rows_are_the_budgets_and_add_up() -> None:
    vertraege = {k: v for k in BUDGETVERTRAEGE if (v := geladen(k).vertrag) is not None}
    dokument = with_vermerk(work_at(BEISPIELE, KOOPERATION), vertraege).dokumente[NAME]
    (tabelle,) = [t for t in query(dokument, Tabelle) if t.id == "raumbudgets_tabelle"]
    zeilen = [[plain(z.inhalt).replace("\u00a0", " ") for z in r.zellen] for r in (*tabelle.rumpf, *tabelle.fuss)]
    assert [z[1] for z in zeilen] == [EINS, EINS, ZWEI, ""]
    assert [z[2] for z in zeilen[:3]] == [
        "01.04.2026 bis 31.12.2028",
        "01.04.2026 bis 31.12.2028",
        "01.10.2026 bis 31.12.2028",
    ]
    for spalte in (3, 4, 5):
        werte = [int(re.sub(r"\D", "", z[spalte])) for z in zeilen]
        assert sum(werte[:3]) == werte[3]
    # The share of the total is that of all persons, and not the mean of the three.
    anteile = [int(re.sub(r"\D", "", z[6])) for z in zeilen]
    assert min(anteile[:3]) < anteile[3] < max(anteile[:3]) and 3 * anteile[3] != sum(anteile[:3])


def test_a_missing_contract_leaves_no_total(tmp_path: Path, rufe: Rufe) -> None:
    copy_beispiel(tmp_path / "b", *DES_RAUMES)
    shutil.rmtree(tmp_path / "b" / "vertraege" / ZWEI)
    text = _built(tmp_path / "b", rufe, EINS)[EINS]
    assert (
        f"Eine Summe fehlt, weil diese Verträge im Bestand fehlen, fehlerhaft sind oder kein Budget des Budgetnehmers nennen: {ZWEI}."
        in text
    )
    assert "Budgets des Sozialraums" in text and not any(z in text for z in SUMMEN[:2])


def test_a_broken_contract_stops_no_vermerk_of_another(bestand: Path, rufe: Rufe) -> None:
    replace_once(bestand / "vertraege" / ZWEI / "vertrag.yaml", "art: traegerbudget_sozialraum", "art: unbekannt")
    text = _built(bestand, rufe, EINS)[EINS]
    assert f"nennen: {ZWEI}." in text and not any(z in text for z in SUMMEN[:2])


@pytest.mark.parametrize("kennung", [o.kennung for o in beispielbestand().vertraege() if o.kennung not in DES_RAUMES])
def test_a_contract_whose_sozialraum_has_one_budgetvertrag_or_none_has_no_such_section(kennung: str) -> None:
    ergebnis = work_at(BEISPIELE, kennung)
    assert list_raumvertraege(ergebnis.geladen.vertrag) == frozenset()
    assert "Budgets des Sozialraums" not in write_plain(with_vermerk(ergebnis).dokumente[NAME]).decode("utf-8")


def test_only_contracts_of_the_sozialraum_are_asked_for() -> None:
    assert list_raumvertraege(geladen(KOOPERATION).vertrag) == set(BUDGETVERTRAEGE)
    assert list_raumvertraege(geladen(ERSTER).vertrag) == frozenset()
