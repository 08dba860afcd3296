"""Blacking out: what a pattern hits, and which places would still tell a value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.query import query
from generator.schwaerzung import black_out, mark_of, printed_patterns
from generator.tree import Absatz, Abschnitt, Dokument, Feld, Text, Textblock
from tests.generator.beispielbaum import baum


def _document(*inhalt: Feld | Text) -> Dokument:
    absaetze = tuple(Absatz(f"a{n}", (Textblock(f"t{n}", (teil,)),)) for n, teil in enumerate(inhalt))
    return replace(baum(), rubrum=(), abschnitte=(Abschnitt("p", "paragraf", (Text("Titel"),), absaetze),))


def _feld(pfad: str, text: str, wert: str = "") -> Feld:
    return Feld(pfad, text, wert or text)


@pytest.mark.parametrize(
    ("muster", "pfad", "ist_getroffen"),
    [
        ("budget.rate", "budget.rate", True),
        ("budget", "budget.rate", True),
        ("budget.rat", "budget.rate", False),
        ("budget.rate", "mein.budget.rate", False),
        ("ziele[*].termin", "ziele[Z1].termin", True),
        ("ziele[*]", "ziele[Z1].termin", True),
        ("ziele[Z1].termin", "ziele[Z2].termin", False),
        ("ziele[Z1]", "ziele[Z12].termin", False),
        ("a[*].b[*].c", "a[x].b[y-z].c", True),
        ("a[*].c", "a[x].b[y].c", False),
        ("a.b", "a-b", False),
    ],
)
def test_a_pattern_hits_its_path_and_what_lies_below(muster: str, pfad: str, ist_getroffen: bool) -> None:
    fertig = black_out(_document(_feld(pfad, "Geheimnis")), [muster])
    assert fertig.treffer == (int(ist_getroffen),)
    gedruckt = [b.inhalt[0].text for b in query(fertig.dokument, Textblock)]  # type: ignore[union-attr]
    assert gedruckt == [mark_of(0) if ist_getroffen else "Geheimnis"]


def test_of_several_patterns_the_first_gives_the_reason() -> None:
    fertig = black_out(_document(_feld("a.b", "4.711,00")), ["a.b", "a"])
    assert fertig.treffer == (1, 0)


@pytest.mark.parametrize(
    ("anderer", "stellen"),
    [
        (_feld("c", "4.711,00"), [("t1", "c")]),
        (_feld("c", "viertausend", "4711.00"), [("t1", "c")]),
        (_feld("c", "Entgelt 4.711,00 Euro je Monat"), [("t1", "c")]),
        (Text("Es sind 4.711,00 Euro."), [("t1", "")]),
        (Text("Es sind 4.711,00."), [("t1", "")]),
        (Text("Es sind 14.711,00 Euro."), []),
        (Text("Es sind 4.711,005 Euro."), []),
        (_feld("c", "4.712,00"), []),
    ],
)
def test_a_value_that_stands_elsewhere_is_named(anderer: Feld | Text, stellen: list[tuple[str, str]]) -> None:
    fertig = black_out(_document(_feld("a", "4.711,00", "4711.00"), anderer), ["a"])
    assert [(v.wo, v.pfad) for v in fertig.verraten] == stellen


def test_a_short_value_is_not_searched_for() -> None:
    assert not black_out(_document(_feld("a", "12"), Text("Am 12. Mai.")), ["a"]).verraten


@given(st.text(alphabet="ab.[]*(){}^$\\", max_size=12))
def test_nothing_in_a_pattern_is_a_regular_expression(muster: str) -> None:
    fertig = black_out(_document(_feld("a.b", "Geheimnis")), [muster])
    assert sum(fertig.treffer) == (muster in ("a", "a.b"))


def test_patterns_of_what_is_printed() -> None:
    dokument = _document(_feld("a[x].b", "1"), _feld("a[y].b", "2"), _feld("c", "3"))
    assert printed_patterns(dokument) == ["a[*].b", "c"]
    assert not query(black_out(dokument, printed_patterns(dokument)).dokument, Feld)
