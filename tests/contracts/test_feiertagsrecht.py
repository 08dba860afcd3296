"""The dated table of the Länder's laws and the library of holidays say the same; what depends on the town is said so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.rechnen.feiertage import LAENDER, ask_bibliothek
from contracts.rechnen.feiertagsrecht import find_oertlichen, list_nach_recht, ostersonntag


@pytest.mark.parametrize("land", LAENDER)
def test_the_table_of_laws_and_the_library_agree(land: str) -> None:
    for jahr in range(2000, 2061):
        bibliothek = {t for t in ask_bibliothek(jahr, land) if t.weekday() < 6}
        assert list_nach_recht(jahr, land) == bibliothek, (jahr, sorted(bibliothek ^ list_nach_recht(jahr, land)))


def test_easter_is_that_of_the_library() -> None:
    assert all(ostersonntag(j) + timedelta(days=1) in ask_bibliothek(j, "HB") for j in range(2000, 2100))


@pytest.mark.parametrize(
    ("tag", "land", "ort", "gilt"),
    [
        (date(2025, 8, 15), "BY", "München", True),
        (date(2025, 8, 15), "BY", "Nürnberg", False),
        (date(2025, 8, 15), "BY", "Musterdorf", None),
        (date(2025, 8, 8), "BY", "Augsburg", True),
        (date(2025, 8, 8), "BY", "München", False),
        (date(2025, 8, 15), "BY", "Rosenheim", True),
        (date(2025, 8, 15), "BY", "Hof", None),
        (date(2025, 6, 19), "SN", "Wittichenau", True),
        # Only parts of these towns have it: their seat says nothing.
        (date(2025, 6, 19), "SN", "Bautzen", None),
        (date(2025, 6, 19), "SN", "Hoyerswerda", None),
        (date(2025, 6, 19), "SN", "Radibor", None),
        (date(2025, 6, 19), "SN", "Dresden", False),
        (date(2025, 6, 19), "TH", "Mühlhausen/Thüringen", None),
    ],
)
def test_a_town_decides_where_the_law_leaves_it_to_towns(tag: date, land: str, ort: str, gilt: bool | None) -> None:
    feiertag = find_oertlichen(tag, land, ort)
    assert feiertag is not None and feiertag.gilt is gilt and feiertag.norm


@pytest.mark.parametrize(
    ("tag", "land"), [(date(2025, 8, 15), "SL"), (date(2025, 8, 14), "BY"), (date(2025, 6, 19), "BY")]
)
def test_other_days_depend_on_no_town(tag: date, land: str) -> None:
    assert find_oertlichen(tag, land, "München") is None


def test_days_of_parts_of_a_land_are_those_of_the_library() -> None:
    """It has them as days of Catholic towns, or as those of Augsburg; for the rest of the Land they are working days."""
    from holidays import country_holidays

    for jahr in range(2015, 2046):
        oertlich = {
            (land, t) for land in LAENDER for t in _days(jahr) if (o := find_oertlichen(t, land, "")) and o.name
        }
        bibliothek = {
            (land, t)
            for land in LAENDER
            for t in country_holidays("DE", subdiv=land, years=jahr, categories=("catholic",))
            if t not in country_holidays("DE", subdiv=land, years=jahr)
        }
        augsburg = country_holidays("DE", subdiv="Augsburg", years=jahr)
        eigene = {("BY", t) for t in augsburg if t not in country_holidays("DE", subdiv="BY", years=jahr)}
        assert oertlich == bibliothek | eigene, jahr


def _days(jahr: int) -> list[date]:
    return [date(jahr, 1, 1) + timedelta(days=n) for n in range(365)]
