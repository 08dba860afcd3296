"""An amendment exchanges whole units: never half an amount in words, a date without its year, a part of a citation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.aenderung.angabeneinheit import list_units
from generator.aenderung.lesebild import tidy_text
from generator.aenderung.wortangaben import exchange, find_tausche
from generator.formate import betrag, datum, datumzahl, monate, prozent, wochen, worte
from generator.query import query
from generator.tree import Feld
from tests.generator.vergleich.test_vergleich import dokument
from tests.vertraege import ALLE

FAELLE = yaml.safe_load((Path(__file__).parent / "faelle" / "angaben.yaml").read_text(encoding="utf-8"))
WERTARTEN = frozenset(
    {"betrag", "datum", "datumzahl", "prozent", "wochen", "monate", "monaten", "jahre", "zahl", "worte"}
)
"""The forms of values that an amendment exchanges as a whole."""
CENT = st.integers(0, 9_999_999_999).map(lambda n: Decimal(n) / 100)
TAGE = st.integers(0, 40_000).map(lambda n: date(1990, 1, 1) + timedelta(n))
FORMEN = st.one_of(
    st.tuples(CENT, CENT).map(lambda p: tuple(map(betrag, p))),
    st.tuples(CENT, CENT).map(lambda p: tuple(map(worte, p))),
    st.tuples(CENT, CENT).map(lambda p: tuple(prozent(x / 10_000_000) for x in p)),
    st.tuples(TAGE, TAGE).map(lambda p: tuple(map(datum, p))),
    st.tuples(TAGE, TAGE).map(lambda p: tuple(map(datumzahl, p))),
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda p: tuple(map(monate, p))),
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda p: tuple(map(wochen, p))),
)


@pytest.mark.parametrize("fall", FAELLE, ids=lambda f: f["alt"][:40])
def test_units_are_exchanged_as_a_whole(fall: dict[str, object]) -> None:
    alt, neu = str(fall["alt"]), str(fall["neu"])
    tausche = find_tausche([alt], [neu])
    assert tausche is not None
    assert [[t.alt, t.neu] for t in tausche] == fall["angaben"]
    assert exchange([alt], tausche) == [neu]


@given(FORMEN)
def test_every_value_is_exchanged_whole(werte: tuple[str, str]) -> None:
    """Two values of one form in one Satz: what is quoted is the whole old one, what takes its place the whole new one."""
    alt, neu = map(tidy_text, werte)
    tausche = find_tausche([f"Vereinbart ist ({alt}), mehr nicht."], [f"Vereinbart ist ({neu}), mehr nicht."])
    assert tausche is not None
    assert [(t.alt, t.neu) for t in tausche] == ([] if alt == neu else [(alt, neu)])


@pytest.mark.parametrize("kennung", ALLE)
def test_the_values_of_a_contract_are_units(kennung: str) -> None:
    """What the tree knows as one field is one unit of the wording."""
    felder = {tidy_text(f.text) for f in query(dokument(kennung), Feld) if f.art in WERTARTEN}
    geschnitten = [t for t in felder if " " in t and (0, len(t)) not in list_units(t)]
    assert not geschnitten
