"""Which end of a paragraph tells that one came or went: where the change begins inside the paragraph before, that one's.

Pressing Enter at the end of a text and writing on makes the end of the old paragraph the inserted one; programs that join
neighbouring changes (LibreOffice 7.4) would otherwise take the old end away with the new text.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ..spur.autorschaft import Autorschaft
from .absatzspur import look_of, weighty_properties
from .ooxml import DEL, INS, PPR, RPR, TBL, P, W, author_of, clone, last_piece, mark, mark_end


def settle_ends(bloecke: Sequence[etree._Element]) -> None:
    """Move the marks of paragraph ends in place; properties that count must be the same, for the last end gives them.

    Ends of different authors never change places: each must be there or not as its own author's changes are decided.
    """
    mit_schrift = {b for b in bloecke if b.tag == P and b.find(f"{PPR}/{RPR}") is not None}
    for n, absatz in enumerate(bloecke):
        if n + 1 == len(bloecke) or bloecke[n + 1] not in mit_schrift:
            continue
        for tag in (INS, DEL):
            if absatz.tag != P or _mark(absatz, tag) is not None:
                continue
            ganze = _whole_ones(bloecke[n + 1 :], tag)
            if ganze and not _authors(absatz) <= _authors(ganze[0]):
                continue
            folgt = bloecke[n + 1 + len(ganze)] if n + 1 + len(ganze) < len(bloecke) else None
            if ganze and folgt is not None and folgt.tag == TBL:
                _settle_by_look(absatz, ganze[-1], tag)
            elif ganze and not _is_reformed(absatz) and (_ends_with(absatz, tag) or not _is_alike(ganze[-1], folgt)):
                _settle(absatz, ganze, tag)


def _kind(absatz: etree._Element) -> tuple[str, ...]:
    """Return what the last of joined ends must have in common with the one that it stands for, the list that it counts in too."""
    return weighty_properties(absatz, ist_in_einer_datei=True)


def _is_alike(absatz: etree._Element, folgt: etree._Element | None) -> bool:
    """Tell whether a paragraph runs into one of its own kind when its end goes: some programs keep the look of the first."""
    return folgt is not None and folgt.tag == P and _kind(folgt) == _kind(absatz)


def _settle_by_look(absatz: etree._Element, letzter: etree._Element, tag: str) -> None:
    """Move the mark from the last paragraph, which LibreOffice 7.4 cannot part from what stands behind it.

    That is a table, with which nothing can be joined, or, where one paragraph came and another of its own look went, what follows both.

    Its end is then what is left of both, so without the change it looks as the paragraph before does.
    """
    marke = _take_mark(letzter, tag)
    if marke is None:
        return
    mark_end(absatz, marke)
    if _kind(absatz) == _kind(letzter) and not _is_reformed(absatz):
        return
    davor = absatz.find(f"{PPR}/{W}pPrChange/{PPR}") if tag == INS else None
    bisher, kuenftig = (absatz, letzter) if tag == INS else (letzter, absatz)
    neu, frueher = look_of(kuenftig), clone(davor) if davor is not None else look_of(bisher)
    wechsel = mark("pPrChange", author_of(marke))
    wechsel.append(frueher)
    neu.append(wechsel)
    vorhanden = letzter.find(PPR)
    if vorhanden is not None:
        letzter.remove(vorhanden)
    letzter.insert(0, neu)


def _settle(absatz: etree._Element, folgende: list[etree._Element], tag: str) -> None:
    gewicht = _kind(absatz)
    passende = [n for n, p in enumerate(folgende) if _kind(p) == gewicht]
    if not passende:
        if _authors(absatz) and not _is_reformed(folgende[-1]):
            _settle_by_look(absatz, folgende[-1], tag)
        return
    marke = _take_mark(folgende[passende[-1]], tag)
    if marke is not None:
        mark_end(absatz, marke)


def _take_mark(absatz: etree._Element, tag: str) -> etree._Element | None:
    """Take the mark from the end of a paragraph."""
    marke = _mark(absatz, tag)
    schrift = marke.getparent() if marke is not None else None
    if marke is not None and schrift is not None:
        schrift.remove(marke)
        eigenschaften = schrift.getparent()
        if not len(schrift) and eigenschaften is not None:
            eigenschaften.remove(schrift)
    return marke


def _whole_ones(bloecke: Sequence[etree._Element], tag: str) -> list[etree._Element]:
    """Return the paragraphs right behind that one author brought (or took) whole."""
    ganze: list[etree._Element] = []
    for block in bloecke:
        if block.tag != P or _mark(block, tag) is None:
            break
        autoren = _authors(block)
        if len(autoren) > 1 or (ganze and autoren != _authors(ganze[0])):
            break
        ganze.append(block)
    return ganze


def _authors(absatz: etree._Element) -> set[Autorschaft]:
    """Return who made changes that tell of the end of a paragraph."""
    return {author_of(m) for t in (INS, DEL) if (m := _mark(absatz, t)) is not None}


def _mark(absatz: etree._Element, tag: str) -> etree._Element | None:
    return absatz.find(f"{PPR}/{RPR}/{tag}")


def _ends_with(absatz: etree._Element, tag: str) -> bool:
    letztes = last_piece(absatz)
    return letztes is not None and letztes.tag == tag


def _is_reformed(absatz: etree._Element) -> bool:
    return absatz.find(f"{PPR}/{W}pPrChange") is not None
