"""What is looked for before a definition's pattern is made for a word never hides a definition."""

from __future__ import annotations

import re

import pytest

from checks.muster.bestimmungen import _WORT, _possible
from checks.paketdaten import load_daten
from corpus.saetze import split_saetze
from tests.hilfen import PROJEKT

ARTEN = ("bekannt", "beilaeufig")
BELIEBIG = r"\S(?:[^;\n]{0,60}?\S)?"
"""What may stand for any word: more than the forms of any term."""


def _sentences() -> list[str]:
    """Return the sentences of every clause and of every case of the rules about terms, in lower case."""
    ordner = (PROJEKT / "contracts" / "klauseln", *(PROJEKT / "tests" / "checks" / "regeln").glob("BG-0[123]"))
    texte = [
        p.read_text(encoding="utf-8").lower() for o in ordner for p in o.rglob("*") if p.suffix in (".md", ".yaml")
    ]
    absaetze = {" ".join(a.split()) for text in texte for a in re.split(r"\n\s*\n|\n\s*-|: [\"']?", text)}
    return sorted({a[von:bis] for a in absaetze for von, bis in split_saetze(a)})


@pytest.mark.parametrize("art", ARTEN)
def test_no_definition_is_hidden(art: str) -> None:
    muster = {m: re.compile(m.replace(_WORT, BELIEBIG)) for m in load_daten("bestimmungen")[art]}
    saetze, gefunden = _sentences(), 0
    assert len(saetze) > 1000
    for satz in saetze:
        passend = [m for m, regex in muster.items() if regex.search(satz)]
        gefunden += len(passend)
        assert set(passend) <= set(_possible(art, satz)), satz
    assert gefunden > 20, "sonst wäre nichts verglichen"


@pytest.mark.parametrize("art", ARTEN)
def test_most_sentences_make_no_pattern(art: str) -> None:
    saetze = _sentences()
    alle = len(load_daten("bestimmungen")[art]) * len(saetze)
    assert sum(len(_possible(art, s)) for s in saetze) < alle / 10
