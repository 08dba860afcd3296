"""Periods of months by §§ 187, 188 BGB, forwards and backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rechnen.zeitraum import end_of_frist, latest_ereignis

TAGE = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONATE = st.integers(1, 60)


@pytest.mark.parametrize(
    ("ereignis", "monate", "ende"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-02-28", 1, "2025-03-28"),
        ("2025-03-31", 3, "2025-06-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-15", 2, "2026-02-15"),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number(ereignis: str, monate: int, ende: str) -> None:
    assert end_of_frist(date.fromisoformat(ereignis), monate) == date.fromisoformat(ende)


@pytest.mark.parametrize(
    ("ende", "monate", "ereignis"),
    [
        ("2025-06-30", 3, "2025-03-31"),
        ("2025-02-28", 1, "2025-01-31"),
        ("2025-04-30", 1, "2025-03-31"),
        ("2025-03-31", 1, "2025-02-28"),
        ("2025-12-31", 6, "2025-06-30"),
        ("2027-12-31", 6, "2027-06-30"),
    ],
)
def test_the_last_event_in_time(ende: str, monate: int, ereignis: str) -> None:
    assert latest_ereignis(date.fromisoformat(ende), monate) == date.fromisoformat(ereignis)


@given(TAGE, MONATE)
def test_the_last_event_is_in_time_and_the_next_day_is_not(ende: date, monate: int) -> None:
    tag = latest_ereignis(ende, monate)
    assert end_of_frist(tag, monate) <= ende < end_of_frist(tag + timedelta(days=1), monate)


@given(TAGE, MONATE)
def test_an_event_is_in_time_for_its_own_period(ereignis: date, monate: int) -> None:
    assert latest_ereignis(end_of_frist(ereignis, monate), monate) >= ereignis
