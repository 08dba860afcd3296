"""Which end of a paragraph tells that one came or went: where the change begins inside the paragraph before, that one's.

Pressing Enter at the end of a text and writing on makes the end of the old paragraph the inserted one; programs that join
neighbouring changes (LibreOffice 7.4) would otherwise take the old end away with the new text.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from .absatzspur import weighty_properties
from .ooxml import DEL, INS, LESEZEICHEN, PPR, RPR, P, W, mark_end


def settle_ends(bloecke: Sequence[etree._Element]) -> None:
    """Move the marks of paragraph ends in place; properties that count must be the same, for the last end gives them."""
    for n, absatz in enumerate(bloecke):
        for tag in (INS, DEL):
            if absatz.tag != P or _mark(absatz, tag) is not None or _is_reformed(absatz):
                continue
            ganze = _whole_ones(bloecke[n + 1 :], tag)
            folgt = bloecke[n + 1 + len(ganze)] if n + 1 + len(ganze) < len(bloecke) else None
            if ganze and (_ends_with(absatz, tag) or not _is_alike(ganze[-1], folgt)):
                _settle(absatz, ganze, tag)


def _is_alike(absatz: etree._Element, folgt: etree._Element | None) -> bool:
    """Tell whether a paragraph runs into one of its own kind when its end goes: some programs keep the look of the first."""
    return folgt is not None and folgt.tag == P and weighty_properties(folgt) == weighty_properties(absatz)


def _settle(absatz: etree._Element, folgende: list[etree._Element], tag: str) -> None:
    gewicht = weighty_properties(absatz)
    passende = [n for n, p in enumerate(folgende) if weighty_properties(p) == gewicht]
    if not passende:
        return
    letzter = folgende[passende[-1]]
    marke = _mark(letzter, tag)
    if marke is None:
        return
    schrift = marke.getparent()
    if schrift is not None:
        schrift.remove(marke)
        if not len(schrift):
            eigenschaften = schrift.getparent()
            if eigenschaften is not None:
                eigenschaften.remove(schrift)
    mark_end(absatz, marke)


def _whole_ones(bloecke: Sequence[etree._Element], tag: str) -> list[etree._Element]:
    """Return the paragraphs right behind that came (or went) whole."""
    ganze: list[etree._Element] = []
    for block in bloecke:
        if block.tag != P or _mark(block, tag) is None:
            break
        ganze.append(block)
    return ganze


def _mark(absatz: etree._Element, tag: str) -> etree._Element | None:
    return absatz.find(f"{PPR}/{RPR}/{tag}")


def _ends_with(absatz: etree._Element, tag: str) -> bool:
    inhalt = [k for k in absatz if k.tag not in (*LESEZEICHEN, PPR)]
    return bool(inhalt) and inhalt[-1].tag == tag


def _is_reformed(absatz: etree._Element) -> bool:
    return absatz.find(f"{PPR}/{W}pPrChange") is not None
