"""What the tests ask of one rule: its cases, its sentences, and that the examples are clean; prepared once, asked for each mutant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from checks.befund import Befund
from checks.kontext import Pruefling
from checks.regel import Querregelmodul, Regelmodul
from checks.registry import QUERREGELN
from checks.run import check, check_ausgaben, check_quer
from tests.checks.faelle import Fall, load_faelle, make_pruefling, short, stichtag_of
from tests.checks.gesagtes import list_unsaid
from tests.checks.querfaelle import TAG, make_prueflinge
from tests.checks.satzfaelle import SAETZE, is_red, make_satzpruefling
from tests.vertraege import AENDERUNG
from tests.vertraege import ALLE as AUS_KLAUSELN

Probe: TypeAlias = Callable[[Any], bool]
"""Asks a rule, given as a module; tells whether it says what it should."""


def list_proben(code: str) -> list[Probe]:
    """Return everything that is asked of a rule."""
    faelle = [f for liste in load_faelle(code).values() for f in liste]
    if any(m.REGEL.code == code for m in QUERREGELN):
        return [_quer(code, f) for f in faelle]
    saetze = [_satz(c, farbe, satz) for c, farbe, satz in SAETZE if c == code]
    return [*(_fall(code, f) for f in faelle), *saetze, *(_rein(p, tag) for p, tag in _examples())]


def _fall(code: str, fall: Fall) -> Probe:
    """Return the question whether a rule finds in a case of its own what the case says it does."""
    erwartet = sorted(e for e in fall.get("erwartet", ()) if e[0] == code)
    pruefling, tag = make_pruefling(fall), stichtag_of(fall)

    def ask(modul: Regelmodul) -> bool:
        pruefung = check(pruefling, tag, (modul,), ())
        if fall.get("ausgabe"):
            pruefung = check_ausgaben(pruefung, pruefling, tag, (modul,))
        return not pruefung.abstuerze and _says(fall, pruefung.befunde, erwartet)

    return ask


def _says(fall: Fall, befunde: Sequence[Befund], erwartet: Sequence[Sequence[str]]) -> bool:
    return sorted(short(b) for b in befunde) == erwartet and not list_unsaid(fall, befunde)


def _quer(code: str, fall: Fall) -> Probe:
    """Return the same question about a rule across contracts, whatever the order of these."""
    (eigentlich,) = [m for m in QUERREGELN if m.REGEL.code == code]
    erwartet, prueflinge = sorted(fall.get("erwartet", ())), make_prueflinge(eigentlich, fall)

    def ask(modul: Querregelmodul) -> bool:
        pruefungen = [check(p, TAG, (), (modul,)) for p in prueflinge]
        return not any(p.abstuerze for p in pruefungen) and all(
            _says(fall, check_quer(folge, TAG, (modul,)), erwartet) for folge in (pruefungen, pruefungen[::-1])
        )

    return ask


def _satz(code: str, farbe: str, satz: str) -> Probe:
    pruefling = make_satzpruefling(code, satz)
    return lambda modul: is_red(modul, pruefling) == (farbe == "rot")


def _rein(pruefling: Pruefling, tag: date) -> Probe:
    """Return the question whether a rule leaves an example alone."""

    def ask(modul: Regelmodul) -> bool:
        pruefung = check(pruefling, tag, (modul,), ())
        return not pruefung.befunde

    return ask


@cache
def _examples() -> list[tuple[Pruefling, date]]:
    return [_make_example(kennung) for kennung in (*AUS_KLAUSELN, AENDERUNG)]


def _make_example(kennung: str) -> tuple[Pruefling, date]:
    vorfassung = {"nummer": "1.0", "besiegelt_am": stichtag_of({"vertrag": kennung})}
    pruefling = make_pruefling({"vertrag": kennung, "vorfassung": vorfassung})
    assert pruefling.vertrag is not None
    return pruefling, pruefling.vertrag.rechtsstand
