"""The scan is linear: every pattern is bounded, and the number of calls grows like the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from re import _constants as konstanten  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import corpus.zitate
from corpus.regex import Spaetmuster
from corpus.zitate import find, resolve_ueberschriften

MODULE = [f"corpus.zitate.{modul.name}" for modul in pkgutil.iter_modules(corpus.zitate.__path__)]
WIEDERHOLUNG = {konstanten.MAX_REPEAT, konstanten.MIN_REPEAT, konstanten.POSSESSIVE_REPEAT}


def list_muster() -> list[tuple[str, re.Pattern[str]]]:
    muster = []
    for name in MODULE:
        modul = importlib.import_module(name)
        muster += [(f"{name}.{n}", wert.regex) for n, wert in vars(modul).items() if isinstance(wert, Spaetmuster)]
    assert len(muster) > 80
    return muster


def walk(baum: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every operation of a parsed pattern, at any depth."""
    for op, wert in baum:
        yield op, wert
        if op in WIEDERHOLUNG:
            yield from walk(wert[2])
        elif op is konstanten.SUBPATTERN:
            yield from walk(wert[-1])
        elif op is konstanten.BRANCH:
            for zweig in wert[1]:
                yield from walk(zweig)
        elif op in {konstanten.ASSERT, konstanten.ASSERT_NOT}:
            yield from walk(wert[1])
        elif op is konstanten.ATOMIC_GROUP:
            yield from walk(wert)


@pytest.mark.parametrize(("name", "muster"), list_muster(), ids=lambda wert: wert if isinstance(wert, str) else "")
def test_no_pattern_repeats_without_bound(name: str, muster: re.Pattern[str]) -> None:
    for op, wert in walk(parser.parse(muster.pattern, muster.flags)):
        assert not (op in WIEDERHOLUNG and wert[1] is konstanten.MAXREPEAT), name


def count_calls(text: str) -> int:
    """Return how many calls (Python and C) `find` makes for a text: its work apart from the bounded patterns."""
    return count_calls_of(lambda: find(text))


def count_calls_of(mache: Callable[[], object]) -> int:
    """Return how many calls (Python and C) something makes."""
    zaehler = 0

    def count(frame: FrameType, ereignis: str, arg: object) -> None:
        nonlocal zaehler
        zaehler += ereignis in {"call", "c_call"}

    sys.setprofile(count)
    try:
        mache()
    finally:
        sys.setprofile(None)
    return zaehler


def repeat(stueck: str, davor: str = "", danach: str = "") -> Callable[[int], str]:
    return lambda n: davor + stueck * n + danach


