"""Exceptions: a sound entry covers exactly one place; anything else covers nothing and is a finding itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from checks.altbestand import Altbestand, AltbestandFehler, collect_altbestand, read_altbestand
from checks.ausnahmen import ALLES_ZAEHLT, Ausnahmeregister, Aussonderung, explains, read_register
from checks.befund import Befund
from checks.bericht import Pruefung
from checks.registry import ALLE
from contracts.position import Position
from tests.checks.berichtsfaelle import ABSTURZ, make_befund

REGELN = {m.REGEL.code: m.REGEL for m in ALLE}
TAG = date(2026, 3, 1)
GRUND = "Die Rate ist wegen des verspäteten Beginns abweichend vereinbart."
GUT: dict[str, Any] = {
    "id": "A-1",
    "regel": "ZB-03",
    "vertrag": "V-1",
    "pfad": "budget.raten[0]",
    "begruendung": GRUND,
    "entschieden_von": "Referatsleitung",
    "entschieden_am": "2026-02-01",
    "gueltig_bis": "2027-02-01",
}


def register(*eintraege: dict[str, Any], tag: date = TAG) -> Ausnahmeregister:
    text = yaml.safe_dump({"ausnahmen": [{k: str(v) for k, v in e.items()} for e in eintraege]}, allow_unicode=True)
    return read_register(text.encode(), tag, REGELN, ["V-1", "V-2"])


def test_a_sound_entry_covers_its_place_and_no_other() -> None:
    aussonderung = Aussonderung(register(GUT))
    andere = [
        make_befund(1),
        replace(make_befund(0), code="ZB-01"),
        replace(make_befund(0), vertrag="V-2"),
        replace(make_befund(0), pfad="budget"),
    ]
    offen, weg = aussonderung.split([make_befund(0), *andere])
    assert list(offen) == andere
    (ausgenommen,) = weg
    assert ausgenommen.kennung == "A-1" and GRUND in ausgenommen.grund
    assert "entschieden am 01.02.2026: Referatsleitung; gilt bis 01.02.2027" in ausgenommen.grund


def test_an_entry_without_place_covers_only_what_has_none() -> None:
    ohne = {k: v for k, v in GUT.items() if k != "pfad"}
    ganz, teil = replace(make_befund(0), pfad=""), make_befund(0)
    offen, weg = Aussonderung(register(ohne)).split([ganz, teil, replace(ganz, anker="satz")])
    assert [a.befund for a in weg] == [ganz] and len(offen) == 2


def test_path_and_anchor_must_both_fit_where_both_are_named() -> None:
    beide = {**GUT, "anker": "budget_s1", "dokument": "vertrag"}
    genau = replace(make_befund(0), anker="budget_s1", dokument="vertrag")
    offen, weg = Aussonderung(register(beide)).split([genau, make_befund(0), replace(genau, dokument="anlage")])
    assert [a.befund for a in weg] == [genau] and len(offen) == 2


@pytest.mark.parametrize(
    ("aenderung", "code"),
    [
        ({"begruendung": "ok"}, "AUS-01"),
        ({"begruendung": "Das ist so gewollt und in Ordnung, siehe Akte"}, "AUS-01"),
        ({"gueltig_bis": "2026-02-28"}, "AUS-02"),
        ({"gueltig_bis": "2027-02-02"}, "AUS-03"),
        ({"regel": "ZB-99"}, "AUS-04"),
        ({"regel": "SCH-01"}, "AUS-04"),
        ({"regel": "RK-12"}, "AUS-05"),
        ({"entschieden_am": "2026-03-02"}, "AUS-07"),
        ({"vertrag": "V-3"}, "AUS-08"),
        ({"gueltig_bis": "31.12.2026"}, "SCH-04"),
        ({"regel": "zb03"}, "SCH-04"),
        ({"regel": "*"}, "SCH-04"),
        ({"entschieden_von": ""}, "SCH-04"),
        ({"stelle": "x"}, "SCH-02"),
    ],
)  # fmt: skip
def test_anything_else_suppresses_nothing(aenderung: dict[str, str], code: str) -> None:
    zweite = {**GUT, "id": "A-2", "pfad": "budget.raten[1]"}
    ergebnis = register({**GUT, **aenderung}, zweite)
    assert [b.code for b in ergebnis.befunde] == [code]
    # The other entry holds all the same.
    assert [a.id for a, _ in ergebnis.geltende] == ["A-2"]
    offen, weg = Aussonderung(ergebnis).split([make_befund(0), make_befund(1)])
    assert offen == (make_befund(0),) and len(weg) == 1


@pytest.mark.parametrize("feld", [k for k in GUT if k != "pfad"])
def test_every_field_is_required(feld: str) -> None:
    ergebnis = register({k: v for k, v in GUT.items() if k != feld})
    assert [b.code for b in ergebnis.befunde] == ["SCH-01"] and ergebnis.geltende == ()


def test_first_and_last_day_count() -> None:
    for tag in (date(2026, 2, 1), date(2027, 2, 1)):
        assert register(GUT, tag=tag).befunde == ()
    assert [b.code for b in register(GUT, tag=date(2027, 2, 2)).befunde] == ["AUS-02"]
    assert [b.code for b in register(GUT, tag=date(2026, 1, 31)).befunde] == ["AUS-07"]


def test_twelve_months_end_at_the_end_of_a_short_month() -> None:
    schalttag = {**GUT, "entschieden_am": "2028-02-29", "gueltig_bis": "2029-02-28"}
    assert register(schalttag, tag=date(2028, 3, 1)).befunde == ()
    assert [b.code for b in register({**schalttag, "gueltig_bis": "2029-03-01"}, tag=date(2028, 3, 1)).befunde] == [
        "AUS-03"
    ]


def test_a_doubled_entry_is_refused_the_first_holds() -> None:
    for zweite in ({**GUT, "pfad": "budget"}, {**GUT, "id": "A-2"}):
        ergebnis = register(GUT, zweite)
        assert [b.code for b in ergebnis.befunde] == ["AUS-09"] and len(ergebnis.geltende) == 1


def test_an_unused_entry_is_a_warning_only_where_its_rule_ran() -> None:
    ergebnis = register(GUT)
    gelaufen, nicht = Pruefung("V-1", "d", (), ("ZB-03",)), Pruefung("V-1", "d", (), ("ZB-01",))
    (befund,) = ergebnis.list_unused([gelaufen], frozenset())
    assert (befund.code, befund.schwere, befund.position.zeile) == ("AUS-06", "warnung", 8)
    assert ergebnis.list_unused([gelaufen], frozenset({"A-1"})) == []
    assert ergebnis.list_unused([nicht], frozenset()) == []


@pytest.mark.parametrize(
    "inhalt",
    [
        b"ausnahmen: [",
        b"- a\n",
        b"\xff\xfe",
        b"ausnahmen: &a []\nweitere: *a\n",
        b"ausnahmen: 3\n",
        b"",
        b"ausnahmen:\n  - 7\n",
        b"x" * 5_000_000,
    ],
)
def test_a_broken_file_excepts_nothing(inhalt: bytes) -> None:
    ergebnis = read_register(inhalt, TAG, REGELN, ["V-1"])
    assert ergebnis.geltende == () and ergebnis.befunde
    assert all(b.position.datei == "ausnahmen.yaml" for b in ergebnis.befunde)


def test_one_ambiguous_value_makes_the_whole_file_void() -> None:
    text = yaml.safe_dump({"ausnahmen": [GUT]}) + "zusatz: 1_000\n"
    assert read_register(text.encode(), TAG, REGELN, ["V-1"]).geltende == ()


def test_reasons() -> None:
    assert explains(GRUND)
    assert explains("Der Vermieter kündigt; ein Umzug ist bis zum Sommer nicht möglich.")
    for leer in (
        "",
        "....",
        "ok ok ok ok ok ok ok ok",
        "Historisch gewachsen, passt so, alles gut",
        "x" * 60,
        "Sonderfall, wie besprochen genehmigt",
    ):
        assert not explains(leer), leer


class TestAltbestand:
    """The stock of an adopted repository."""

    def test_it_comes_back_as_written_and_covers_by_fingerprint(self) -> None:
        stock = read_altbestand(collect_altbestand([make_befund(0), make_befund(1)]).write().encode())
        assert stock == collect_altbestand([make_befund(1), make_befund(0)])
        offen, weg = Aussonderung(altbestand=frozenset(stock.eintraege)).split([make_befund(0), make_befund(2)])
        assert [b.pfad for b in offen] == ["budget.raten[2]"]
        assert [a.art for a in weg] == ["altbestand"]

    def test_it_only_shrinks(self) -> None:
        stock = collect_altbestand([make_befund(0), make_befund(1)])
        assert set(stock.prune(frozenset({make_befund(1).fingerprint, "neu"})).eintraege) == {
            make_befund(1).fingerprint
        }

    @pytest.mark.parametrize("code", ["YML-01", "SCH-01", "BST-04", "KLA-05", "AUS-01", "ENG-01"])
    def test_what_hinders_a_check_is_never_stock(self, code: str) -> None:
        befund = replace(ABSTURZ, code=code)
        assert collect_altbestand([befund]) == Altbestand()
        # Nor if somebody writes it into the file.
        offen, weg = Aussonderung(altbestand=frozenset({befund.fingerprint})).split([befund])
        assert offen == (befund,) and weg == ()

    @pytest.mark.parametrize(
        "inhalt",
        [
            b"",
            b"[]",
            b"{}",
            b'{"format": 2, "befunde": {}}',
            b'{"format": 1, "befunde": {"a": 1}}',
            b"[" * 100_000,
            b"\xff",
        ],
    )
    def test_a_foreign_file_is_refused(self, inhalt: bytes) -> None:
        with pytest.raises(AltbestandFehler, match="kein Altbestand dieses Programms"):
            read_altbestand(inhalt)


def test_nothing_set_aside_is_the_same_check() -> None:
    pruefung = Pruefung("V-1", "d", (Befund("ZB-01", "fehler", Position("d")),))
    assert ALLES_ZAEHLT.apply(pruefung) is pruefung
