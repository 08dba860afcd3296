"""Every lawful variant of the example contract is clean, alone and two at a time: no rule cries wolf."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
import yaml

from tests.checks.faelle import run_fall
from tests.hilfen import PROJEKT

VARIANTEN: list[dict[str, Any]] = yaml.safe_load(
    (PROJEKT / "tests" / "checks" / "varianten.yaml").read_text(encoding="utf-8")
)
OHNE_AUSGEWIESEN = {"pfad": "budget.ausgewiesen", "entfernen": True}


def changed(variante: Mapping[str, Any]) -> set[str]:
    """Return the places a variant changes, without the last step, so that two of one place exclude each other."""
    return {
        schritt["pfad"].rsplit(".", 1)[0] if "laufzeit" in schritt["pfad"] else schritt["pfad"]
        for schritt in variante["daten"]
    }


PAARE = [(a, b) for a, b in combinations(VARIANTEN, 2) if not changed(a) & changed(b)]


@pytest.mark.parametrize("variante", VARIANTEN, ids=[v["name"] for v in VARIANTEN])
def test_a_lawful_variant_is_clean(variante: Mapping[str, Any]) -> None:
    befunde = run_fall({"daten": [OHNE_AUSGEWIESEN, *variante["daten"]]})
    assert not befunde, [(b.code, b.pfad, b.anker, b.meldung) for b in befunde]


@pytest.mark.langsam
@pytest.mark.parametrize(("a", "b"), PAARE, ids=[f"{a['name']} + {b['name']}" for a, b in PAARE])
def test_two_lawful_variants_together_are_clean(a: Mapping[str, Any], b: Mapping[str, Any]) -> None:
    befunde = run_fall({"daten": [OHNE_AUSGEWIESEN, *a["daten"], *b["daten"]]})
    assert not befunde, [(x.code, x.pfad, x.anker, x.meldung) for x in befunde]
