"""The proof of a tracked file before it is written: all accepted it is the new version, all refused the old one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..spur.beweis import Spurfehler, Wahl, need_same, need_unique
from .atome import split_paragraph
from .aufloesung import resolve_changes
from .ooxml import MARKE, PPR, TBL, TC, TR, P, W, attribute


def prove_track(
    verfolgt: etree._Element,
    alt: etree._Element,
    neu: etree._Element,
    noten: tuple[dict[str, str], dict[str, str], dict[str, str]],
) -> None:
    """Raise Spurfehler unless the file resolves to both versions (text, look, styles, lists, references) and names are unique.

    `noten` are the texts of the footnotes of the tracked file, of the old and of the new version, by id.
    """
    wahlen: tuple[tuple[Wahl, etree._Element, dict[str, str]], ...] = (
        ("annehmen", neu, noten[2]),
        ("ablehnen", alt, noten[1]),
    )
    for wahl, soll, soll_noten in wahlen:
        ist = list(describe_body(_body(resolve_changes(verfolgt, wahl)), noten[0]))
        need_same(ist, list(describe_body(_body(soll), soll_noten)), wahl, "Das Word-Dokument")
    need_unique((attribute(m, "name") for m in verfolgt.iter(MARKE)), "Die Textmarke")


def _body(wurzel: etree._Element) -> etree._Element:
    koerper = wurzel.find(f"{W}body")
    if koerper is None:
        raise Spurfehler("Das Word-Dokument hat keinen Inhalt.")
    return koerper


def describe_body(koerper: etree._Element, noten: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield what counts of paragraphs and tables; contents and page layout do not."""
    for kind in koerper:
        if kind.tag == P:
            yield _describe(kind, noten)
        elif kind.tag == TBL:
            for zeile in kind.iterchildren(TR):
                yield (
                    "zeile",
                    tuple(
                        tuple(_describe(p, noten) for p in zelle.iterchildren(P)) for zelle in zeile.iterchildren(TC)
                    ),
                )


def _describe(absatz: etree._Element, noten: dict[str, str]) -> tuple[Any, ...]:
    stil = absatz.find(f"{PPR}/{W}pStyle")
    atome, _ = split_paragraph(absatz, noten)
    merkmale: list[Any] = []
    for atom in atome:
        if atom.wort and merkmale and merkmale[-1][0] == "wort" and merkmale[-1][2:] == atom.merkmal[2:]:
            merkmale[-1] = ("wort", merkmale[-1][1] + atom.wort, *atom.merkmal[2:])
        else:
            merkmale.append((atom.art, atom.text, *atom.merkmal[2:]))
    return attribute(stil, "val") if stil is not None else "", tuple(merkmale)
