"""The quick way to tell that two wordings are not alike never says so of two that are."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.muster.aehnlichkeit import is_alike

WOERTER = ("die", "Budgetnehmer", "vernetzen", "sich", "im", "Sozialraum", "und", "nutzen", "Angebote", "ä", "𝔘")


@given(
    st.lists(st.sampled_from(WOERTER), max_size=12),
    st.lists(st.sampled_from(WOERTER), max_size=12),
    st.sampled_from((0.0, 0.3, 0.6, 0.8)),
)
def test_it_says_what_the_whole_comparison_says(eine: list[str], andere: list[str], anteil: float) -> None:
    text, vorbild = " ".join(eine), " ".join(andere)
    soll = SequenceMatcher(None, text, vorbild, autojunk=False).ratio() > anteil
    assert is_alike(text, vorbild, anteil) == (soll and bool(text or vorbild))


@pytest.mark.parametrize(
    ("text", "vorbild", "ist_gleich"),
    [("abcdefghij", "abcdef", True), ("abcdefghij", "xbydzf", False), ("a" * 600, "a" * 700, True)],
)
def test_borders(text: str, vorbild: str, ist_gleich: bool) -> None:
    assert is_alike(text, vorbild, 0.6) == ist_gleich
