"""The index against the statutes' own references: nearly all resolve, and each miss is explained in the documentation."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.recht.rechtsbestand import load_mitgeliefert
from tests.corpus.index.satzverweise import STAENDE, Satzverweis, references
from tests.corpus.index.verweise import references as read_references
from tests.hilfen import PROJEKT, need_shared


@pytest.mark.langsam
def test_references_of_the_statutes_resolve() -> None:
    ordner = need_shared("gesetze", "fassungen")
    seite = (PROJEKT / "docs" / "gesetze" / "verweise.md").read_text(encoding="utf-8")
    alle: list[Satzverweis] = []
    for text, tag in STAENDE:
        alle += references(load_mitgeliefert(), ordner, text, date.fromisoformat(tag))
    verfehlt = [v for v in alle if v.fehlt]
    nirgends = [v for v in verfehlt if not v.war_da]
    assert len(alle) >= 6_716
    assert 1 - len(nirgends) / len(alle) >= 0.995
    assert 1 - len(verfehlt) / len(alle) >= 0.99
    unerklaert = [f"{v.ort}: {v.text}" for v in verfehlt if f"{v.ort} | {v.text} |" not in seite]
    assert unerklaert == []


@pytest.mark.langsam
@pytest.mark.parametrize(
    ("text", "mindestens"),
    [("SGB_IX_2018", 1_000), ("SGB_XII", 1_000), ("SGB_I", 100), ("WBVG", 50), ("SGB_V", 12_000), ("BGB", 5_000)],
)
def test_references_read_by_the_grammar_lead_somewhere(text: str, mindestens: int) -> None:
    """Grammar and index together: what the statutes cite of themselves and each other is law, was law, or is unknown."""
    ordner = need_shared("gesetze", "fassungen")
    alle = list(read_references(load_mitgeliefert(), ordner, text, date(2026, 8, 19)))
    verfehlt = [f"{v.ort}: {v.text} → {v.norm.kanonisch}" for v in alle if v.status == "nicht_vorhanden"]
    assert len(alle) >= mindestens
    assert len(verfehlt) / len(alle) <= 0.007, verfehlt
