"""Number words against a small grammar of their own, read back by the parser of the rules, which shares no code with either."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.muster.zahlwort import parse_betrag, parse_zahlwort
from generator.formate import FORMATE
from generator.paketdaten import layout_text
from generator.zahlwoerter import WORTTABELLE, spell, write_worttabelle

EINER = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
ZEHNER = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def wort(zahl: int, ist_letztes: bool = True) -> str:
    """Return the word of a number below a million; „ein“ where something follows."""
    if zahl >= 1000:
        rest = wort(zahl % 1000, ist_letztes) if zahl % 1000 else ""
        return f"{wort(zahl // 1000, False)}tausend{rest}"
    if zahl >= 100:
        rest = wort(zahl % 100, ist_letztes) if zahl % 100 else ""
        return f"{wort(zahl // 100, False)}hundert{rest}"
    if zahl >= 20:
        zehner = ZEHNER[zahl // 10 - 2]
        return zehner if zahl % 10 == 0 else f"{wort(zahl % 10, False)}und{zehner}"
    return "ein" if zahl == 1 and not ist_letztes else EINER[zahl]


def test_all_up_to_twenty_thousand() -> None:
    assert [n for n in range(20_001) if spell(n) != wort(n)] == []
    assert [n for n in range(20_001) if spell(n, ist_vor_nomen=True) != wort(n, False)] == []


@pytest.mark.parametrize("gruppe", [1, 101, 701, 2, 21, 999])
@pytest.mark.parametrize(
    ("wert", "einzahl", "mehrzahl"), [(10**6, "Million", "Millionen"), (10**9, "Milliarde", "Milliarden")]
)
def test_groups_of_large_numbers(gruppe: int, wert: int, einzahl: str, mehrzahl: str) -> None:
    vorn = f"eine {einzahl}" if gruppe == 1 else f"{wort(gruppe, False)} {mehrzahl}"
    assert spell(gruppe * wert) == vorn
    assert spell(gruppe * wert + 1) == f"{vorn} eins"
    assert spell(gruppe * wert + 701_001, ist_vor_nomen=True) == f"{vorn} siebenhunderteintausendein"


@pytest.mark.parametrize(
    ("format", "wert", "erwartet"),
    [
        ("worte", Decimal("101.00"), "einhundertein Euro"),
        ("worte", Decimal("1.01"), "ein Euro und ein Cent"),
        ("worte", Decimal("701701.00"), "siebenhunderteintausendsiebenhundertein Euro"),
        ("worte", Decimal("1000001.00"), "eine Million ein Euro"),
        ("worte", Decimal("101000000000.00"), "einhundertein Milliarden Euro"),
        ("worte", Decimal("-101.21"), "minus einhundertein Euro und einundzwanzig Cent"),
        ("worte", 101, "einhunderteins"),
        ("zahlwort", 1, "eins"),
        ("wochen", 101, "einhundertein Wochen"),
        ("monaten", 101, "einhundertein Monaten"),
        ("mal", 101, "einhunderteinmal"),
    ],
)
def test_amounts_and_counts(format: str, wert: object, erwartet: str) -> None:
    assert FORMATE[format](wert).replace("\u00a0", " ") == erwartet


@given(st.integers(0, 999_999_999_999))
def test_the_parser_of_the_rules_reads_every_number(zahl: int) -> None:
    assert parse_zahlwort(spell(zahl)) == zahl
    assert parse_betrag(f"{spell(zahl, ist_vor_nomen=True)} Euro") == zahl


def test_the_table_is_what_the_library_says() -> None:
    assert layout_text(WORTTABELLE) == write_worttabelle(), "run: nox -s schema -- --schreiben"
