"""A foreign directory of towns confirms which Land each range of postcodes lies in."""

from __future__ import annotations

from collections import defaultdict

from checks.paketdaten import load_daten
from tests.zeugen import find_postleitzahlen, need_witness

GROSSEMPFAENGER = {"11"}
"""Ranges of single addressees (federal bodies in Berlin), of which the directory has no town."""


def test_each_range_lies_in_the_laender_that_the_directory_names() -> None:
    orte = find_postleitzahlen() or []
    need_witness("postleitzahlen", orte)
    gesehen: dict[str, set[str]] = defaultdict(set)
    for plz, land in orte:
        gesehen[plz[:2]].add(land)
    assert len(orte) > 10_000 and len({land for _, land in orte}) == 16
    daten = load_daten("postleitzahlen")
    assert {k: set(v) for k, v in daten["laender"].items() if k not in GROSSEMPFAENGER} == gesehen
    unbelegt = daten["grenzgebiete"]
    assert not [(k, land) for k, laender in unbelegt.items() for land in laender if land in gesehen[k]]
    assert sorted({f"{n:02}" for n in range(100)} - set(daten["laender"])) == ["00", "05", "43", "62"]
