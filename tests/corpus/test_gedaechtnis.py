"""What is remembered is what would have been worked out: values are written exactly, other arguments never meet, nothing grows."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gedaechtnis import Gedaechtnis, Klarschrift, gemerkt, remember_in
from tests.hilfen import PROJEKT


class Paar(NamedTuple):
    """A record that is a tuple."""

    a: Any
    b: Any = ""


@dataclass(frozen=True, slots=True)
class Kiste:
    """A record that is none."""

    inhalt: Any


SCHRIFT = Klarschrift(lambda: (Paar, Kiste))
EINFACH = st.none() | st.booleans() | st.integers() | st.text()
WERTE = st.recursive(
    EINFACH, lambda w: st.lists(w, max_size=3).map(tuple) | st.builds(Paar, w, w) | st.builds(Kiste, w), max_leaves=8
)


def _kinds(wert: Any) -> Any:
    """Return a value with its kinds: a record that is a tuple equals the bare one, and True equals 1."""
    if isinstance(wert, Kiste):
        return "Kiste", _kinds(wert.inhalt)
    return (type(wert).__name__, [_kinds(w) for w in wert] if isinstance(wert, tuple) else wert)


@given(WERTE)
def test_what_is_written_is_read(wert: Any) -> None:
    assert _kinds(SCHRIFT.read(json.loads(json.dumps(SCHRIFT.write(wert))))) == _kinds(wert)


@pytest.mark.parametrize("wert", [1.5, [1], {"a": 1}, b"x", (1, [2]), Kiste(inhalt=object())])
def test_what_could_not_be_read_is_not_written(wert: object) -> None:
    with pytest.raises(TypeError, match="no plain value"):
        SCHRIFT.write(wert)


def _make(name: str = "probe", hoechstens: int = 8) -> tuple[Any, list[tuple[Any, ...]]]:
    """Return a marked function, and what it was really called with."""
    gerufen: list[tuple[Any, ...]] = []

    @gemerkt(name, hoechstens)
    def tue(*werte: Any) -> tuple[Any, ...]:
        gerufen.append(werte)
        return werte

    return tue, gerufen


def test_what_is_known_is_not_worked_out() -> None:
    erst, gerufen = _make()
    gedaechtnis = Gedaechtnis()
    with remember_in(gedaechtnis):
        assert erst("a") == erst("a") == ("a",)
    assert len(gerufen) == 1 and gedaechtnis.hat_neues
    spaeter, gerufen = _make()
    neues = Gedaechtnis(json.loads(json.dumps(gedaechtnis.collect(8))))
    with remember_in(neues):
        assert spaeter("a") == ("a",) and not gerufen and not neues.hat_neues
        assert spaeter("b") == ("b",) and gerufen == [("b",)] and neues.hat_neues
    anderer, gerufen = _make("anderer")
    with remember_in(Gedaechtnis(neues.collect(8))):
        assert anderer("a") == ("a",) and gerufen == [("a",)]


@given(st.lists(st.lists(EINFACH, max_size=3).map(tuple), min_size=2, max_size=6))
def test_other_arguments_have_other_results(alle: list[tuple[Any, ...]]) -> None:
    """Whatever was remembered, each call gives what belongs to it, with the kinds of its values."""
    gedaechtnis = Gedaechtnis()
    for werte in alle:
        tue, _ = _make()
        with remember_in(gedaechtnis):
            tue(*werte)
        gedaechtnis = Gedaechtnis(gedaechtnis.collect(8))
    for werte in alle:
        tue, _ = _make()
        with remember_in(gedaechtnis):
            assert _kinds(tue(*werte)) == _kinds(werte)


def test_without_a_memory_nothing_is_kept() -> None:
    tue, gerufen = _make()
    gedaechtnis = Gedaechtnis()
    with remember_in(gedaechtnis), remember_in(None):
        tue("a")
    assert gerufen and not gedaechtnis.benutzte
    tue("b")
    assert not gedaechtnis.benutzte


def test_an_error_is_not_remembered() -> None:
    @gemerkt("fehler", 8)
    def tue(text: str) -> str:
        raise ValueError(text)

    gedaechtnis = Gedaechtnis()
    with remember_in(gedaechtnis):
        for _ in range(2):
            with pytest.raises(ValueError, match="a"):
                tue("a")
    assert not gedaechtnis.benutzte["fehler"]


def test_a_memory_is_bounded() -> None:
    tue, _ = _make(hoechstens=3)
    gedaechtnis = Gedaechtnis()
    with remember_in(gedaechtnis):
        for n in range(9):
            assert tue(n) == (n,)
    assert len(gedaechtnis.collect(9)["probe"]) == 3
    neu, _ = _make(hoechstens=3)
    naechstes = Gedaechtnis(gedaechtnis.collect(9))
    with remember_in(naechstes):
        neu(2)
        neu(8)
    assert len(naechstes.collect(9)["probe"]) == 4 and len(naechstes.collect(3)["probe"]) == 3
    assert {*naechstes.benutzte["probe"]} <= {*naechstes.collect(2)["probe"]}, "was gebraucht wurde, bleibt"


def test_each_function_has_a_name_of_its_own() -> None:
    namen = Counter(
        name
        for raum in ("corpus", "contracts", "generator", "checks", "vertragswerk")
        for pfad in (PROJEKT / raum).rglob("*.py")
        for name in re.findall(r'^@gemerkt\("(\w+)"', pfad.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(namen) > 5 and set(namen.values()) == {1}
