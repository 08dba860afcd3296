"""Accepting and refusing all changes of a tracked document, by the rules of ISO/IEC 29500-1, 17.13.5; an own, independent reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from lxml import etree

from ...readers.wordsicht import DAZWISCHEN, next_block
from ..spur.autorschaft import Autorschaft
from ..spur.beweis import Wahl
from .einfassungen import (
    CTRLPR,
    MATH,
    XMLBEREICHE,
    ZUGBEREICHE,
    drop,
    drop_empty,
    empty_ones,
    free_framed,
    resolve_formula,
    unwrap,
)
from .ooxml import DEL, INS, NACH, PPR, RPR, TBL, TC, TR, TRPR, VON, P, R, T, W, attribute, author_of, bare, clone, make

_ZELLE_WEG = f"{W}cellDel"
_WECHSEL = tuple(
    f"{W}{n}Change" for n in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")
)
_OHNE_FRUEHERES = (f"{W}tblGridChange", f"{W}numberingChange")
"""The one bears no author, the other tells of a former number in words only: dropped, they change nothing."""
_ZELLMARKEN = (_ZELLE_WEG, f"{W}cellIns", f"{W}cellMerge")
_BLEIBT_VORN = (f"{W}headerReference", f"{W}footerReference")
_BLEIBT = (RPR, INS, DEL, VON, NACH, f"{W}sectPr", *_ZELLMARKEN)
"""What properties hold that their former state does not name: the end of a paragraph, changes, sections; heads and feet come first."""
_SPUREN, _ENTFERNT = (
    (INS, DEL, VON, NACH),
    (DEL, VON, _ZELLE_WEG, f"{W}customXmlDelRangeStart", f"{W}customXmlMoveFromRangeStart"),
)
_GESTRICHEN = (f"{W}delText", f"{W}delInstrText")
_BERUEHREND = (*_SPUREN, *_WECHSEL, *_ZELLMARKEN, *_GESTRICHEN, *ZUGBEREICHE)
"""What is decided, or goes or is named otherwise with a decision; ranges of framed text and empty frames besides."""
_VERBUND = {"rest": "restart", "cont": "continue"}
_VOR_VMERGE = tuple(f"{W}{n}" for n in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


Entscheidung: TypeAlias = Callable[[Autorschaft], Wahl]
"""What becomes of the changes that one author made on one day."""


def resolve_changes(wurzel: etree._Element, wahl: Wahl) -> etree._Element:
    """Return a copy of a document (or of its notes) without changes: all accepted, or all refused."""
    return resolve_by_author(wurzel, lambda _: wahl)


def resolve_by_author(wurzel: etree._Element, entscheidung: Entscheidung) -> etree._Element:
    """Return a copy without changes, those of each author accepted or refused; in a refused insertion nothing stays."""
    kopie = clone(wurzel)
    _resolve(kopie, entscheidung)
    return kopie


def resolve_blocks(
    koerper: etree._Element,
    beruehrte: Collection[etree._Element],
    entscheidung: Entscheidung,
    finish: Callable[[etree._Element], object],
) -> list[etree._Element]:
    """Return the blocks of a body without changes, as `resolve_by_author` and then `finish` would leave them.

    Those that are not `touched_blocks`, and into which nothing runs from the one before, are those of the body itself: only the
    others are copied and resolved.
    """
    ergebnis: list[etree._Element] = []
    for gruppe, ist_beruehrt in _groups(list(koerper), beruehrte):
        if not ist_beruehrt:
            ergebnis += gruppe
            continue
        kopie = bare(koerper)
        kopie.extend([clone(b) for b in gruppe])
        _resolve(kopie, entscheidung)
        finish(kopie)
        ergebnis += kopie
    return ergebnis


def touched_blocks(koerper: etree._Element, auch: Collection[str]) -> set[etree._Element]:
    """Return the blocks that hold something which is decided or goes with a decision, or one of the tags `auch`."""
    if next(koerper.iter(*XMLBEREICHE), None) is not None:
        return set(koerper)  # such a range may begin in one block and end in another
    beruehrte: set[etree._Element] = set()
    for knoten in (*koerper.iter(*_BERUEHREND, *auch), *empty_ones(koerper)):
        block, eltern = knoten, knoten.getparent()
        while eltern is not None and eltern is not koerper:
            block, eltern = eltern, eltern.getparent()
        beruehrte.add(block)
    return beruehrte


def _groups(
    bloecke: list[etree._Element], beruehrte: Collection[etree._Element]
) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield blocks that are touched, each row of them with the block behind that the last may run into, and the others."""
    anfang = 0
    while anfang < len(bloecke):
        ist_beruehrt = bloecke[anfang] in beruehrte
        ende = anfang + 1
        while ende < len(bloecke) and (
            (bloecke[ende] in beruehrte) is ist_beruehrt or (ist_beruehrt and bloecke[ende].tag in DAZWISCHEN)
        ):
            ende += 1
        ende += ist_beruehrt
        yield bloecke[anfang:ende], ist_beruehrt
        anfang = ende


