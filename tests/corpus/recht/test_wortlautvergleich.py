"""A quotation against the hashes of the index: each case of `wortlaut.json`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.norm import Norm
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.recht.wortlautvergleich import compare_wortlaut

FAELLE = json.loads((Path(__file__).parent / "wortlaut.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fall", FAELLE, ids=lambda f: f"{f['norm']}: {f['text'][:30]}")
def test_a_quotation_is_compared(fall: dict[str, str]) -> None:
    tag = date.fromisoformat(fall.get("tag", "2025-06-01"))
    assert compare_wortlaut(load_mitgeliefert(), Norm.parse(fall["norm"]), fall["text"], tag) == fall["gleich"]


def test_between_two_versions_nothing_is_said() -> None:
    """Between two sightings both texts may be the law: one of them is no proof of a deviation."""
    neu = "Die schriftliche Form wird durch die notarielle Beurkundung ersetzt."
    norm = Norm.parse("§ 126 Abs. 4 BGB")
    assert compare_wortlaut(load_mitgeliefert(), norm, neu, date(2025, 12, 1)) == "gleich"
    assert compare_wortlaut(load_mitgeliefert(), norm, neu, date(2025, 12, 28)) == "unbekannt"
    assert compare_wortlaut(load_mitgeliefert(), norm, neu, date(2026, 1, 10)) == "ungleich"
