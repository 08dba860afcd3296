"""Make a document checkable although some of its references lead nowhere: the dead ones are set aside for rule VZ-01."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from generator.numbering import VerweisFehler, resolve
from generator.tree import Abschnitt, Dokument, Tabelle, Text, Textblock, Unterschrift, Verweis

from .quelltext import Klauselquelle

if TYPE_CHECKING:
    from contracts.bausteine.klausel import Gliederung

ERSATZ = "(Verweis ohne Ziel)"
TRAEGER = (Abschnitt, Tabelle, Textblock, Unterschrift)
"""Nodes whose id the numbering names as the place of a reference."""

T = TypeVar("T")


def resolve_for_check(dokument: Dokument) -> tuple[Dokument, tuple[tuple[str, str], ...]]:
    """Return the numbered document and the dead references as pairs (id of the block they stand in, id they point to).

    A dead reference is replaced by a literal note, so that everything else can still be checked. Raises
    NummerierungsFehler when the document cannot be numbered for another reason.
    """
    try:
        return resolve(dokument), ()
    except VerweisFehler as fehler:
        return resolve(_without(dokument, frozenset(fehler.stellen), "")), fehler.stellen


def clause_texts(gliederung: Gliederung) -> dict[str, Klauselquelle]:
    """Return the text of every clause file by its path."""
    rubrum = (gliederung.rubrum,) if gliederung.rubrum is not None else ()
    alle = (*rubrum, *gliederung.klauseln, *gliederung.schluss, *gliederung.anlagen)
    return {k.quelle.datei: Klauselquelle(k.text, k.zeile, k.quelle.position(("titel",))) for k in alle}


def _without(knoten: T, tote: frozenset[tuple[str, str]], wo: str) -> T:
    """Return the node without the dead references; `wo` is the id of the block that a reference stands in."""
    if isinstance(knoten, Verweis):
        return Text(ERSATZ) if (wo, knoten.ziel) in tote else knoten  # type: ignore[return-value]
    if isinstance(knoten, tuple):
        return tuple(_without(k, tote, wo) for k in knoten)  # type: ignore[return-value]
    if is_dataclass(knoten) and not isinstance(knoten, type):
        innen = knoten.id if isinstance(knoten, TRAEGER) else wo
        neu: dict[str, Any] = {}
        for feld in fields(knoten):
            alt = getattr(knoten, feld.name)
            if isinstance(alt, tuple):
                neu[feld.name] = _without(alt, tote, innen)
        return replace(knoten, **neu) if neu else knoten
    return knoten
