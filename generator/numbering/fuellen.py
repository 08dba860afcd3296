"""Second half of the numbering: the text of references and the numbers of footnotes, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
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
)
from .orte import Ort, VerweisFehler, cite

B = TypeVar("B", Block, Textblock | Aufzaehlung, Textblock | Aufzaehlung | Tabelle)
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
        """Return the document with all references and footnotes; raises VerweisFehler naming all that lead nowhere."""
        rubrum = tuple(replace(b, inhalt=self._inhalt(b.inhalt, b.id)) for b in dokument.rubrum)
        abschnitte = tuple(self._abschnitt(a) for a in dokument.abschnitte)
        if self._fehler:
            meldung = "\n".join(f"Verweis in „{wo}“ auf „{ziel}“: {grund}." for wo, ziel, grund in self._fehler)
            raise VerweisFehler(meldung, tuple((wo, ziel) for wo, ziel, _ in self._fehler))
        return replace(dokument, rubrum=rubrum, abschnitte=abschnitte)

    # --------------------------------------------------------------------------------------------------------- blocks

    def _abschnitt(self, abschnitt: Abschnitt) -> Abschnitt:
        ueberschrift = self._inhalt(abschnitt.ueberschrift, abschnitt.id)
        return replace(abschnitt, ueberschrift=ueberschrift, bloecke=tuple(self._block(b) for b in abschnitt.bloecke))

    def _block(self, block: Block) -> Block:
        match block:
            case Textblock() | Aufzaehlung() | Tabelle():
                return self._part(block)
            case Absatz(bloecke=innen):
                return replace(block, bloecke=tuple(self._part(b) for b in innen))
            case Abschnitt():
                return self._abschnitt(block)
            case Unterschriften(felder=felder):
                return replace(block, felder=tuple(self._unterschrift(f) for f in felder))

    def _part(self, block: B) -> B:
        match block:
            case Textblock():
                return replace(block, inhalt=self._inhalt(block.inhalt, block.id))
            case Aufzaehlung():
                return replace(block, punkte=tuple(self._punkt(p) for p in block.punkte))
            case Tabelle():
                return self._tabelle(block)
        return block

    def _punkt(self, punkt: Punkt) -> Punkt:
        return replace(punkt, bloecke=tuple(self._part(b) for b in punkt.bloecke))

    def _tabelle(self, tabelle: Tabelle) -> Tabelle:
        titel = self._inhalt(tabelle.titel, tabelle.id)
        kopf, rumpf, fuss = (
            tuple(self._zeile(z, tabelle.id) for z in zeilen) for zeilen in (tabelle.kopf, tabelle.rumpf, tabelle.fuss)
        )
        return replace(tabelle, titel=titel, kopf=kopf, rumpf=rumpf, fuss=fuss)

    def _zeile(self, zeile: Zeile, tabelle: str) -> Zeile:
        zellen = tuple(replace(z, inhalt=self._inhalt(z.inhalt, tabelle)) for z in zeile.zellen)
        return replace(zeile, zellen=zellen)

    def _unterschrift(self, feld: Unterschrift) -> Unterschrift:
        partei = self._inhalt(feld.partei, feld.id)
        return replace(feld, partei=partei, zeilen=tuple(self._inhalt(z, feld.id) for z in feld.zeilen))

    # -------------------------------------------------------------------------------------------------------- inlines

    def _inhalt(self, inhalt: tuple[Inline, ...], wo: str, tiefe: int = 0, in_note: bool = False) -> tuple[Inline, ...]:
        if tiefe > INHALT_MAX:
            self._fehler.append((wo, "?", f"der Text ist tiefer als {INHALT_MAX} Stufen geschachtelt"))
            return inhalt
        return tuple(self._inline(i, wo, tiefe, in_note) for i in inhalt)

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
        return replace(verweis, text="".join(t for t, _ in teile), teile=teile)

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
