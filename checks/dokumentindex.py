"""Index over the document tree: passages with their printed place, fields by path, terms, references – made in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Normzitat,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Verweis,
    plain,
)

from .fliesstext import Fliesstext
from .glaettung import glaetten
from .stelle import Fundort, Sorte, Stelle

STUFEN = ("Nummer", "Buchstabe", "Doppelbuchstabe")


@dataclass
class Dokumentindex:
    """What rules ask the document for; computed once per document."""

    dokument: Dokument
    stellen: list[Stelle] = field(default_factory=list)
    orte: dict[str, Fundort] = field(default_factory=dict)
    doppelte: list[str] = field(default_factory=list)
    bloecke: dict[str, Block | Punkt] = field(default_factory=dict)
    tabellen: list[tuple[Fundort, Tabelle]] = field(default_factory=list)
    unterschriften: list[tuple[Fundort, Unterschriften]] = field(default_factory=list)
    felder: dict[str, list[tuple[Feld, Stelle]]] = field(default_factory=dict)
    verweise: list[tuple[Verweis, Stelle]] = field(default_factory=list)
    begriffe: list[tuple[Begriff, Stelle]] = field(default_factory=list)
    zitate: list[tuple[Normzitat, Stelle]] = field(default_factory=list)
    literale: list[tuple[Text, Stelle]] = field(default_factory=list)

    @cached_property
    def fliesstext(self) -> Fliesstext:
        """Everything printed, a passage per line."""
        return Fliesstext([(s.text, s) for s in self.stellen])

    @cached_property
    def nach_abschnitt(self) -> dict[str, list[Stelle]]:
        """Passages by the id of their section."""
        gruppen: dict[str, list[Stelle]] = {}
        for stelle in self.stellen:
            gruppen.setdefault(stelle.ort.abschnitt, []).append(stelle)
        return gruppen

    @cached_property
    def pfade(self) -> list[str]:
        """Every data path that is printed, sorted, so that what lies below a path stands together."""
        return sorted(self.felder)

    @cached_property
    def fundstellen(self) -> frozenset[str]:
        """Every printed place, smoothed."""
        return frozenset(glaetten(ort.fundstelle) for ort in self.orte.values())

    def fundstelle(self, anker: str) -> str:
        """Return the printed place of a block by its id, empty when there is none."""
        ort = self.orte.get(anker)
        return ort.fundstelle if ort else ""


def index_dokument(dokument: Dokument) -> Dokumentindex:
    """Return the index of a document; ids that are already taken are listed in `doppelte`."""
    bau = _Bau(Dokumentindex(dokument))
    rubrum = Fundort(fundstelle="Rubrum")
    for block in dokument.rubrum:
        bau.add_block(block, rubrum, "")
    for abschnitt in dokument.abschnitte:
        bau.add_abschnitt(abschnitt, Fundort())
    return bau.index


class _Bau:
    """Fills an index in reading order."""

    def __init__(self, index: Dokumentindex) -> None:
        self.index = index

    def add_abschnitt(self, abschnitt: Abschnitt, aussen: Fundort) -> None:
        if abschnitt.art == "unterabschnitt":
            label = f"Nummer {abschnitt.nummer.rstrip('.')}" if abschnitt.nummer else plain(abschnitt.ueberschrift)
            ort = aussen.at(abschnitt.id, _join(aussen.fundstelle, label))
        else:
            fundstelle = _label(abschnitt) or plain(abschnitt.ueberschrift)
            ort = Fundort(abschnitt.id, fundstelle, abschnitt.id, abschnitt.art)
        self._register(abschnitt, ort)
        self._add_stelle(ort, "ueberschrift", abschnitt.ueberschrift)
        for block in abschnitt.bloecke:
            self.add_block(block, ort, "")

    def add_block(self, block: Block, aussen: Fundort, einleitung: str) -> str:
        """Add one block and everything below it; return the text that can open a list that follows it."""
        match block:
            case Textblock():
                ort = aussen.at(block.id)
                if block.id != aussen.anker:
                    self._register(block, ort)
                return self._add_stelle(ort, "text", block.inhalt, einleitung, block.rolle)
            case Absatz():
                self._add_absatz(block, aussen)
            case Aufzaehlung():
                for punkt in block.punkte:
                    self._add_punkt(punkt, aussen, einleitung)
                return einleitung
            case Tabelle():
                self._add_tabelle(block, aussen)
            case Unterschriften():
                self.index.unterschriften.append((aussen, block))
                for feld in block.felder:
                    ort = aussen.at(feld.id, "Unterschriften")
                    for inhalt in (feld.partei, *feld.zeilen):
                        self._add_stelle(ort, "unterschrift", inhalt)
            case Abschnitt():
                self.add_abschnitt(block, aussen)
        return ""

    def _add_absatz(self, absatz: Absatz, aussen: Fundort) -> None:
        nummer = absatz.nummer
        fundstelle = f"Nummer {nummer.rstrip('.')}" if nummer else ""
        if nummer.startswith("("):
            fundstelle = f"{aussen.fundstelle} Absatz {nummer.strip('()')}"
        ort = aussen.at(absatz.id, fundstelle)
        self._register(absatz, ort)
        vorher = ""
        for block in absatz.bloecke:
            vorher = self.add_block(block, ort, vorher if isinstance(block, Aufzaehlung) else "")

    def _add_punkt(self, punkt: Punkt, aussen: Fundort, einleitung: str) -> None:
        nummer = punkt.nummer.rstrip(".)")
        stufe = STUFEN[min(aussen.tiefe, len(STUFEN) - 1)]
        fundstelle = f"{aussen.fundstelle} {stufe} {nummer}" if nummer and nummer not in "–-•" else ""
        if "." in nummer:
            # A decimal number contains the numbers around it.
            fundstelle = f"Nummer {nummer}"
        ort = aussen.at(punkt.id, fundstelle, 1)
        self._register(punkt, ort)
        vorher = einleitung
        for block in punkt.bloecke:
            text = self.add_block(block, ort, vorher)
            vorher = f"{einleitung} {text}".strip()

    def _add_tabelle(self, tabelle: Tabelle, aussen: Fundort) -> None:
        ort = aussen.at(tabelle.id, _join(aussen.fundstelle, tabelle.nummer))
        self._register(tabelle, ort)
        self.index.tabellen.append((ort, tabelle))
        if tabelle.titel:
            self._add_stelle(ort, "titel", tabelle.titel)
        for zeilen in (tabelle.kopf, tabelle.rumpf, tabelle.fuss):
            for zeile in zeilen:
                for zelle in zeile.zellen:
                    if zelle.inhalt:
                        self._add_stelle(ort, "zelle", zelle.inhalt)

    def _register(self, block: Block | Punkt, ort: Fundort) -> None:
        index = self.index
        if not ort.anker:
            return
        if ort.anker in index.orte:
            index.doppelte.append(ort.anker)
        else:
            index.orte[ort.anker] = ort
            index.bloecke[ort.anker] = block

    def _add_stelle(
        self, ort: Fundort, sorte: Sorte, inhalt: tuple[Inline, ...], einleitung: str = "", rolle: str = "text"
    ) -> str:
        stelle = Stelle(ort, sorte, inhalt, "", einleitung, rolle)
        teile: list[str] = []
        self._collect(inhalt, stelle, teile)
        stelle.text = glaetten("".join(teile))
        self.index.stellen.append(stelle)
        return stelle.text

    def _collect(self, inhalt: tuple[Inline, ...], stelle: Stelle, teile: list[str]) -> None:
        """Gather the text of inlines and index each, in reading order."""
        index = self.index
        for inline in inhalt:
            if isinstance(inline, Text):
                index.literale.append((inline, stelle))
                teile.append(inline.text)
            elif isinstance(inline, Feld):
                index.felder.setdefault(inline.pfad, []).append((inline, stelle))
                teile.append(inline.text)
            elif isinstance(inline, Verweis):
                index.verweise.append((inline, stelle))
                teile.append(inline.text)
            elif isinstance(inline, Normzitat):
                index.zitate.append((inline, stelle))
                teile.append(inline.text)
            elif isinstance(inline, Begriff):
                index.begriffe.append((inline, stelle))
                teile.append(f"„{inline.text}“")
            elif isinstance(inline, (Betont, Fussnote)):
                self._collect(inline.inhalt, stelle, teile)
            else:
                teile.append(" ")


def _label(abschnitt: Abschnitt) -> str:
    if abschnitt.art == "paragraf" and not abschnitt.nummer.startswith("§"):
        return f"Nummer {abschnitt.nummer.rstrip('.')}" if abschnitt.nummer else ""
    return abschnitt.nummer


def _join(aussen: str, innen: str) -> str:
    return f"{aussen} {innen}".strip()
