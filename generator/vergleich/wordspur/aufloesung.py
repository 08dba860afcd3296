"""Accepting and refusing all changes of a tracked document, by the rules of ISO/IEC 29500-1, 17.13.5; an own, independent reader."""

from __future__ import annotations

from lxml import etree

from ...readers.wordsicht import next_block
from ..spur.beweis import Wahl
from .ooxml import DEL, INS, NACH, PPR, RPR, TBL, TC, TR, TRPR, VON, P, T, W, clone

_XMLBEREICHE = tuple(f"{W}customXml{a}Range{e}" for a in ("Ins", "Del", "MoveFrom", "MoveTo") for e in ("Start", "End"))
_WECHSEL = tuple(
    f"{W}{n}Change" for n in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")
)
_BLEIBT = (RPR, INS, DEL, VON, NACH, *(f"{W}{n}" for n in ("sectPr", "headerReference", "footerReference")))
"""What properties hold that their former state does not name: the end of a paragraph, changes, sections, heads and feet."""
_BEREICHE = tuple(f"{W}move{a}Range{e}" for a in ("From", "To") for e in ("Start", "End"))


def resolve_changes(wurzel: etree._Element, wahl: Wahl) -> etree._Element:
    """Return a copy of a document (or of its notes) without changes: all accepted, or all refused."""
    kopie = clone(wurzel)
    weg, bleibt = ((DEL, VON), (INS, NACH)) if wahl == "annehmen" else ((INS, NACH), (DEL, VON))
    for zeile in list(kopie.iter(TR)):
        _resolve_row(zeile, weg[0], bleibt[0])
    _resolve_cells(kopie, *(("cellDel", "cellIns") if wahl == "annehmen" else ("cellIns", "cellDel")))
    _restore_properties(kopie, wahl)
    gehende = [p for p in kopie.iter(P) if _has_mark(p, weg)]
    _resolve_runs(kopie, weg, bleibt)
    for absatz in gehende:
        _join_with_next(absatz)
    for absatz in kopie.iter(P):
        _drop_marks(absatz)
    for text in list(kopie.iter(f"{W}delText", f"{W}delInstrText")):
        text.tag = T if text.tag == f"{W}delText" else f"{W}instrText"
    return kopie


def _resolve_runs(wurzel: etree._Element, weg: tuple[str, ...], bleibt: tuple[str, ...]) -> None:
    """Take out runs that go, free those that stay, and drop links and ranges that hold nothing more."""
    for knoten in list(wurzel.iter(*weg)):
        eltern = knoten.getparent()
        if eltern is not None and eltern.tag != RPR:
            eltern.remove(knoten)
    for knoten in list(wurzel.iter(*bleibt)):
        eltern = knoten.getparent()
        if eltern is not None and eltern.tag not in (RPR, TRPR):
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


def _resolve_row(zeile: etree._Element, weg: str, bleibt: str) -> None:
    eigenschaften = zeile.find(TRPR)
    if eigenschaften is None:
        return
    if eigenschaften.find(weg) is not None:
        tabelle = zeile.getparent()
        _remove(zeile)
        if tabelle is not None and tabelle.find(TR) is None:
            _remove(tabelle)
        return
    for knoten in eigenschaften.findall(bleibt):
        eigenschaften.remove(knoten)
    if not len(eigenschaften):
        zeile.remove(eigenschaften)


def _resolve_cells(wurzel: etree._Element, weg: str, bleibt: str) -> None:
    """Take out cells that go, and rows and tables that hold nothing more; a joined cell stays as it is (17.4.11)."""
    for zelle in list(wurzel.iter(TC)):
        eigenschaften = zelle.find(f"{W}tcPr")
        if eigenschaften is None:
            continue
        for knoten in (*eigenschaften.findall(f"{W}{bleibt}"), *eigenschaften.findall(f"{W}cellMerge")):
            eigenschaften.remove(knoten)
        if eigenschaften.find(f"{W}{weg}") is None:
            continue
        zeile = zelle.getparent()
        _remove(zelle)
        tabelle = zeile.getparent() if zeile is not None and zeile.find(TC) is None else None
        if zeile is not None and tabelle is not None:
            _remove(zeile)
            if tabelle.find(TR) is None:
                _remove(tabelle)


def _restore_properties(wurzel: etree._Element, wahl: Wahl) -> None:
    """Drop what tells of former properties of paragraphs, runs, tables, rows, cells and sections; refused, they come back."""
    for knoten in list(wurzel.iter(*_WECHSEL)):
        eigenschaften = knoten.getparent()
        if eigenschaften is None:
            continue
        eigenschaften.remove(knoten)
        if wahl == "annehmen" or eigenschaften.tag == f"{W}tblGrid":
            continue
        frueher = knoten[0] if len(knoten) else None
        geblieben = [k for k in eigenschaften if k.tag in _BLEIBT]
        for kind in list(eigenschaften):
            eigenschaften.remove(kind)
        eigenschaften.extend([clone(k) for k in frueher] if frueher is not None else [])
        eigenschaften.extend(geblieben)


def _has_mark(absatz: etree._Element, tags: tuple[str, ...]) -> bool:
    schrift = absatz.find(f"{PPR}/{RPR}")
    return schrift is not None and any(schrift.find(t) is not None for t in tags)


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
    schrift = absatz.find(f"{PPR}/{RPR}")
    if schrift is None:
        return
    for tag in (INS, DEL, VON, NACH):
        for knoten in schrift.findall(tag):
            schrift.remove(knoten)
    eigenschaften = schrift.getparent()
    if eigenschaften is not None and not len(schrift):
        eigenschaften.remove(schrift)
