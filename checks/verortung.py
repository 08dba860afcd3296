"""From words of a document to the place a user must go to: a data path, or line and column of an own clause text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.pfad import read_pfad
from contracts.position import Pfad, Position
from generator.tree import Feld

from .quelltext import Quelltexte

if TYPE_CHECKING:
    from .befund import Fund
    from .kontext import Kontext
    from .stelle import Spanne

TEXTFORMEN = frozenset({"text", "gross", "liste"})
"""Formats that print text of the data as it stands."""


def path_of_words(kontext: Kontext, spanne: Spanne) -> Pfad:
    """Return the data path of the field that says the words, empty when the clause itself says them."""
    stueck = spanne.stueck()
    if stueck is None or not isinstance(stueck.inline, Feld) or stueck.inline.art not in TEXTFORMEN:
        return ()
    quelle = kontext.pruefling.quelle
    return read_pfad(stueck.inline.pfad, quelle.daten, kontext.pruefling.modell) if quelle is not None else ()


def place_of_fund(kontext: Kontext, fund: Fund, pfad: Pfad) -> Position:
    """Return where a hit stands: its data path, its words in an own clause text, its block there, or the contract file."""
    quelle = kontext.quelle(fund.datei)
    if pfad and quelle is not None:
        return quelle.position(pfad)
    if fund.anker:
        gefunden = _place_of_block(kontext, fund.anker)
        if gefunden is not None:
            return _place_of_words(kontext, gefunden, fund.spanne) or gefunden
    return Position(fund.datei or kontext.pruefling.datei)


def _place_of_block(kontext: Kontext, anker: str) -> Position | None:
    """Return where the own clause text of a block stands; the library's clauses have no place in the user's files."""
    herkunft = kontext.schriftstueck.herkunft
    gefunden = herkunft.get(anker) or herkunft.get(kontext.baum.orte.get(anker, ""))
    return gefunden if gefunden is not None and kontext.is_own(gefunden) else None


def _place_of_words(kontext: Kontext, block: Position, spanne: Spanne | None) -> Position | None:
    if spanne is None:
        return None
    stueck = kontext.schriftstueck
    quelltexte = kontext.remember("quelltexte", lambda: Quelltexte(stueck.klauseltexte, stueck.herkunft.values()))
    return quelltexte.locate(block, spanne)
