"""Who sits in the Sozialraumkonferenz on a day, and when invitation and minutes are due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.arten import find_art
from contracts.rechnen.mitgliedschaft import after_werktage, latest_ladung, list_sitze, members_at
from tests.vertraege import KOOPERATION, daten, patch


def build(**aendern: Any) -> Any:
    """Return the example with some values changed."""
    art, roh = find_art("kooperationsvereinbarung"), daten(KOOPERATION)
    assert art is not None
    for pfad, wert in aendern.items():
        patch(roh, pfad, wert)
    return art.load_modell().model_validate(roh)


@pytest.mark.parametrize(
    ("beginn", "tag", "stimmt", "beraet"),
    [
        ("2026-10-01", date(2026, 4, 22), False, True),
        ("2026-10-01", date(2026, 9, 30), False, True),
        ("2026-10-01", date(2026, 10, 1), True, False),
        ("2026-10-01", date(2026, 3, 31), False, False),
        ("2026-10-01", date(2028, 12, 31), True, False),
        ("2026-10-01", date(2029, 1, 1), False, False),
        ("2026-11-01", date(2026, 10, 14), False, True),
        ("2026-11-01", date(2026, 10, 31), False, True),
        ("2026-11-01", date(2026, 11, 1), True, False),
    ],
)
def test_a_budgetnehmer_advises_until_its_budget_begins_and_votes_then(
    beginn: str, tag: date, stimmt: bool, beraet: bool
) -> None:
    raum = build(**{"sozialraum.budgetnehmer[P3].beginn": beginn}).sozialraum
    mit, ohne = members_at(raum, tag)
    assert ("P3" in {s.id for s in mit}, "P3" in {s.id for s in ohne}) == (stimmt, beraet)


def test_a_later_start_of_one_changes_no_seat_of_another() -> None:
    vorher, nachher = (
        [s for s in list_sitze(v.sozialraum) if s.id != "P3"]
        for v in (build(), build(**{"sozialraum.budgetnehmer[P3].beginn": "2026-11-01"}))
    )
    assert vorher == nachher and len(vorher) == 10


def test_who_leaves_votes_on_the_last_day_and_not_after() -> None:
    raum = build(**{"sozialraum.budgetnehmer[P2].ende": "2027-06-30"}).sozialraum
    assert ["P2" in {s.id for s in members_at(raum, tag)[0]} for tag in (date(2027, 6, 30), date(2027, 7, 1))] == [
        True,
        False,
    ]


def test_meetings_come_in_order_with_the_members_of_their_day() -> None:
    termine = build().konferenztermine
    assert [(t.nummer, t.am.isoformat(), t.stimmen, len(t.beratend)) for t in termine] == [
        (1, "2026-04-22", 4, 7),
        (2, "2026-07-08", 4, 7),
        (3, "2026-10-14", 5, 6),
        (4, "2026-12-09", 5, 6),
    ]


@pytest.mark.parametrize(
    ("tag", "anzahl", "land", "soll"),
    [
        (date(2026, 4, 22), 10, "HB", date(2026, 5, 7)),  # 1 May is a holiday
        (date(2026, 7, 8), 10, "HB", date(2026, 7, 22)),
        (date(2026, 12, 9), 10, "HB", date(2026, 12, 23)),
        (date(2026, 12, 14), 10, "HB", date(2026, 12, 29)),  # Christmas Day and a weekend
        (date(2026, 10, 30), 1, "HB", date(2026, 11, 2)),
        (date(2026, 10, 30), 1, "BY", date(2026, 11, 2)),
    ],
)
def test_working_days_after_a_meeting(tag: date, anzahl: int, land: str, soll: date) -> None:
    assert after_werktage(tag, anzahl, land) == soll


def test_an_invitation_leaves_whole_weeks_and_is_sent_on_a_working_day() -> None:
    assert latest_ladung(date(2026, 4, 22), 2, "HB") == date(2026, 4, 8)
    assert latest_ladung(date(2026, 4, 20), 2, "HB") == date(2026, 4, 2)  # Easter Monday, Good Friday