def _resolve(kopie: etree._Element, entscheidung: Entscheidung) -> None:
    free_framed(kopie, lambda anfang: _goes(anfang, entscheidung))
    gehende = {k for k in kopie.iter(*_SPUREN) if _goes(k, entscheidung)}
    _restore_properties(kopie, entscheidung)
    for zeile in list(kopie.iter(TR)):
        _resolve_row(zeile, gehende)
    _resolve_cells(kopie, entscheidung)
    absaetze = [p for p in kopie.iter(P) if any(m in gehende for m in _marks(p))]
    _resolve_runs(kopie, gehende)
    for absatz in absaetze:
        _join_with_next(absatz)
    for absatz in kopie.iter(P):
        _drop_marks(absatz)
    for text in list(kopie.iter(*_GESTRICHEN)):
        text.tag = T if text.tag == f"{W}delText" else f"{W}instrText"


def _goes(knoten: etree._Element, entscheidung: Entscheidung) -> bool:
    """Tell whether what a mark stands for is not there any more once it is decided."""
    return entscheidung(author_of(knoten)) == ("annehmen" if knoten.tag in _ENTFERNT else "ablehnen")


def _resolve_runs(wurzel: etree._Element, gehende: Collection[etree._Element]) -> None:
    """Take out runs that go, free those that stay, and drop frames and ranges that hold nothing more."""
    for knoten in list(wurzel.iter(*_SPUREN)):
        eltern = knoten.getparent()
        if eltern is None or eltern.tag in (RPR, TRPR):
            continue
        if eltern.tag == f"{W}numPr":
            _remove(eltern if knoten in gehende else knoten)
        elif eltern.tag in (CTRLPR, f"{MATH}r"):
            resolve_formula(knoten, knoten in gehende)
        elif knoten in gehende:
            drop(knoten)
        else:
            unwrap(knoten)
    drop_empty(wurzel)


def _remove(knoten: etree._Element) -> None:
    eltern = knoten.getparent()
    if eltern is not None:
        eltern.remove(knoten)


def _resolve_row(zeile: etree._Element, gehende: Collection[etree._Element]) -> None:
    eigenschaften = zeile.find(TRPR)
    if eigenschaften is None:
        return
    marken = [k for k in eigenschaften if k.tag in (INS, DEL)]
    if any(m in gehende for m in marken):
        _take_out(zeile)
        return
    for knoten in marken:
        eigenschaften.remove(knoten)
    if not len(eigenschaften):
        zeile.remove(eigenschaften)


def _take_out(knoten: etree._Element) -> None:
    """Take out a row or cell, and the row, table or content control around it that holds no other."""
    aussen, tag = knoten.getparent(), knoten.tag
    drop(knoten)
    while aussen is not None and aussen.tag in (f"{W}sdtContent", f"{W}sdt", f"{W}customXml", TR, TBL):
        naechstes = aussen.getparent()
        if next((k for k in aussen.iter(tag, TR if aussen.tag == TBL else tag) if k is not aussen), None) is not None:
            return
        drop(aussen)
        aussen = naechstes