HART = {
    "nur §": repeat("§ "), "§ ohne Leerzeichen": repeat("§"), "Liste": repeat(", 1", "§ 1"), "und": repeat(" und", "Abs. 1"),
    "Ziffern": repeat("1"), "§ und Ziffern": repeat("1", "§ "), "Absatz 1 und": repeat("Absatz 1 und "), "Nr. ohne Ende": repeat("Nr. 1 "),
    "Gesetz zur": repeat("Gesetz zur "), "langer Titel": repeat("Förderung der ", "Gesetz über die "), "Neunten": repeat("Neunten "),
    "Neunten Buches": repeat("Neunten Buches "), "SGB": repeat("SGB "), "(vom": repeat("(vom "), "Adjektive": repeat("Bürgerlichen ", "§ 1 "),
    "§ 1 des": repeat("§ 1 des "), "Gericht": repeat("BSG Niedersachsen "), "Urteil": repeat("Urteil vom 1.1.2020 - "), "Klammer": repeat("§ 1 BGB ("),
    "langes Wort": repeat("a", "A", "gesetz"), "Bindestriche": repeat("a-", "", "gesetz"), "Wort auf G": repeat("A" * 70 + "G "),
    "Leerraum": repeat(" ", "§", "1"), "Zeilen": repeat("\n"), "Kette": repeat("§ 1 i. V. m. "), "Artikel": repeat("Art. I "),
    "Ergänzungsstrich": repeat("Teilzeit- und ", "", "gesetz"), "SozR": repeat("SozR 4-2500 § 1 Abs. 1 "), "Fundstelle": repeat("§ 1 Gesetz (BGBl "),
    "gesetzgesetz": repeat("gesetz"), "Fortsetzung": repeat(", 2 BGB", "§§ 1 BGB"), "offene Klammer": repeat("x", "§ 1 BGB ("),
    "SGB V": repeat("SGB V "), "Überschrift": repeat("# SGB V\n"), "Grossbuchstaben": repeat("A"), "Fassung": repeat("§ 1 in der am 1. Januar 2020 "),
    "Neuansatz": repeat(" sowie nach § 2 oder nach § 1", "§ 3", " BGB"), "Ausnahme": repeat("§ 1 mit Ausnahme von Absatz 2 "),
    "Kürzel": repeat("Beispielgesetz (BeispG) "), "im Folgenden": repeat("im Folgenden: BeispG "), "eingeführt": repeat(" § 1 BeispG", "Beispielgesetz (BeispG)"),
    "Anhang": repeat("Artikel 1 und Anhang I "), "Dollar": repeat("$ 1 Abs 1, "), "Vorschriften": repeat("Vorschriften des BGB (§ 1) "),
    "Klammern": repeat(" (Satz 2)", "§ 1 Abs. 1"), "offene Einheiten": repeat("(Satz ", "§ 1 "), "Dezimalen": repeat("1.1.", "Ziffer "), "Ziffern ": repeat("Ziffer 1.1, "),
    "Verordnung zu": repeat("der Verordnung nach § 1 ", "§ 1 "), "Akte": repeat(" und (EU) 2018/1725", "Verordnung (EU) 2016/679"), "Anlagen": repeat("Anlage A und B, "),
    "Anlage zu": repeat("Anlage 1 zu § 2 BGB "), "TV": repeat(" ABC", "TV"), "TV TV": repeat("TV "), "eigene §§": repeat("\n§ 3 Zweck"), "eigene mit Liste": repeat("nach § 3 und § 94 BGB ", "§ 3 Zweck\n§ 4 Mittel\n"),
    "voran": repeat("SGB IX § 29, ", "", " BGB"), "Absatzende": repeat("§ 1\v"), "AG": repeat("AG SGB "), "SGB AG": repeat("SGB IX AG "), "alt": repeat("-alt", "§ 1 BGB"), "gezählt": repeat("35. "),
    "Verträge": repeat("Leistungsvereinbarung (LV) § 1 LV "), "Blatt": repeat(", BGBl. I 2016", "§ 1 BGB"), "Bindestrich": repeat("Justiz- und -"), "gleiche Fassung": repeat("§ 1 BGB, ", "", "§ 2 BGB in der am 1. Januar 2020 geltenden Fassung"),
}  # fmt: skip


@pytest.mark.parametrize("mache", HART.values(), ids=HART.keys())
def test_work_grows_no_faster_than_the_text(mache: Callable[[int], str]) -> None:
    klein, gross = count_calls(mache(150)), count_calls(mache(600))
    # Four times the text; work that grew with its square would be sixteen times as much.
    assert gross <= 6 * klein + 400


@pytest.mark.parametrize(
    "stueck", ["SGB IX\n", "SGB IX\n\n§ 1\n", "SGB IX\v§ 1\v", "# SGB IX\n", "SGB IX\n\n§ 1 Titel\n\n\n\n"]
)
def test_headings_are_looked_at_once(stueck: str) -> None:
    def count(n: int) -> int:
        text = stueck * n
        return count_calls_of(lambda: resolve_ueberschriften(text, zitate[n]))

    zitate = {n: find(stueck * n) for n in (100, 400)}
    assert count(400) <= 5 * count(100) + 400


def test_text_without_citations_costs_next_to_nothing() -> None:
    prosa = "Der Leistungserbringer erbringt die vereinbarten Leistungen im Stadtgebiet; Ausgleiche erfolgen am Jahresende. "
    assert count_calls(prosa * 500) < 20
