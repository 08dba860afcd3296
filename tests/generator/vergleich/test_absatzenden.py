"""Which end of a paragraph bears the mark of a deletion: never one that would count in another list when the change is accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.vergleich.spur.beweis import Wahl
from generator.vergleich.wordspur.absatzenden import settle_ends
from generator.vergleich.wordspur.aufloesung import resolve_changes
from generator.vergleich.wordspur.ooxml import P, W, attribute
from tests.generator.vergleich.wordkurz import write_out

ZWEI_LISTEN = (
    "<p N='6'><r>bleibt</r></p><p M='del'><del><r>Überschrift</r></del></p><p N='{liste}' M='del'><del><r>geht</r></del></p>"
    "<p><r>folgt</r></p>"
)
"""What a long run found (Weserbogen 2025, seed 30066), shrunk: the last item of a list before a section that ends in another list."""


@pytest.mark.parametrize("liste", ["6", "15"])
@pytest.mark.parametrize(
    ("wahl", "texte"), [("annehmen", ["bleibt", "folgt"]), ("ablehnen", ["bleibt", "Überschrift", "geht", "folgt"])]
)
def test_an_item_stays_in_its_own_list(liste: str, wahl: Wahl, texte: list[str]) -> None:
    baum = etree.fromstring(write_out(ZWEI_LISTEN.format(liste=liste)))
    settle_ends(list(baum[0]))
    absaetze = list(resolve_changes(baum, wahl).iter(P))
    assert ["".join(map(str, p.itertext())) for p in absaetze] == texte
    nummern = [attribute(n, "val") for n in absaetze[0].iter(f"{W}numId")]
    assert nummern == ["6"]
