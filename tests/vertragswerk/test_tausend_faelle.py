"""The cases the benchmark generates: valid, different, and the same each time."""

from __future__ import annotations

import functools
import inspect
import sys
from datetime import date

import pytest
import yaml

from benchmarks.budgetfaelle import make_case, make_cases
from benchmarks.faelle import check_case
from generator.writers import WRITERS

ANZAHL = 24
RAEUME = {"corpus", "contracts", "generator", "checks", "vertragswerk"}


@pytest.fixture(scope="module")
def faelle() -> list[tuple[str, bytes, date]]:
    return list(make_cases(ANZAHL))


def test_every_case_is_clean_and_has_its_bescheid(faelle: list[tuple[str, bytes, date]]) -> None:
    for fall in faelle:
        ergebnis = check_case(*fall)
        assert ergebnis.pruefung.befunde == ()
        bescheid = ergebnis.dokumente["bescheid"]
        assert yaml.safe_load(fall[1])["person"]["name"] in WRITERS["plain"].write(bescheid, b"").decode()


def test_cases_differ_in_what_offices_meet() -> None:
    alle = [make_case(n) for n in range(80)]
    assert {len(f["traeger"]) for f in alle} == {1, 2, 3, 4}
    assert {f["rechtsstand"].year for f in alle} >= {2005, 2025, 2026}
    assert {"vertretung" in f["person"] for f in alle} == {"konferenz" in f for f in alle} == {True, False}
    leistungen = {e["katalog"] for f in alle for t in f["teilbudgets"] for e in t["leistungen"]}
    turnus = {t["nachweis"].get("turnus") for f in alle for t in f["teilbudgets"]}
    assert len(leistungen) >= 8 and len(turnus) >= 4
    assert len({f["bundesland"] for f in alle}) >= 6 and len({f["person"]["konto"]["iban"] for f in alle}) == len(alle)


def test_a_case_is_the_same_however_many_are_asked_for(faelle: list[tuple[str, bytes, date]]) -> None:
    assert next(make_cases(1)) == faelle[0] and list(make_cases(ANZAHL)) == faelle


def _unbounded() -> dict[str, int]:
    """How full every cache without a bound is that is kept by what it is asked, by its name."""
    module = [m for name, m in sys.modules.items() if name.partition(".")[0] in RAEUME]
    caches = {id(c): c for m in module for c in vars(m).values() if isinstance(c, functools._lru_cache_wrapper)}
    return {
        f"{c.__module__}.{c.__qualname__}": c.cache_info().currsize
        for c in caches.values()
        if c.cache_info().maxsize is None and inspect.signature(c).parameters
    }


def test_nothing_that_is_kept_grows_with_the_cases() -> None:
    """Caches without a bound hold what the house has (kinds, layouts, classes): new persons, Träger and texts leave them as they are."""

    def work_off(inhalte: list[tuple[str, bytes, date]]) -> dict[str, int]:
        for kennung, inhalt, tag in inhalte:
            bescheid = check_case(kennung, inhalt, tag).dokumente["bescheid"]
            for format_name in ("docx", "odt", "pdf", "html"):
                WRITERS[format_name].write(bescheid, b"{}")
        return _unbounded()

    faelle = list(make_cases(40))
    fremd = [(k, i.replace(b"EGH", b"STADT").replace(b"IA", b"AMT2"), t) for k, i, t in faelle[32:]]
    vorher = work_off(faelle[:8])
    assert len(vorher) > 10 and work_off(fremd) == vorher
