"""What a case states reaches the paper it is stated for, in words a person reads."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from benchmarks.faelle import check_case
from contracts.modell.budgetverfahren import ANTRAGSFORMEN, LEITUNGSGRUENDE, Budgetantrag, Verfahrensleitung
from contracts.modell.teilbudget import REGIE, Budgetleistung
from generator.writers import WRITERS
from tests.vertraege import BUDGETFALL, daten, patch
from vertragswerk.cli.neu import Wunsch, create
from vertragswerk.haus import HAUS

ANGABEN: list[tuple[str, Any, str, str]] = [
    ("antrag.form", "sonstige", "antragsprotokoll", "durch sonstige Willenserklärung"),
    ("antrag.form", "niederschrift", "antragsprotokoll", "zur Niederschrift"),
    ("leitung.grund", "vereinbarung", "vertrag", "führt das Verfahren nach Absprache der Leistungsträger"),
    ("leitung.grund", "erstangegangen", "vertrag", "hat den Antrag zuerst erhalten"),
    (
        "teilbudgets[EGH].leistungen[A1].selbst_bestimmt", ["wer"], "zielvereinbarung",
        "Bei der Leistung „Qualifizierte Assistenz, sechs Stunden je Woche“ bestimmt die leistungsberechtigte Person selbst, wer sie erbringt.",
    ),
    (
        "teilbudgets[IA].leistungen[I1].selbst_bestimmt", ["zeit", "ort", "weise"], "zielvereinbarung",
        "bestimmt die leistungsberechtigte Person selbst, wann sie erbracht wird, wo sie erbracht wird und wie sie erbracht wird.",
    ),
    (
        "traeger[KK].ist_nur_uebernehmend", True, "anforderung_kk",
        "Sie übernehmen die Krankenbehandlung nach § 264 SGB V. Bitte stimmen Sie die Stellungnahme mit dem Träger der Sozialhilfe oder der Jugendhilfe ab",
    ),
]  # fmt: skip
"""Path, value, paper, what it says."""


def _papers(pfad: str, wert: object) -> dict[str, str]:
    fall = copy.deepcopy(daten(BUDGETFALL))
    patch(fall, pfad, wert)
    inhalt = yaml.safe_dump(fall, allow_unicode=True, sort_keys=False, width=10_000).encode()
    dokumente = check_case(BUDGETFALL, inhalt, date(2026, 2, 27)).dokumente
    return {n: " ".join(WRITERS["markdown"].write(d, b"").decode().replace("\u00a0", " ").split()) for n, d in dokumente.items()}  # fmt: skip


@pytest.mark.parametrize(("pfad", "wert", "papier", "satz"), ANGABEN)
def test_a_statement_reaches_its_paper(pfad: str, wert: object, papier: str, satz: str) -> None:
    texte = _papers(pfad, wert)
    assert satz in texte[papier]


def test_what_is_not_stated_is_not_said() -> None:
    texte = _papers("antrag.form", "schriftlich")
    assert "bestimmt die leistungsberechtigte Person selbst" not in texte["zielvereinbarung"]
    assert "§ 264" not in texte["anforderung_kk"]


def test_one_respect_is_enough_and_none_is_no_statement() -> None:
    grund = {"id": "L1", "katalog": "arbeitsassistenz", "bezeichnung": "Assistenz", "form": "geld", "rechnung": {"art": "monatsbetrag", "betrag": "1.00"}}  # fmt: skip
    for eine in REGIE:
        assert Budgetleistung.model_validate({**grund, "selbst_bestimmt": [eine]}).regie == REGIE[eine]
    with pytest.raises(ValidationError):
        Budgetleistung.model_validate({**grund, "selbst_bestimmt": []})
    assert Budgetleistung.model_validate(grund).regie == ""


def test_every_form_and_reason_has_words() -> None:
    for modell, feld, worte in ((Budgetantrag, "form", ANTRAGSFORMEN), (Verfahrensleitung, "grund", LEITUNGSGRUENDE)):
        assert set(modell.model_fields[feld].annotation.__args__) == set(worte)  # type: ignore[union-attr]


def test_a_new_case_is_of_this_year_and_its_account_is_invented_until_somebody_says_otherwise(tmp_path: Path) -> None:
    """An application is there when somebody makes a case of it; contracts are made for the year to come."""
    create(tmp_path / "b", Wunsch("persoenliches_budget", "PB-1"), 2027, HAUS)
    text = (tmp_path / "b" / "faelle" / "PB-1" / "fall.yaml").read_text(encoding="utf-8")
    assert "eingang: 2026-01-12" in text and "2027-" not in text
    erfunden = {w["pfad"] for w in yaml.safe_load(text)["vorlagenwerte"]}
    assert {"person.konto.iban", "person.geburtsdatum", "bundesland"} <= erfunden
