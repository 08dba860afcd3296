"""The proof of a tracked file before it is written: all accepted it is the new version, all refused the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from .atome import split_paragraph
from .aufloesung import Wahl, resolve_changes
from .ooxml import MARKE, PPR, TBL, TC, TR, P, W, attribute


class Spurfehler(ValueError):
    """A tracked file that would not lead to both versions; it is not written."""


def prove_track(
    verfolgt: etree._Element,
    alt: etree._Element,
    neu: etree._Element,
    noten: tuple[dict[str, str], dict[str, str], dict[str, str]],
) -> None:
    """Raise Spurfehler unless the file resolves to both versions (text, look, styles, lists, references) and names are unique.

    `noten` are the texts of the footnotes of the tracked file, of the old and of the new version, by id.
    """
    wahlen: tuple[tuple[Wahl, etree._Element, dict[str, str], str], ...] = (
        ("annehmen", neu, noten[2], "neuen"),
        ("ablehnen", alt, noten[1], "bisherigen"),
    )
    for wahl, soll, soll_noten, welche in wahlen:
        ist = list(describe_body(_body(resolve_changes(verfolgt, wahl)), noten[0]))
        erwartet = list(describe_body(_body(soll), soll_noten))
        if ist != erwartet:
            ort = next(
                (n for n, (x, y) in enumerate(zip(ist, erwartet, strict=False)) if x != y), min(len(ist), len(erwartet))
            )
            raise Spurfehler(
                f"Das Word-Dokument mit Änderungen ergäbe nicht genau die {welche} Fassung (ab Absatz {ort + 1}); es ist nicht geschrieben."
            )
    doppelt = [n for n, zahl in Counter(attribute(m, "name") for m in verfolgt.iter(MARKE)).items() if zahl > 1]
    if doppelt:
        raise Spurfehler(f"Die Textmarke „{doppelt[0]}“ stünde doppelt im Dokument; es ist nicht geschrieben.")


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
