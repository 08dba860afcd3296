"""The proof of requirements: no id is missing, every target exists, nothing is uncovered, the page is that of the data."""

from __future__ import annotations

import re

import pytest

from checks.registry import ALLE
from corpus.recht.budgetrecht import load_katalog
from tests.hilfen import PROJEKT, need_shared
from vertragswerk.nachweis import (
    Nachweis,
    find_beleg,
    list_durch,
    list_ziele,
    load_nachweis,
    nachweis_files,
    write_nachweis,
)

NACHWEIS = load_nachweis()
ANZAHL = {
    "A-ALL": 20,
    "A-TB1": 17,
    "A-TB2": 10,
    "A-SRB": 7,
    "A-R64": 11,
    "A-132": 5,
    "A-BSC": 8,
    "A-CON": 8,
    "A-SRK": 6,
}
LEITSAETZE = [f"A-LS-{k}" for k in ("A", "B0", "B1", "B2", "B3", "B4", "B5", "B6", "C", "M", "V")]
PERSOENLICHES_BUDGET = [
    *(
        f"A-PB-{n:03}"
        for von, bis in ((1, 14), (20, 20), (30, 37), (40, 44), (50, 59), (60, 69), (70, 74))
        for n in range(von, bis + 1)
    ),
    *(f"A-PB-{n:03}" for von, bis in ((80, 84), (90, 92), (100, 111)) for n in range(von, bis + 1)),
]
KENNUNGEN = (
    {f"{gruppe}-{n:02}" for gruppe, anzahl in ANZAHL.items() for n in range(1, anzahl + 1)}
    | set(LEITSAETZE)
    | set(PERSOENLICHES_BUDGET)
)
ZIELE = list(list_ziele(NACHWEIS))


def test_no_id_is_missing_and_none_is_foreign() -> None:
    assert set(NACHWEIS.anforderungen) == KENNUNGEN
    for name, gruppe in NACHWEIS.gruppen.items():
        assert list(gruppe.anforderungen) == sorted(gruppe.anforderungen), name
        assert all(k.startswith(f"{name}-") for k in gruppe.anforderungen)


def test_ids_are_those_of_the_requirements() -> None:
    text = need_shared("domain", "A-anforderungen.md").read_text(encoding="utf-8")
    gefragt = set(re.findall(r"^\| (A-[A-Z0-9]+-[A-Z0-9]+) \|", text, re.MULTILINE))
    assert gefragt == set(NACHWEIS.anforderungen)


def test_ambiguities_are_numbered_and_decided() -> None:
    assert [m.nummer for m in NACHWEIS.mehrdeutig] == list(range(1, 12))
    assert all("?" in m.frage and m.entscheidung for m in NACHWEIS.mehrdeutig)


@pytest.mark.parametrize(("kennung", "ziel"), ZIELE, ids=[f"{k} {z}" for k, z in ZIELE])
def test_target_exists(kennung: str, ziel: str) -> None:
    beleg = find_beleg(ziel)
    assert not beleg.link or (PROJEKT / "docs" / beleg.link).is_file()


def test_both_catalogues_of_the_personal_budget_are_covered_entry_by_entry() -> None:
    """Every benefit but those of other Träger, and every amount they are computed with, is what some requirement points to."""
    ziele = {ziel for kennung, ziel in ZIELE if kennung.startswith("A-PB-")}
    for eintrag in load_katalog().values():
        if eintrag.traegerart in ("krankenkasse", "pflegekasse"):
            assert f"katalog:{eintrag.schluessel}" in ziele, eintrag.schluessel
            assert {f"wert:{name}" for name in eintrag.parameter} <= ziele, eintrag.schluessel


def test_a_rule_that_names_a_requirement_is_named_by_it() -> None:
    genannt = {
        (quelle, f"regel:{modul.REGEL.code}")
        for modul in ALLE
        for quelle in modul.REGEL.quellen
        if quelle.startswith("A-")
    }
    gedeckt = {(k, ziel) for k, a in NACHWEIS.anforderungen.items() for ziel in list_durch(k, a)}
    assert genannt <= gedeckt and len(genannt) > 40


@pytest.mark.parametrize(
    "ziel",
    [
        "klausel:traegerbudget_singulaer/gibtesnicht",
        "klausel:traegerbudget_singulaer/budget.gibtesnicht",
        "klausel:regionalbudget/haushalt.ansprueche",
        "klausel:gibtesnicht/budget",
        "feld:traegerbudget_singulaer.budget.gibtesnicht",
        "feld:traegerbudget_singulaer.berechnet.gibtesnicht",
        "feld:traegerbudget_singulaer.budget.referenzjahr.weiter",
        "feld:gibtesnicht.budget",
        "regel:ZZ-99",
        "dokument:traegerbudget_singulaer/gibtesnicht",
        "beispiel:TB1-WESERBOGEN-2025#ziele[Z99].ziel",
        "beispiel:TB1-GIBTESNICHT-2025",
        "seite:gibtesnicht.md",
        "katalog:gibtesnicht",
        "wert:gibtesnicht",
        "sonstiges:irgendwas",
        "irgendwas",
    ],
)
def test_target_that_leads_nowhere_is_refused(ziel: str) -> None:
    with pytest.raises(ValueError, match=r"^(no|unknown|sonstiges|irgendwas)"):
        find_beleg(ziel)


def _changed(**neu: object) -> Nachweis:
    gruppe = {"titel": "Probe", "anforderungen": {"A-ALL-01": {"was": "Etwas.", **neu}}}
    return Nachweis.model_validate({"erwartet": (), "gruppen": {"A-ALL": gruppe}, "mehrdeutig": ()})


def test_page_is_not_made_with_a_gap_or_a_dead_target() -> None:
    assert "gedeckt: 1, offen: 0" in write_nachweis(_changed(durch=("regel:ZB-01",)))
    assert "gedeckt: 0, offen: 1" in write_nachweis(_changed(offen=("psychiatriebudget",)))
    with pytest.raises(ValueError, match="nothing covers it"):
        write_nachweis(_changed())
    with pytest.raises(ValueError, match="no rule"):
        write_nachweis(_changed(durch=("regel:ZZ-99",)))


def test_what_is_open_waits_for_a_kind_that_is_expected() -> None:
    eintraege = [*NACHWEIS.anforderungen.values(), *NACHWEIS.mehrdeutig]
    assert {o for e in eintraege for o in e.offen} <= set(NACHWEIS.erwartet)


def test_nothing_is_open_once_every_kind_is_there() -> None:
    if NACHWEIS.fehlende_arten:
        pytest.skip(f"Vertragsarten fehlen noch: {', '.join(NACHWEIS.fehlende_arten)}")
    assert [k for k, a in NACHWEIS.anforderungen.items() if a.offen] == []
    assert [m.nummer for m in NACHWEIS.mehrdeutig if m.offen] == []


def test_page_is_that_of_the_data() -> None:
    """Written anew with `nox -s schema -- --schreiben`."""
    for name, inhalt in nachweis_files().items():
        assert (PROJEKT / name).read_bytes() == inhalt, name
