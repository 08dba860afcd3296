"""The answer of `zitate`: its quick JSON is what the standard library writes, and only what is read as a citation counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.druckbar import escape_json
from corpus.recht.beurteilung import judge, judge_today
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import find
from generator.readers.lesegrenzen import GrenzFehler, Lesegrenzen, Verbrauch
from vertragswerk.cli.recht.zeilenjson import dump
from vertragswerk.cli.recht.zitatdaten import as_data, write_zitat

FAELLE = Path(__file__).parents[1] / "corpus" / "zitate"
STICHTAG = date(2026, 8, 1)
TEXTE = [
    "Nach § 29 Abs. 4 (Satz 2) SGB IX und §§ 1 bis 3, 5 ff. SGB XII i. V. m. Art. 3 GG gilt das.",
    "§ 1 Abs. 2 Satz 1 Nr. 2 Satz 3 SGB IX",
    "BSG, Urteil vom 28.01.2021 – B 8 SO 9/19 R, zu § 17 SGB IX a. F. (Budgetkonferenz).",
    "§ 104\u00a0SGB IX, § 1 des Beispielgesetz\u202es, $ 5 SGB IX",
    "§ 53 SGB XII in der am 31. Dezember 2017 geltenden Fassung, „§ 9999 SGB IX“, Absatz 1 Satz 2",
]


@pytest.mark.parametrize("gesetz", ["", "SGB IX"])
def test_quick_json_is_that_of_the_standard_library(gesetz: str) -> None:
    texte = [f["text"] for d in sorted(FAELLE.glob("*.json")) for f in json.loads(d.read_text("utf-8")) if "text" in f]
    bestand, gesehen = load_mitgeliefert(), set()
    for text in [*TEXTE, *texte]:
        for zitat in find(text, gesetz=gesetz):
            urteil = judge(zitat, text, STICHTAG, bestand)
            for heute in (None, judge_today(urteil, date(2012, 9, 1), STICHTAG, bestand)):
                daten = as_data(urteil, heute)
                soll = escape_json(json.dumps([[daten]], ensure_ascii=False, indent=2))
                assert f"[\n  [\n    {write_zitat(urteil, heute, chr(10) + '    ')}\n  ]\n]" == soll
                gesehen |= daten.keys() | {name for teil in daten["teile"] for name in teil}
    assert gesehen >= {"heute", "entscheidung", "fassung", "folgende", "verbindung", "nummer"}


@pytest.mark.parametrize(
    "wert",
    [{}, [], [[]], {"a": {}}, "ä\n„“\u2028", None, True, 0, 1.5, {"x": [1, "2", {"y": [None, False]}]}, ["\ud800"]],
)
def test_lines_are_those_of_the_standard_library(wert: object) -> None:
    assert dump(wert) == json.dumps(wert, ensure_ascii=False, indent=2)


def test_a_place_that_a_citation_holds_is_not_counted_by_itself() -> None:
    verbrauch = Verbrauch(Lesegrenzen(zitate=10))
    assert len(find("Nach § 12 Abs. 3 Satz 1 Nr. 2 SGB X gilt das. " * 10, zaehle=verbrauch.take_zitate)) == 10
    with pytest.raises(GrenzFehler):
        find("§ 1 SGB X", zaehle=verbrauch.take_zitate)


@pytest.mark.parametrize("falsch", ["Urteil ", "§ x ", "Abs. 1 "])
def test_false_alarms_count(falsch: str) -> None:
    with pytest.raises(GrenzFehler):
        find(falsch * 11, zaehle=Verbrauch(Lesegrenzen(zitate=10)).take_zitate)