def _resolve_cells(wurzel: etree._Element, entscheidung: Entscheidung) -> None:
    """Take out cells that go, and rows and tables that hold nothing more; cells are joined or parted (17.4.11)."""
    for zelle in list(wurzel.iter(TC)):
        eigenschaften = zelle.find(f"{W}tcPr")
        if eigenschaften is None:
            continue
        marken = [k for k in eigenschaften if k.tag in _ZELLMARKEN]
        for knoten in marken:
            eigenschaften.remove(knoten)
            if knoten.tag == f"{W}cellMerge":
                _join_cell(eigenschaften, knoten, entscheidung(author_of(knoten)))
        if any(k.tag != f"{W}cellMerge" and _goes(k, entscheidung) for k in marken):
            _take_out(zelle)


def _join_cell(eigenschaften: etree._Element, marke: etree._Element, wahl: Wahl) -> None:
    """Let a cell be the first of joined ones, one of the others, or none, as a mark says of now and before."""
    for knoten in eigenschaften.findall(f"{W}vMerge"):
        eigenschaften.remove(knoten)
    wert = _VERBUND.get(attribute(marke, "vMerge" if wahl == "annehmen" else "vMergeOrig"))
    if wert is not None:
        stelle = sum(1 for k in eigenschaften if k.tag in _VOR_VMERGE)
        eigenschaften.insert(stelle, make("vMerge", val=wert))


def _restore_properties(wurzel: etree._Element, entscheidung: Entscheidung) -> None:
    """Drop what tells of former properties of paragraphs, runs, tables, rows, cells and sections; refused, they come back."""
    for knoten in list(wurzel.iter(*_WECHSEL)):
        eigenschaften = knoten.getparent()
        if eigenschaften is None:
            continue
        eigenschaften.remove(knoten)
        if entscheidung(author_of(knoten)) == "annehmen" or knoten.tag in _OHNE_FRUEHERES:
            continue
        frueher = knoten[0] if len(knoten) else None
        vorn = [k for k in eigenschaften if k.tag in _BLEIBT_VORN]
        geblieben = [k for k in eigenschaften if k.tag in _BLEIBT]
        for kind in list(eigenschaften):
            eigenschaften.remove(kind)
        eigenschaften.extend(vorn)
        eigenschaften.extend([clone(k) for k in frueher] if frueher is not None else [])
        eigenschaften.extend(geblieben)


def _marks(absatz: etree._Element) -> list[etree._Element]:
    """Return the marks that tell of the end of a paragraph."""
    schrift = absatz.find(f"{PPR}/{RPR}")
    return [k for k in schrift if k.tag in _SPUREN] if schrift is not None else []


def _join_with_next(absatz: etree._Element) -> None:
    """Let a paragraph whose end is gone run into the next one, which keeps its properties; an empty one before a table goes."""
    folgt = next_block(absatz)
    inhalt = [k for k in absatz if k.tag != PPR]
    if folgt is not None and folgt.tag == P:
        anfang = 1 if folgt.find(PPR) is not None else 0
        for n, kind in enumerate(inhalt):
            folgt.insert(anfang + n, kind)
        _remove(absatz)
    elif not any(_says_something(r) for r in absatz.iter(R, f"{MATH}r")) and not _is_needed(absatz):
        drop(absatz)


def _says_something(lauf: etree._Element) -> bool:
    return any(k.tag != RPR for k in lauf)


def _is_needed(absatz: etree._Element) -> bool:
    """Tell whether a paragraph ends a cell, which cannot be without (17.4.65)."""
    eltern = absatz.getparent()
    return eltern is not None and eltern.tag == TC and next(absatz.itersiblings(P, TBL), None) is None


def _drop_marks(absatz: etree._Element) -> None:
    for marke in _marks(absatz):
        _remove(marke)
    schrift = absatz.find(f"{PPR}/{RPR}")
    if schrift is not None and not len(schrift):
        _remove(schrift)
