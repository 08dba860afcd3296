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
        (date(2025, 6, 19), "SN", "Wittichenau", True),
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
