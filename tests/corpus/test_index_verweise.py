"""The index against the statutes' own references: nearly all resolve, and each miss is explained in the documentation."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.gesetz import load_index
from tests.corpus.satzverweise import STAENDE, Satzverweis, references
from tests.hilfen import PROJEKT, need_shared


@pytest.mark.langsam
def test_references_of_the_statutes_resolve() -> None:
    ordner = need_shared("gesetze", "fassungen")
    seite = (PROJEKT / "docs" / "gesetze" / "verweise.md").read_text(encoding="utf-8")
    alle: list[Satzverweis] = []
    for text, tag in STAENDE:
        alle += references(load_index(), ordner, text, date.fromisoformat(tag))
    verfehlt = [v for v in alle if v.fehlt]
    nirgends = [v for v in verfehlt if not v.war_da]
    assert len(alle) >= 6_716
    assert 1 - len(nirgends) / len(alle) >= 0.995
    assert 1 - len(verfehlt) / len(alle) >= 0.99
    unerklaert = [f"{v.ort}: {v.text}" for v in verfehlt if f"{v.ort} | {v.text} |" not in seite]
    assert unerklaert == []
