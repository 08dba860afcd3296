"""Accepting and refusing all changes of a tracked document, by the rules of ISO/IEC 29500-1, 17.13.5; an own, independent reader."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from lxml import etree

from ...readers.wordsicht import next_block
from ..spur.autorschaft import Autorschaft
from ..spur.beweis import Wahl
from .ooxml import DEL, INS, NACH, PPR, RPR, TBL, TC, TR, TRPR, VON, P, T, W, author_of, clone

_ZELLE_WEG = f"{W}cellDel"
_XMLBEREICHE = tuple(f"{W}customXml{a}Range{e}" for a in ("Ins", "Del", "MoveFrom", "MoveTo") for e in ("Start", "End"))
_WECHSEL = tuple(
    f"{W}{n}Change" for n in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")
)
_BLEIBT = (RPR, INS, DEL, VON, NACH, *(f"{W}{n}" for n in ("sectPr", "headerReference", "footerReference")))
"""What properties hold that their former state does not name: the end of a paragraph, changes, sections, heads and feet."""
_SPUREN, _ENTFERNT = (INS, DEL, VON, NACH), (DEL, VON, _ZELLE_WEG)
_BEREICHE = tuple(f"{W}move{a}Range{e}" for a in ("From", "To") for e in ("Start", "End"))


Entscheidung: TypeAlias = Callable[[Autorschaft], Wahl]
"""What becomes of the changes that one author made on one day."""


def resolve_changes(wurzel: etree._Element, wahl: Wahl) -> etree._Element:
    """Return a copy of a document (or of its notes) without changes: all accepted, or all refused."""
    return resolve_by_author(wurzel, lambda _: wahl)


def resolve_by_author(wurzel: etree._Element, entscheidung: Entscheidung) -> etree._Element:
    """Return a copy without changes, those of each author accepted or refused; in a refused insertion nothing stays."""
    kopie = clone(wurzel)
    gehende = {k for k in kopie.iter(*_SPUREN) if _goes(k, entscheidung)}
    for zeile in list(kopie.iter(TR)):
        _resolve_row(zeile, gehende)
    _resolve_cells(kopie, entscheidung)
    _restore_properties(kopie, entscheidung)
    absaetze = [p for p in kopie.iter(P) if any(m in gehende for m in _marks(p))]
    _resolve_runs(kopie, gehende)
    for absatz in absaetze:
        _join_with_next(absatz)
    for absatz in kopie.iter(P):
        _drop_marks(absatz)
    for text in list(kopie.iter(f"{W}delText", f"{W}delInstrText")):
        text.tag = T if text.tag == f"{W}delText" else f"{W}instrText"
    return kopie


def _goes(knoten: etree._Element, entscheidung: Entscheidung) -> bool:
    """Tell whether what a mark stands for is not there any more once it is decided."""
    return entscheidung(author_of(knoten)) == ("annehmen" if knoten.tag in _ENTFERNT else "ablehnen")


def _resolve_runs(wurzel: etree._Element, gehende: Collection[etree._Element]) -> None:
    """Take out runs that go, free those that stay, and drop links and ranges that hold nothing more."""
    for knoten in list(wurzel.iter(*_SPUREN)):
        eltern = knoten.getparent()
        if eltern is None or eltern.tag in (RPR, TRPR):
            continue
        if knoten in gehende:
            eltern.remove(knoten)
        else:
            _unwrap(knoten)
    for knoten in list(wurzel.iter(f"{W}hyperlink", *_BEREICHE, *_XMLBEREICHE)):
        if not len(knoten):
            _remove(knoten)


def _remove(knoten: etree._Element) -> None:
    eltern = knoten.getparent()
    if eltern is not None:
        eltern.remove(knoten)


def _unwrap(knoten: etree._Element) -> None:
    for kind in list(knoten):
        knoten.addprevious(kind)
    _remove(knoten)


def _resolve_row(zeile: etree._Element, gehende: Collection[etree._Element]) -> None:
    eigenschaften = zeile.find(TRPR)
    if eigenschaften is None:
        return
    marken = [k for k in eigenschaften if k.tag in (INS, DEL)]
    if any(m in gehende for m in marken):
        tabelle = zeile.getparent()
        _remove(zeile)
        if tabelle is not None and tabelle.find(TR) is None:
            _remove(tabelle)
        return
    for knoten in marken:
        eigenschaften.remove(knoten)
    if not len(eigenschaften):
        zeile.remove(eigenschaften)


def _resolve_cells(wurzel: etree._Element, entscheidung: Entscheidung) -> None:
    """Take out cells that go, and rows and tables that hold nothing more; a joined cell stays as it is (17.4.11)."""
    for zelle in list(wurzel.iter(TC)):
        eigenschaften = zelle.find(f"{W}tcPr")
        if eigenschaften is None:
            continue
        marken = [k for k in eigenschaften if k.tag in (_ZELLE_WEG, f"{W}cellIns")]
        geht = any(_goes(m, entscheidung) for m in marken)
        for knoten in (*marken, *eigenschaften.findall(f"{W}cellMerge")):
            eigenschaften.remove(knoten)
        if not geht:
            continue
        zeile = zelle.getparent()
        _remove(zelle)
        tabelle = zeile.getparent() if zeile is not None and zeile.find(TC) is None else None
        if zeile is not None and tabelle is not None:
            _remove(zeile)
            if tabelle.find(TR) is None:
                _remove(tabelle)


def _restore_properties(wurzel: etree._Element, entscheidung: Entscheidung) -> None:
    """Drop what tells of former properties of paragraphs, runs, tables, rows, cells and sections; refused, they come back."""
    for knoten in list(wurzel.iter(*_WECHSEL)):
        eigenschaften = knoten.getparent()
        if eigenschaften is None:
            continue
        eigenschaften.remove(knoten)
        if entscheidung(author_of(knoten)) == "annehmen" or eigenschaften.tag == f"{W}tblGrid":
            continue
        frueher = knoten[0] if len(knoten) else None
        geblieben = [k for k in eigenschaften if k.tag in _BLEIBT]
        for kind in list(eigenschaften):
            eigenschaften.remove(kind)
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
    elif not any(True for k in inhalt for _ in k.iter(T, f"{W}delText")) and not _is_needed(absatz):
        _remove(absatz)


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
