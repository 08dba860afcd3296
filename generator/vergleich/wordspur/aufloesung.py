"""Accepting and refusing all changes of a tracked document, by the rules of ISO/IEC 29500-1, 17.13.5; an own, independent reader."""

from __future__ import annotations

from lxml import etree

from ..spur.beweis import Wahl
from .ooxml import DEL, INS, NACH, PPR, RPR, TR, TRPR, VON, P, T, W, clone

_BEREICHE = tuple(f"{W}move{a}Range{e}" for a in ("From", "To") for e in ("Start", "End"))


def resolve_changes(wurzel: etree._Element, wahl: Wahl) -> etree._Element:
    """Return a copy of a document (or of its notes) without changes: all accepted, or all refused."""
    kopie = clone(wurzel)
    weg, bleibt = ((DEL, VON), (INS, NACH)) if wahl == "annehmen" else ((INS, NACH), (DEL, VON))
    for zeile in list(kopie.iter(TR)):
        _resolve_row(zeile, weg[0], bleibt[0])
    for absatz in list(kopie.iter(P)):
        _restore_properties(absatz, wahl)
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
    for knoten in list(wurzel.iter(f"{W}hyperlink", *_BEREICHE)):
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


def _restore_properties(absatz: etree._Element, wahl: Wahl) -> None:
    eigenschaften = absatz.find(PPR)
    wechsel = eigenschaften.find(f"{W}pPrChange") if eigenschaften is not None else None
    if eigenschaften is None or wechsel is None:
        return
    eigenschaften.remove(wechsel)
    frueher = wechsel.find(PPR)
    if wahl == "ablehnen" and frueher is not None:
        schrift = eigenschaften.find(RPR)
        neu = clone(frueher)
        if schrift is not None:
            neu.append(schrift)
        absatz.replace(eigenschaften, neu)


def _has_mark(absatz: etree._Element, tags: tuple[str, ...]) -> bool:
    schrift = absatz.find(f"{PPR}/{RPR}")
    return schrift is not None and any(schrift.find(t) is not None for t in tags)


def _join_with_next(absatz: etree._Element) -> None:
    """Let a paragraph whose end is gone run into the next one, which keeps its properties; an empty one before a table goes."""
    folgt = absatz.getnext()
    inhalt = [k for k in absatz if k.tag != PPR]
    if folgt is not None and folgt.tag == P:
        anfang = 1 if folgt.find(PPR) is not None else 0
        for n, kind in enumerate(inhalt):
            folgt.insert(anfang + n, kind)
        _remove(absatz)
    elif not any(True for k in inhalt for _ in k.iter(T, f"{W}delText")):
        _remove(absatz)


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
