"""Make a document checkable although some of its references lead nowhere: the dead ones are set aside for rule VZ-01."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from contracts.klausel import Gliederung
from generator.numbering import VerweisFehler, resolve
from generator.tree import Dokument, Text, Verweis

ERSATZ = "(Verweis ohne Ziel)"

T = TypeVar("T")


def resolve_for_check(dokument: Dokument) -> tuple[Dokument, tuple[tuple[str, str], ...]]:
    """Return the numbered document and the dead references as pairs (id of the block they stand in, id they point to).

    A dead reference is replaced by a literal note, so that everything else can still be checked. Raises
    NummerierungsFehler when the document cannot be numbered for another reason.
    """
    try:
        return resolve(dokument), ()
    except VerweisFehler as fehler:
        ziele = frozenset(ziel for _, ziel in fehler.stellen)
        return resolve(_without(dokument, ziele)), fehler.stellen


def clause_texts(gliederung: Gliederung) -> dict[str, tuple[str, int]]:
    """Return the text of every clause file by its path, with the line of the file at which the text begins."""
    rubrum = (gliederung.rubrum,) if gliederung.rubrum is not None else ()
    alle = (*rubrum, *gliederung.klauseln, *gliederung.schluss, *gliederung.anlagen)
    return {klausel.quelle.datei: (klausel.text, klausel.zeile) for klausel in alle}


def _without(knoten: T, ziele: frozenset[str]) -> T:
    """Return the node without references to the given ids."""
    if isinstance(knoten, Verweis):
        return Text(ERSATZ) if knoten.ziel in ziele else knoten  # type: ignore[return-value]
    if isinstance(knoten, tuple):
        return tuple(_without(k, ziele) for k in knoten)  # type: ignore[return-value]
    if is_dataclass(knoten) and not isinstance(knoten, type):
        neu: dict[str, Any] = {}
        for feld in fields(knoten):
            alt = getattr(knoten, feld.name)
            if isinstance(alt, tuple) or is_dataclass(alt):
                neu[feld.name] = _without(alt, ziele)
        return replace(knoten, **neu) if neu else knoten
    return knoten
