"""Our number words are those of the library."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from generator.ausgeschrieben import write_zahlwort


def test_small_numbers() -> None:
    assert [write_zahlwort(n) for n in range(2_300)] == [num2words(n, lang="de") for n in range(2_300)]


@given(st.integers(0, 9).flatmap(lambda stellen: st.integers(0, 10**stellen)))
@settings(max_examples=1_000, deadline=None)
def test_all_numbers(zahl: int) -> None:
    assert write_zahlwort(zahl) == num2words(zahl, lang="de")


@pytest.mark.parametrize("zahl", [101_000, 101_000_000, 1_001_001, 999_999_999, 10**9, -5, 10**12 + 1])
def test_edges(zahl: int) -> None:
    assert write_zahlwort(zahl) == num2words(zahl, lang="de")
