"""A day on the command line is a calendar day in the one form the message names."""

from __future__ import annotations

import pytest

from tests.vertragswerk.conftest import BEISPIELE, Rufe

KEINE = (
    "2025-W05-5",
    "2025-W05",
    "20250131",
    "2025W055",
    "2025-01-31\n",
    " 2025-01-31",
    "２０２５-01-31",
    "2025-02-30",
    "31.01.2025",
    "2025-1-031",
)


@pytest.mark.parametrize("tag", KEINE, ids=ascii)
@pytest.mark.parametrize(
    "angaben", [("pruefen", str(BEISPIELE), "--stichtag"), ("norm", "§ 29 SGB IX", "--stichtag")], ids=lambda a: a[0]
)
def test_only_a_calendar_day_in_one_form_is_a_day(angaben: tuple[str, ...], tag: str, rufe: Rufe) -> None:
    lauf = rufe(*angaben, tag)
    assert (lauf.code, lauf.aus) == (2, "")
    assert "in der Form 2025-01-31" in lauf.fehler


@pytest.mark.parametrize("option", ["--alt", "--neu"])
def test_days_of_a_comparison(option: str, rufe: Rufe) -> None:
    andere = {"--alt": "--neu", "--neu": "--alt"}[option]
    assert rufe("norm", "vergleich", "§ 29 SGB IX", andere, "2025-01-01", option, "20250131").code == 2
