"""Arithmetic of a Regionalbudget: whatever the shares, parts add up to the whole in both directions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.arten import find_art
from contracts.rechnen.regionalberechnung import Regionalberechnung
from tests.vertraege import REGIONALBUDGET, daten


def compute(**budget: object) -> Regionalberechnung:
    """Return the figures of the example with other particulars of its budget."""
    roh = daten(REGIONALBUDGET)
    roh["budget"] |= budget
    art = find_art("regionalbudget")
    assert art is not None
    return art.load_modell().model_validate(roh).berechnet  # type: ignore[attr-defined,no-any-return]


PARTEIEN = ("gesundheitskasse", "ersatzkassen", "betriebskassen", "innungskasse", "knappschaft", "landwirtschaft")


@given(
    st.lists(st.integers(1, 999_999), min_size=5, max_size=5),
    st.integers(1, 100_000),
    st.integers(1, 10_000_000),
    st.integers(-900_000, 900_000),
)
def test_parts_add_up_to_the_whole(schnitte: list[int], personen: int, cent: int, rate: int) -> None:
    grenzen = [0, *sorted(schnitte), 1_000_000]
    anteile = [
        {"partei": p, "anteil": f"{Decimal(b - a) / 1_000_000:.6f}"}
        for p, a, b in zip(PARTEIEN, grenzen, grenzen[1:], strict=False)
    ]
    ergebnis = compute(
        personen=personen,
        betrag_je_person=f"{Decimal(cent) / 100:.2f}",
        anteile=anteile,
        fortschreibungen=[
            {"jahr": 2025, "veraenderungsrate": f"{Decimal(rate) / 1_000_000:.6f}", "grundlage": "Probe"}
        ],
    )
    assert ergebnis.anteile_gesamt == 1
    for jahr in ergebnis.jahre:
        assert sum(a.betrag for a in jahr.anteile) == jahr.betrag
        assert sum(a.rate for a in jahr.anteile) == jahr.rate
        assert sum(a.letzte_rate for a in jahr.anteile) == jahr.letzte_rate
        assert jahr.rate * jahr.raten_gleiche + jahr.letzte_rate == jahr.betrag
        for anteil in jahr.anteile:
            assert anteil.rate * jahr.raten_gleiche + anteil.letzte_rate == anteil.betrag
            assert abs(anteil.betrag - jahr.betrag * anteil.anteil) <= Decimal("0.03")


def test_what_rounding_leaves_stays_with_the_largest_share() -> None:
    drittel = [{"partei": p, "anteil": a} for p, a in zip(PARTEIEN, ("0.333333", "0.333334", "0.333333"), strict=False)]
    ergebnis = compute(personen=1, betrag_je_person="100.00", anteile=drittel, fortschreibungen=[])
    assert [str(a.betrag) for a in ergebnis.basis.anteile] == ["33.33", "33.34", "33.33"]


@pytest.mark.parametrize(
    ("personen", "grenze", "von", "bis"),
    [(9200, "0.02", 9016, 9384), (101, "0.02", 99, 103), (10, "0.01", 10, 10), (3, "0.5", 2, 4)],
)
def test_corridor_holds_whole_people(personen: int, grenze: str, von: int, bis: int) -> None:
    """A number is within when it differs by no more than the bound; the bound itself is within."""
    roh = daten(REGIONALBUDGET)
    roh["budget"]["personen"] = personen
    roh["anpassung"]["korridor"]["grenze"] = grenze
    art = find_art("regionalbudget")
    assert art is not None
    berechnet = art.load_modell().model_validate(roh).berechnet  # type: ignore[attr-defined]
    assert (berechnet.korridor_von, berechnet.korridor_bis) == (von, bis)


def test_a_term_that_ends_in_a_budget_year_has_its_months() -> None:
    roh = daten(REGIONALBUDGET)
    roh["laufzeit"]["ende"] = "2025-09-30"
    art = find_art("regionalbudget")
    assert art is not None
    jahre = art.load_modell().model_validate(roh).berechnet.jahre  # type: ignore[attr-defined]
    assert [j.raten_anzahl for j in jahre] == [12, 9]
