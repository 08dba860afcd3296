"""Make a document checkable although some of its references lead nowhere: the dead ones are set aside for rule VZ-01."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.numbering import Dokumentstelle, VerweisFehler, carrier, number
from generator.query import rewrite
from generator.tree import Dokument, Text, Verweis

from .quelltext import Klauselquelle

if TYPE_CHECKING:
    from contracts.bausteine.klausel import Gliederung

ERSATZ = "(Verweis ohne Ziel)"


class Nummeriert(NamedTuple):
    """A numbered document with its place index and its dead references: id of the block they stand in, id they point to."""

    dokument: Dokument
    places: Mapping[str, Dokumentstelle]
    tote_verweise: tuple[tuple[str, str], ...] = ()


def number_for_check(dokument: Dokument) -> Nummeriert:
    """Return the numbered document and what of it leads nowhere.

    A dead reference is replaced by a literal note, so that everything else can still be checked. Raises
    NummerierungsFehler when the document cannot be numbered for another reason.
    """
    try:
        return Nummeriert(*number(dokument))
    except VerweisFehler as fehler:
        return Nummeriert(*number(_without(dokument, frozenset(fehler.stellen))), fehler.stellen)


def clause_texts(gliederung: Gliederung) -> dict[str, Klauselquelle]:
    """Return the text of every clause file by its path."""
    return {k.quelle.datei: Klauselquelle(k.text, k.zeile, k.quelle.position(("titel",))) for k in gliederung.alle}


def _without(dokument: Dokument, tote: frozenset[tuple[str, str]]) -> Dokument:
    """Return the document without the dead references."""

    def change(verweis: Verweis, eltern: list[Any]) -> Verweis | Text:
        return Text(ERSATZ) if (carrier(eltern), verweis.ziel) in tote else verweis

    return rewrite(dokument, change, Verweis)
