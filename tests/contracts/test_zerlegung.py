"""Price and quantity of a change, exact whatever the figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from contracts.rechnen.zerlegung import Preismenge, decompose

satz = st.decimals("0.00", "9999.99", places=2)
menge = st.integers(0, 99_999)


@given(st.lists(st.builds(Preismenge, satz, menge, satz, menge), max_size=12))
def test_price_and_quantity_are_the_whole_change(posten: list[Preismenge]) -> None:
    z = decompose(posten)
    assert z.preis + z.menge == z.neu - z.alt
    assert z.alt == sum((p.satz_alt * p.menge_alt for p in posten), Decimal(0))


def test_each_effect_alone() -> None:
    nur_preis = decompose([Preismenge(Decimal("10.00"), 5, Decimal("11.00"), 5)])
    nur_menge = decompose([Preismenge(Decimal("10.00"), 5, Decimal("10.00"), 3)])
    assert (nur_preis.preis, nur_preis.menge) == (Decimal("5.00"), Decimal("0.00"))
    assert (nur_menge.preis, nur_menge.menge) == (Decimal("0.00"), Decimal("-20.00"))
