"""Who pays what of a pooled service: parts add up to the cent, the rest goes to the largest share, instalments follow the term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.modell.laufzeit import Laufzeit
from contracts.rechnen.dienstrechnung import compute_dienst
from tests.vertraege import BEISPIEL_JE_ART, daten, load_modell

KENNUNG = BEISPIEL_JE_ART["psychiatriebudget"]


def _vertrag(**dienst: object) -> Any:
    roh = daten(KENNUNG)
    roh["dienst"] |= dienst
    return load_modell("psychiatriebudget").model_validate(roh)


def _anteile(*anteile: str) -> list[dict[str, object]]:
    return [{**a, "anteil": w} for a, w in zip(daten(KENNUNG)["dienst"]["anteile"], anteile, strict=True)]


def test_amounts_of_the_example() -> None:
    rechnung = _vertrag().berechnet
    # 684.250,50 × 0,455 = 311.333,9775; × 0,345 = 236.066,4225; × 0,2 = 136.850,10
    assert [z.betrag for z in rechnung.zahlungen] == [Decimal("311333.98"), Decimal("236066.42"), Decimal("136850.10")]
    assert rechnung.betraege_gesamt == rechnung.kosten == Decimal("684250.50")
    erste = rechnung.zahlungen[0]
    assert (erste.rate, erste.letzte_rate) == (Decimal("25944.50"), Decimal("25944.48"))
    assert (rechnung.raten_anzahl, rechnung.laufzeit_monate) == (12, 24)


def test_rest_of_rounding_goes_to_the_largest_share() -> None:
    rechnung = _vertrag(kosten="10000.01", anteile=_anteile("0.333", "0.334", "0.333")).berechnet
    assert [z.betrag for z in rechnung.zahlungen] == [Decimal("3330.00"), Decimal("3340.01"), Decimal("3330.00")]
    assert rechnung.groesster.partei == "land"


def test_first_of_equal_shares_is_the_largest() -> None:
    rechnung = _vertrag(kosten="10000.01", anteile=_anteile("0.4", "0.4", "0.2")).berechnet
    assert rechnung.groesster.partei == "lindental"
    assert [z.betrag for z in rechnung.zahlungen] == [Decimal("4000.01"), Decimal("4000.00"), Decimal("2000.00")]


def test_part_of_a_year_costs_its_months() -> None:
    vertrag = _vertrag(kosten="12000.00")
    laufzeit: Laufzeit = vertrag.laufzeit.model_copy(update={"beginn": date(2026, 10, 1)})
    rechnung = compute_dienst(vertrag.dienst, vertrag.parteien, laufzeit)
    assert (rechnung.kosten, rechnung.raten_anzahl) == (Decimal("3000.00"), 3)


@given(st.integers(1_000_000, 2_000_000_000), st.integers(1, 998), st.integers(1, 998))
def test_parts_and_instalments_always_add_up(cent: int, erster: int, zweiter: int) -> None:
    zweiter = min(zweiter, 999 - erster)
    if zweiter < 1:
        return
    anteile = [f"0.{w:03d}" for w in (erster, zweiter, 1000 - erster - zweiter)]
    rechnung = _vertrag(kosten=f"{cent // 100}.{cent % 100:02d}", anteile=_anteile(*anteile)).berechnet
    assert sum(z.betrag for z in rechnung.zahlungen) == rechnung.kosten
    for z in rechnung.zahlungen:
        assert z.rate * rechnung.raten_gleiche + z.letzte_rate == z.betrag
