"""The computation against the verified example, and the laws it obeys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.arten import find_art
from contracts.arten.traegerbudget_singulaer import TraegerbudgetSingulaer
from contracts.modell.vertrag import Bundesland
from contracts.paketdaten import read
from contracts.rechnen.betrag import hbg_index, raise_satz, round_kaufmaennisch, rumpfbetrag, split_raten
from contracts.rechnen.feiertage import LAENDER, TABELLE, ask_bibliothek, list_feiertage, write_tabelle
from contracts.rechnen.zeitraum import count_monate, deadline, is_werktag, monate_im_jahr, next_werktag
from tests.hilfen import need_shared
from tests.vertraege import daten, geladen, patch

D = Decimal
BETRAEGE = st.decimals(min_value=0, max_value=10**9, places=2)


def vertrag(**aenderungen: Any) -> TraegerbudgetSingulaer:
    roh = daten()
    for pfad, wert in aenderungen.items():
        patch(roh, pfad, wert)
    modell = find_art("traegerbudget_singulaer").load_modell().model_validate(roh)
    assert isinstance(modell, TraegerbudgetSingulaer)
    return modell


def test_first_example_equals_the_verified_recomputation() -> None:
    ex1 = yaml.safe_load(need_shared("domain", "beispiele", "ex1_traegerbudget_singulaer.yaml").read_text("utf-8"))
    v = geladen().vertrag
    assert isinstance(v, TraegerbudgetSingulaer)
    b = v.berechnet
    zeilen = {(z["lt"], z["menge"]): z for z in ex1["berechnung"]["zeilen"]}
    for typ in b.leistungstypen:
        assert typ.summe == D(ex1["berechnung"]["summen_2025"][typ.leistungstyp.kuerzel])
        for posten in typ.posten:
            zeile = zeilen[typ.leistungstyp.kuerzel, posten.gruppe.menge]
            assert (posten.satz, posten.betrag) == (D(zeile["satz_2025"]), D(zeile["betrag_2025"]))
    budget, kontrolle = ex1["budget"]["2025"], ex1["budget"]["kontrollwert"]
    assert b.jahresbetrag == D(budget["jahresbetrag"])
    assert (b.rate, b.letzte_rate, b.raten_anzahl) == (D(budget["rate_1_bis_11"]), D(budget["rate_12"]), 12)
    assert (b.basisbetrag, b.alternativbetrag, b.rundungsdifferenz) == tuple(
        D(kontrolle[k]) for k in ("basis_2024", "alternative_rundung_gesamt", "differenz")
    )
    assert b.fua_betrag == D(ex1["fua"]["betrag_2025"])
    assert {t.leistungstyp.kuerzel: t.hbg_index for t in b.leistungstypen_mit_hbg} == {
        k: D(w) for k, w in ex1["controlling"]["soll_hbg_index"].items()
    }
    assert (b.personen_im_budget, b.leistungsfaelle, b.personen_extern) == (228, 246, 9)


def test_second_example_equals_the_verified_follow_up() -> None:
    ex1 = yaml.safe_load(need_shared("domain", "beispiele", "ex1_traegerbudget_singulaer.yaml").read_text("utf-8"))
    folge = ex1["aenderungsvereinbarung_1"]
    v = geladen("TB1-WESERBOGEN-2026").vertrag
    assert isinstance(v, TraegerbudgetSingulaer)
    b = v.berechnet
    for typ in b.leistungstypen:
        assert [p.satz for p in typ.posten] == [D(s) for s in folge["saetze_2026"][typ.leistungstyp.kuerzel]]
        assert typ.summe == D(folge["summen_2026"][typ.leistungstyp.kuerzel])
    assert (b.jahresbetrag, b.rate, b.letzte_rate) == tuple(
        D(folge["budget_2026"][k]) for k in ("jahresbetrag", "rate_1_bis_11", "rate_12")
    )
    assert b.fua_betrag == D(folge["fua_2026"])
    assert b.vorjahr is not None
    assert (b.vorjahr.veraenderung, b.vorjahr.preiseffekt, b.vorjahr.mengeneffekt) == tuple(
        D(folge["abweichung"][k]) for k in ("gesamt", "preis", "menge")
    )


def test_the_other_rounding_rule() -> None:
    b = vertrag(**{"budget.rundung": "gesamtbetrag"}).berechnet
    assert (b.jahresbetrag, b.alternativbetrag, b.rundungsdifferenz) == (D("4626360.13"), D("4626372.89"), D("12.76"))
    assert b.vorjahr is None


@pytest.mark.parametrize(
    ("methode", "beginn", "betrag", "raten"),
    [
        ("monate", "2025-04-01", "3469779.67", 9),
        ("monate", "2025-10-01", "1156593.22", 3),
        ("tage", "2025-04-01", "3485623.41", 9),
    ],
)
def test_a_part_year(methode: str, beginn: str, betrag: str, raten: int) -> None:
    b = vertrag(**{"budget.rumpfjahr": {"methode": methode}, "laufzeit.beginn": beginn}).berechnet
    assert (b.jahreswert, b.jahresbetrag, b.raten_anzahl) == (D("4626372.89"), D(betrag), raten)
    assert b.rate * b.raten_gleiche + b.letzte_rate == b.jahresbetrag


@given(BETRAEGE, st.integers(1, 60))
def test_instalments_add_up(betrag: Decimal, anzahl: int) -> None:
    plan = split_raten(betrag, anzahl)
    assert plan.rate * (anzahl - 1) + plan.letzte_rate == betrag
    assert abs(plan.letzte_rate - plan.rate) <= D("0.005") * anzahl


@given(BETRAEGE, BETRAEGE, st.integers(0, 10**5), st.integers(0, 10**5))
def test_price_and_volume_effect_add_up(satz0: Decimal, satz1: Decimal, menge0: int, menge1: int) -> None:
    preis, menge = (satz1 - satz0) * menge0, (menge1 - menge0) * satz1
    assert preis + menge == satz1 * menge1 - satz0 * menge0


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_rounding_is_symmetric_and_near(wert: Decimal) -> None:
    assert round_kaufmaennisch(-wert) == -round_kaufmaennisch(wert)
    assert abs(round_kaufmaennisch(wert) - wert) <= D("0.005")


def test_rounding_goes_away_from_zero() -> None:
    assert [round_kaufmaennisch(D(w)) for w in ("0.005", "-0.005", "2.675", "0.0049")] == [
        D("0.01"),
        D("-0.01"),
        D("2.68"),
        D("0.00"),
    ]
    assert raise_satz(D("92.40"), D("0.0320")) == D("95.36")
    assert rumpfbetrag(D("100.00"), 1, 3) == D("33.33")


def test_an_index_needs_volume() -> None:
    assert hbg_index([]) is None
    assert hbg_index([(0, 3)]) is None
    assert hbg_index([(1, 1), (1, 4)]) == D("2.50")


@pytest.mark.parametrize(
    ("beginn", "ende", "monate"),
    [
        ("2025-01-01", "2027-12-31", 36),
        ("2025-01-15", "2025-02-14", 1),
        ("2025-01-15", "2025-02-13", 0),
        ("2024-02-29", "2025-02-28", 12),
    ],
)
def test_months_of_a_term(beginn: str, ende: str, monate: int) -> None:
    assert count_monate(date.fromisoformat(beginn), date.fromisoformat(ende)) == monate


@pytest.mark.parametrize(
    ("stichtag", "frist"),
    [
        ("2025-03-31", "2025-05-15"),
        ("2025-06-30", "2025-08-15"),
        ("2025-09-30", "2025-11-17"),
        ("2025-12-31", "2026-02-16"),
    ],
)
def test_deadlines_of_the_example(stichtag: str, frist: str) -> None:
    assert deadline(date.fromisoformat(stichtag), 2, 15, "HB") == date.fromisoformat(frist)


def test_holidays_of_the_land() -> None:
    reformation = date(2025, 10, 31)
    assert not is_werktag(reformation, "HB")
    assert is_werktag(reformation, "HE")
    assert next_werktag(date(2025, 4, 18), "HB") == date(2025, 4, 22)
    assert deadline(date(2025, 1, 31), 1, 31, "HB") == date(2025, 2, 28)


@pytest.mark.erzeugt
def test_table_of_holidays_is_up_to_date() -> None:
    assert read("contracts", TABELLE).decode() == write_tabelle(), "run: nox -s schema -- --schreiben"


@pytest.mark.parametrize("jahr", [1999, 2000, 2017, 2025, 2060, 2061])
def test_table_and_library_name_the_same_holidays(jahr: int) -> None:
    for land in LAENDER:
        assert list_feiertage(jahr, land) == ask_bibliothek(jahr, land)


def test_every_land_has_its_holidays() -> None:
    assert get_args(Bundesland) == LAENDER


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 2000))
def test_months_of_the_years_add_up_to_the_term_from_the_first(beginn: date, tage: int) -> None:
    from datetime import timedelta

    ende = beginn + timedelta(days=tage)
    je_jahr = sum(monate_im_jahr(beginn, ende, jahr) for jahr in range(beginn.year, ende.year + 1))
    assert je_jahr == (ende.year - beginn.year) * 12 + ende.month - beginn.month + 1
