"""Second half of the numbering: the text of references and the numbers of footnotes, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from operator import is_
from typing import TypeVar

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Dokument,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Textblock,
    Unterschrift,
    Unterschriften,
    Verweis,
    Zeile,
    Zelle,
)
from .orte import Ort, VerweisFehler, cite

T = TypeVar("T")
B = TypeVar("B", Block, Textblock | Aufzaehlung, Textblock | Aufzaehlung | Tabelle)
ZU_FUELLEN = frozenset({Verweis, Betont, Fussnote})
INHALT_MAX = 16
"""Emphasis nested deeper than this is refused before it can exhaust the stack."""


class Fueller:
    """Fills one document whose nodes are counted already."""

    def __init__(self, orte: Mapping[str, Ort], eigene_listen: Counter[str], ist_dezimal: bool) -> None:
        self._orte = orte
        self._eigene = eigene_listen
        self._dezimal = ist_dezimal
        self._fussnoten = 0
        self._fehler: list[tuple[str, str, str]] = []

    def fill(self, dokument: Dokument) -> Dokument:
        """Return the document with all references and footnotes; raises VerweisFehler naming all that lead nowhere.

        Nodes without references and footnotes are returned as they are, not copied.
        """
        rubrum = _each(dokument.rubrum, self._textblock)
        abschnitte = _each(dokument.abschnitte, self._abschnitt)
        if self._fehler:
            meldung = "\n".join(f"Verweis in „{wo}“ auf „{ziel}“: {grund}." for wo, ziel, grund in self._fehler)
            raise VerweisFehler(meldung, tuple((wo, ziel) for wo, ziel, _ in self._fehler))
        return replace(dokument, rubrum=rubrum, abschnitte=abschnitte)

    # --------------------------------------------------------------------------------------------------------- blocks

    def _abschnitt(self, abschnitt: Abschnitt) -> Abschnitt:
        ueberschrift = self._inhalt(abschnitt.ueberschrift, abschnitt.id)
        bloecke = _each(abschnitt.bloecke, self._block)
        if ueberschrift is abschnitt.ueberschrift and bloecke is abschnitt.bloecke:
            return abschnitt
        return Abschnitt(abschnitt.id, abschnitt.art, ueberschrift, bloecke, abschnitt.nummer)

    def _block(self, block: Block) -> Block:
        match block:
            case Textblock() | Aufzaehlung() | Tabelle():
                return self._part(block)
            case Absatz(bloecke=innen):
                bloecke = _each(innen, self._part)
                return block if bloecke is innen else Absatz(block.id, bloecke, block.nummer)
            case Abschnitt():
                return self._abschnitt(block)
            case Unterschriften(felder=felder):
                gefuellt = _each(felder, self._unterschrift)
                return block if gefuellt is felder else Unterschriften(gefuellt)

    def _part(self, block: B) -> B:
        match block:
            case Textblock():
                return self._textblock(block)
            case Aufzaehlung():
                punkte = _each(block.punkte, self._punkt)
                return block if punkte is block.punkte else Aufzaehlung(punkte, block.art, block.eigene)
            case Tabelle():
                return self._tabelle(block)
        return block

    def _textblock(self, block: Textblock) -> Textblock:
        inhalt = self._inhalt(block.inhalt, block.id)
        return block if inhalt is block.inhalt else Textblock(block.id, inhalt, block.rolle)

    def _punkt(self, punkt: Punkt) -> Punkt:
        bloecke = _each(punkt.bloecke, self._part)
        return punkt if bloecke is punkt.bloecke else Punkt(punkt.id, bloecke, punkt.nummer)

    def _tabelle(self, tabelle: Tabelle) -> Tabelle:
        def row(zeile: Zeile) -> Zeile:
            zellen = _each(zeile.zellen, cell)
            return zeile if zellen is zeile.zellen else Zeile(zeile.id, zellen, zeile.ist_summe)

        def cell(zelle: Zelle) -> Zelle:
            inhalt = self._inhalt(zelle.inhalt, tabelle.id)
            return zelle if inhalt is zelle.inhalt else Zelle(inhalt, zelle.ist_kopf, zelle.spanne)

        titel = self._inhalt(tabelle.titel, tabelle.id)
        kopf, rumpf, fuss = (_each(zeilen, row) for zeilen in (tabelle.kopf, tabelle.rumpf, tabelle.fuss))
        if titel is tabelle.titel and kopf is tabelle.kopf and rumpf is tabelle.rumpf and fuss is tabelle.fuss:
            return tabelle
        return replace(tabelle, titel=titel, kopf=kopf, rumpf=rumpf, fuss=fuss)

    def _unterschrift(self, feld: Unterschrift) -> Unterschrift:
        partei = self._inhalt(feld.partei, feld.id)
        zeilen = _each(feld.zeilen, lambda zeile: self._inhalt(zeile, feld.id))
        if partei is feld.partei and zeilen is feld.zeilen:
            return feld
        return replace(feld, partei=partei, zeilen=zeilen)

    # -------------------------------------------------------------------------------------------------------- inlines

    def _inhalt(self, inhalt: tuple[Inline, ...], wo: str, tiefe: int = 0, in_note: bool = False) -> tuple[Inline, ...]:
        if tiefe > INHALT_MAX:
            self._fehler.append((wo, "?", f"der Text ist tiefer als {INHALT_MAX} Stufen geschachtelt"))
            return inhalt
        if ZU_FUELLEN.isdisjoint(map(type, inhalt)):
            return inhalt
        return tuple([self._inline(i, wo, tiefe, in_note) for i in inhalt])

    def _inline(self, inline: Inline, wo: str, tiefe: int, in_note: bool) -> Inline:
        match inline:
            case Verweis():
                return self._verweis(inline, wo)
            case Betont(inhalt=innen):
                return Betont(self._inhalt(innen, wo, tiefe + 1, in_note))
            case Fussnote(inhalt=innen):
                if in_note:
                    self._fehler.append((wo, "Fußnote", "eine Fußnote darf keine Fußnote enthalten"))
                self._fussnoten += 1
                nummer = str(self._fussnoten)
                return Fussnote(self._inhalt(innen, wo, tiefe + 1, True), nummer)
        return inline

    def _verweis(self, verweis: Verweis, wo: str) -> Verweis:
        ort = self._orte.get(verweis.ziel)
        grund = self._obstacle(ort, verweis.satz)
        teile = cite(ort, self._orte[wo], verweis.satz, self._dezimal) if ort and not grund else ()
        if not teile:
            self._fehler.append((wo, verweis.ziel, grund or "das Ziel hat weder Nummer noch Überschrift"))
            return verweis
        return Verweis(verweis.ziel, verweis.satz, "".join([t for t, _ in teile]), teile)

    def _obstacle(self, ort: Ort | None, satz: int) -> str:
        if ort is None:
            return "diese Kennung gibt es im Dokument nicht"
        if ort.sperre:
            return f"das Ziel {ort.sperre}"
        if ort.liste_in and self._eigene[ort.liste_in] > 1 and any(s.art == "punkt" for s in ort.stufen):
            return f"in „{ort.liste_in}“ zählt mehreres je für sich, die Nummer wäre mehrdeutig"
        if satz < 0 or satz > 99:
            return f"die Satznummer {satz} ist nicht möglich"
        return f"das Ziel {ort.kein_satz}" if satz and ort.kein_satz else ""


def _each(knoten: tuple[T, ...], fill: Callable[[T], T]) -> tuple[T, ...]:
    """Return what `fill` makes of every node; the same tuple where it changes none."""
    neu = [fill(k) for k in knoten]
    return knoten if all(map(is_, neu, knoten)) else tuple(neu)
