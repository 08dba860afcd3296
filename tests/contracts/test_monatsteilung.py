"""The month of a Kassenwechsel: Pflegegeld by days of a month of 30, reckoned by hand; nothing else is shared."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.faelle import check_case
from contracts.arten.persoenliches_budget import PersoenlichesBudget
from contracts.rechnen.monatsteilung import Monatsteilung, share_month
from corpus.recht.budgetrecht import load_katalog
from generator.writers import WRITERS
from tests.vertraege import BUDGETFALL, daten

PFLEGEGELD, ANTEIL = Decimal("347.00"), Decimal("0.60")
"""Of Pflegegrad 2 in 2026, and the share of the example: 208.20 Euro in a month."""


def changed(ab: date, anteil: str = "0.60", kennung: str = BUDGETFALL) -> dict[str, Any]:
    """The example with another Pflegekasse from a day on; it grants the same benefits, Pflegegeld with a share of its own."""
    fall = copy.deepcopy(daten(kennung))
    alt = next(t for t in fall["traeger"] if t["id"] == "PK")
    fall["traeger"].append({**copy.deepcopy(alt), "id": "PK2", "name": "Neue Pflegekasse"})
    alt |= {"austritt": ab - timedelta(days=1), "nachfolge": "PK2"}
    teil = next(t for t in fall["teilbudgets"] if t["traeger"] == "PK")
    neu = copy.deepcopy(teil) | {"traeger": "PK2", "beginn": ab}
    teil["ende"] = ab - timedelta(days=1)
    for leistung in neu["leistungen"]:
        if leistung["katalog"] == "pflegegeld":
            leistung["rechnung"]["anteil"] = anteil
    fall["teilbudgets"].append(neu)
    return fall


def shares(ab: date, anteil: str = "0.60") -> tuple[Monatsteilung, ...]:
    return PersoenlichesBudget.model_validate(changed(ab, anteil)).berechnet.teilungen


@pytest.mark.parametrize(
    ("ab", "tage", "betraege"),
    [
        (date(2026, 7, 11), (10, 20), ("69.40", "138.80")),  # 208.20 × 10 / 30
        (date(2026, 7, 2), (1, 29), ("6.94", "201.26")),
        (date(2026, 7, 31), (30, 0), ("208.20", "0.00")),
        (date(2026, 6, 30), (29, 1), ("201.26", "6.94")),
        (date(2026, 4, 24), (23, 7), ("159.62", "48.58")),
    ],
)
def test_pflegegeld_is_shared_by_days(ab: date, tage: tuple[int, int], betraege: tuple[str, str]) -> None:
    (teilung,) = shares(ab)
    assert (teilung.tage_bisher, teilung.tage_neu) == tage
    assert (teilung.betrag_bisher, teilung.betrag_neu) == tuple(map(Decimal, betraege))
    assert teilung.norm == "§ 37 Absatz 2 Satz 1 SGB XI"


def test_different_amounts_are_shared_each_for_itself() -> None:
    """347 × 0.6 × 10 / 30 = 69.40; 347 × 0.5 × 20 / 30 = 115.67."""
    (teilung,) = shares(date(2026, 7, 11), "0.50")
    assert (teilung.betrag_bisher, teilung.betrag_neu) == (Decimal("69.40"), Decimal("115.67"))


def test_a_change_on_the_first_shares_no_month() -> None:
    assert shares(date(2026, 8, 1)) == ()


def test_a_short_month_counts_thirty_days_too() -> None:
    """28 days in February: 14 before the change, the rest of 30 is 16; 208.20 × 14 / 30 = 97.16."""
    (fortsetzung,) = PersoenlichesBudget.model_validate(changed(date(2026, 7, 11))).fortsetzungen
    februar = replace(fortsetzung, ab=date(2027, 2, 15))
    teilung = share_month(februar, load_katalog()["pflegegeld"], "P2", Decimal("208.20"), Decimal("208.20"))
    assert teilung is not None and (teilung.tage_bisher, teilung.tage_neu) == (14, 16)
    assert (teilung.betrag_bisher, teilung.betrag_neu) == (Decimal("97.16"), Decimal("111.04"))


@given(st.dates(date(2026, 4, 2), date(2026, 8, 19)).filter(lambda t: t.day > 1))
def test_no_cent_is_lost(ab: date) -> None:
    (teilung,) = shares(ab)
    assert teilung.betrag_bisher + teilung.betrag_neu == PFLEGEGELD * ANTEIL
    assert teilung.tage_bisher + teilung.tage_neu == 30
    genau = Fraction(PFLEGEGELD * ANTEIL) * min(ab.day - 1, 30) / 30
    assert abs(Fraction(teilung.betrag_bisher) - genau) <= Fraction(1, 200)


def test_a_day_for_which_no_source_shows_the_norm_shares_nothing() -> None:
    """Our sources show § 37 Abs. 2 SGB XI from 2 August 2012 on; in 2005 nothing is reckoned, and the rule warns."""
    fall = PersoenlichesBudget.model_validate(changed(date(2005, 7, 11), kennung="PB-BEISPIEL-2005"))
    assert fall.berechnet.teilungen == ()


def test_papers_say_who_bears_what_and_the_rule_what_nobody_knows() -> None:
    fall = changed(date(2026, 7, 11))
    inhalt = yaml.safe_dump(fall, allow_unicode=True, sort_keys=False, width=10_000).encode()
    ergebnis = check_case(BUDGETFALL, inhalt, date(2026, 2, 27))
    satz = "Musterkasse Pflegekasse trägt für 10 Tage 69,40 Euro, Neue Pflegekasse für 20 Tage 138,80 Euro."
    for papier in ("bescheid", "zielvereinbarung", "vertrag"):
        text = WRITERS["plain"].write(ergebnis.dokumente[papier], b"").decode().replace("\u00a0", " ")
        assert satz in " ".join(text.split()), papier
    orte = [b.pfad for b in ergebnis.pruefung.befunde if b.code == "FL-10" and "mitten im Monat" in b.meldung]
    assert orte == ["teilbudgets[PK2].leistungen[P1]", "teilbudgets[PK2].leistungen[P3]"], "all but the Pflegegeld"
