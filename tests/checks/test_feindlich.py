"""Hostile and odd text: nothing crashes, nothing runs for ever, number words and smoothing obey their laws."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from checks.glaettung import ends_of_pieces, glaetten, lower
from checks.muster.verneinung import count_verneinungen
from checks.muster.wendungen import _read
from checks.muster.wortformen import pattern_of, piece_of
from checks.muster.zahlwort import parse_betrag, parse_zahlwort
from checks.regeln.begriffe.bg_03 import find_abkuerzungen
from checks.regeln.begriffe.bg_06 import find_luecken
from checks.regeln.textdaten.td_01 import find_zahlen
from generator.formate import worte
from tests.checks.faelle import run_fall

WORTE = [
    "individuell",
    "anspruch",
    "unberührt",
    "budget",
    "soweit",
    "nicht",
    "warteliste",
    "prüfung",
    "§",
    "59",
    "sgb",
    "x",
    "ausgeschlossen",
    "12",
    "drei",
    "wochen",
    "[",
    "]",
    ":",
    "innen",
    "*",
    "(",
    ")",
    "„",
    "“",
    ".",
    ";",
    ",",
]
LAUT = st.lists(st.sampled_from(WORTE), max_size=60).map(" ".join)


@given(st.integers(min_value=0, max_value=999_999_999_999))
@example(1_029_000_000)
@example(2_009_009_009)
@example(1_000_001_000)
def test_number_words_are_read_back(zahl: int) -> None:
    assert parse_zahlwort(num2words(zahl, lang="de")) == zahl


@given(st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2))
def test_amounts_in_words_are_read_back(betrag: Decimal) -> None:
    assert parse_betrag(worte(betrag)) == betrag


@given(st.text(max_size=40))
def test_odd_words_are_no_number_or_one(text: str) -> None:
    zahl = parse_zahlwort(text)
    assert zahl is None or zahl >= 0


@given(st.text(max_size=200))
def test_smoothing_twice_is_smoothing_once_and_lower_case_keeps_offsets(text: str) -> None:
    glatt = glaetten(text)
    assert glaetten(glatt) == glatt and len(lower(glatt)) == len(glatt)


@settings(max_examples=60)
@given(LAUT, LAUT)
def test_every_reader_survives_legal_noise(text: str, einleitung: str) -> None:
    for satz in {t.satz for t in _read(text, einleitung)}:
        assert satz in text
    assert all(glaetten(text)[von:bis] == zahl for von, bis, zahl in find_zahlen(text))
    find_luecken(text)
    find_abkuerzungen(text)
    count_verneinungen(text.lower(), 0, min(10, len(text)), einleitung)


@pytest.mark.parametrize(
    "stueck",
    ["individuell anspruch ", "§ 59 sgb x ", "prüfung ", "budget, ", "1, ", "Absatz 1, ", "a", "(", "[", "…", "Fünf "],
)
def test_endless_sentences_end(stueck: str) -> None:
    text = stueck * (40_000 // len(stueck))
    _read(text, "")
    find_zahlen(text)
    find_luecken(text)
    find_abkuerzungen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leer bis auf {=Ä} und {=§}.",
        "Ein Satz mit \\ und % und {=a b c d}.",
        "Nummer 5 und ½ und ² und Ⅳ.",
        "🙂 {=Emoji 🙂}",
    ],
)
def test_odd_own_clauses_break_no_rule(text: str) -> None:
    run_fall({"zusatz": [{"titel": "Probe (§ 1) 🙂", "text": "{: a}\n" + text}]})


@pytest.mark.parametrize(
    ("begriff", "form"),
    [
        ("Leistungsfall", "leistungsfälle"),
        ("Leistungsfall", "leistungsfällen"),
        ("externer Kostenträger", "externen kostenträgern"),
        ("fallunspezifische Arbeit", "fallunspezifischer arbeit"),
        ("Budget", "budgets"),
        ("Monatsrate", "monatsraten"),
        ("Sozialraum", "sozialräume"),
        ("Quartiersbüro", "quartiersbüros"),
    ],
)
def test_terms_are_found_in_their_forms(begriff: str, form: str) -> None:
    stueck, muster = piece_of(begriff), pattern_of(begriff)
    assert stueck in form and muster.search(f"die {form} sind")


@pytest.mark.parametrize(
    ("begriff", "anderes"), [("Budget", "budgetjahr"), ("Ziel", "vielzahl"), ("Menge", "vermengen")]
)
def test_terms_are_not_found_inside_other_words(begriff: str, anderes: str) -> None:
    assert not pattern_of(begriff).search(f"das {anderes} ist")


ZEICHEN = st.sampled_from("aé 1\u0301\u0323\u00ad\u00a0\n\u212bω\u1100\u1161\u11a8\u09c7\u09be")


@given(st.lists(st.text(ZEICHEN, max_size=4), max_size=8))
@example(["a", "\u0301", "b"])
@example(["a\u00ad", "\u0301"])
@example(["\u1100", "\u1161", "\u11a8"])
def test_pieces_end_where_the_smoothed_beginning_ends(stuecke: list[str]) -> None:
    enden = ends_of_pieces(stuecke)
    # A text in which nothing is rare is not brought into NFC; the line end makes every beginning rare.
    if "\n" in "".join(stuecke):
        assert enden == [len(glaetten("\n" + "".join(stuecke[: n + 1]))) - 1 for n in range(len(stuecke))]
    assert (enden or [0])[-1] == len(glaetten("".join(stuecke)))


def test_a_combining_sequence_without_end_is_cut() -> None:
    stuecke = ["a", *["\u0301"] * 20_000, "b\n"]
    assert ends_of_pieces(stuecke)[-1] == len(glaetten("".join(stuecke)))
