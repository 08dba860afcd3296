"""Index over the document tree: passages, fields by path, terms, references – made in one pass; places come from the numbering."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from generator.merkspeicher import Merkspeicher
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
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
)

from .fliesstext import Fliesstext
from .glaettung import glaetten
from .stelle import Bereich, Sorte, Stelle, printed

if TYPE_CHECKING:
    from generator.numbering import Dokumentstelle

T = TypeVar("T")

GELESENES_MAX = 512
"""So much is remembered of a part; rules ask for some dozens of things, and for the terms that contracts define themselves."""


@dataclass(eq=False)
class Teilindex:
    """What rules ask a part of the document for: a section with all below it, or the Rubrum. Contracts that say the same share it.

    `orte` maps the id of every block to that of its section.
    """

    stellen: list[Stelle] = field(default_factory=list)
    orte: dict[str, str] = field(default_factory=dict)
    doppelte: list[str] = field(default_factory=list)
    tabellen: list[tuple[str, Tabelle]] = field(default_factory=list)
    unterschriften: list[Unterschriften] = field(default_factory=list)
    felder: dict[str, list[tuple[Feld, Stelle]]] = field(default_factory=dict)
    verweise: list[tuple[Verweis, Stelle]] = field(default_factory=list)
    begriffe: list[tuple[Begriff, Stelle]] = field(default_factory=list)
    zitate: list[tuple[Normzitat, Stelle]] = field(default_factory=list)
    literale: list[tuple[Text, Stelle]] = field(default_factory=list)
    _gelesen: dict[Hashable, Any] = field(default_factory=dict)

    @cached_property
    def fliesstext(self) -> Fliesstext:
        """Everything printed, a passage per line."""
        return Fliesstext(self.stellen)

    @cached_property
    def literaltexte(self) -> frozenset[str]:
        """The different pieces of fixed text: a rule looks at these first, and for places only where it sees something."""
        return frozenset([literal.text for literal, _ in self.literale])

    @property
    def gewicht(self) -> int:
        """How much it holds."""
        return 4 * (len(self.stellen) + len(self.felder))

    def read(self, lies: Callable[..., T], *angaben: Hashable) -> T:
        """Return what `lies`, a function of a module, makes of this part and `angaben`, made once for all contracts that share it.

        It must hang on nothing else.
        """
        gelesen, was = self._gelesen, (lies, *angaben)
        if was not in gelesen:
            if len(gelesen) >= GELESENES_MAX:
                gelesen.clear()
            gelesen[was] = lies(self, *angaben)
        return cast(T, gelesen[was])


@dataclass(eq=False)
class Dokumentindex(Teilindex):
    """What rules ask the document for; computed once per document, from its parts.

    `places` are the printed places by id, as the numbering gives them.
    """

    dokument: Dokument = field(kw_only=True)
    places: Mapping[str, Dokumentstelle] = field(kw_only=True)
    teile: list[Teilindex] = field(default_factory=list)

    def read_each(self, lies: Callable[..., T], *angaben: Hashable) -> Iterator[T]:
        """Yield what `lies` makes of each part, in order; see `Teilindex.read`."""
        return (teil.read(lies, *angaben) for teil in self.teile)

    def add(self, teil: Teilindex) -> None:
        """Add the next part; ids that are already taken are listed in `doppelte`."""
        self.teile.append(teil)
        self.stellen += teil.stellen
        self.doppelte += teil.doppelte
        doppelte = [anker for anker in teil.orte if anker in self.orte]
        self.doppelte += doppelte
        self.orte.update(teil.orte if not doppelte else {a: o for a, o in teil.orte.items() if a not in self.orte})
        self.tabellen += teil.tabellen
        self.unterschriften += teil.unterschriften
        self.verweise += teil.verweise
        self.begriffe += teil.begriffe
        self.zitate += teil.zitate
        self.literale += teil.literale
        for pfad, orte in teil.felder.items():
            self.felder.setdefault(pfad, []).extend(orte)

    @cached_property
    def nach_abschnitt(self) -> dict[str, list[Stelle]]:
        """Passages by the id of their section."""
        gruppen: dict[str, list[Stelle]] = {}
        for stelle in self.stellen:
            gruppen.setdefault(stelle.abschnitt, []).append(stelle)
        return gruppen

    @cached_property
    def pfade(self) -> list[str]:
        """Every data path that is printed, sorted, so that what lies below a path stands together."""
        return sorted(self.felder)

    @cached_property
    def fundstellen(self) -> frozenset[str]:
        """Every printed place, smoothed."""
        return frozenset(glaetten(self.fundstelle(anker)) for anker in self.orte)

    def fundstelle(self, anker: str) -> str:
        """Return the printed place of a block by its id, empty when there is none."""
        place = self.places.get(anker)
        return place.bezeichnung if place else ""


_TEILE: Merkspeicher[tuple[object, Teilindex]] = Merkspeicher()


def index_dokument(dokument: Dokument, places: Mapping[str, Dokumentstelle]) -> Dokumentindex:
    """Return the index of a numbered document; ids that are already taken are listed in `doppelte`."""
    index = Dokumentindex(dokument=dokument, places=places)
    eingang = Teilindex()
    for block in dokument.rubrum:
        _Bau(eingang, "", "rubrum").add_block(block, "", "")
    index.add(eingang)
    for abschnitt in dokument.abschnitte:
        index.add(_index_section(abschnitt))
    return index


def _index_section(abschnitt: Abschnitt) -> Teilindex:
    bekannt = _TEILE.get(id(abschnitt))
    if bekannt is None:
        bereich: Bereich = "anlage" if abschnitt.art == "unterabschnitt" else abschnitt.art
        teil = Teilindex()
        _Bau(teil, abschnitt.id, bereich).add_abschnitt(abschnitt)
        bekannt = _TEILE.keep(id(abschnitt), (abschnitt, teil), teil.gewicht)
    return bekannt[1]


class _Bau:
    """Fills an index with one section, in reading order."""

    def __init__(self, index: Teilindex, abschnitt: str, bereich: Bereich) -> None:
        self.index, self.abschnitt, self.bereich = index, abschnitt, bereich

    def add_abschnitt(self, abschnitt: Abschnitt) -> None:
        self._register(abschnitt.id)
        self._add_stelle(abschnitt.id, "ueberschrift", abschnitt.ueberschrift)
        for block in abschnitt.bloecke:
            self.add_block(block, abschnitt.id, "")

    def add_block(self, block: Block, aussen: str, einleitung: str) -> str:
        """Add one block and everything below it; return the text that can open a list that follows it."""
        match block:
            case Textblock():
                if block.id != aussen:
                    self._register(block.id)
                return self._add_stelle(block.id or aussen, "text", block.inhalt, einleitung, block.rolle)
            case Absatz():
                self._add_absatz(block)
            case Aufzaehlung():
                for punkt in block.punkte:
                    self._add_punkt(punkt, aussen, einleitung)
                return einleitung
            case Tabelle():
                self._add_tabelle(block)
            case Diagramm():
                # Its values are those of its table, which are looked at there.
                self._register(block.id)
                self._add_stelle(block.id, "titel", block.titel)
            case Unterschriften():
                self.index.unterschriften.append(block)
                for feld in block.felder:
                    self._register(feld.id)
                    for inhalt in (feld.partei, *feld.zeilen):
                        self._add_stelle(feld.id, "unterschrift", inhalt)
            case Abschnitt():
                self.add_abschnitt(block)
        return ""

    def _add_absatz(self, absatz: Absatz) -> None:
        self._register(absatz.id)
        vorher = ""
        for block in absatz.bloecke:
            vorher = self.add_block(block, absatz.id, vorher if isinstance(block, Aufzaehlung) else "")

    def _add_punkt(self, punkt: Punkt, aussen: str, einleitung: str) -> None:
        self._register(punkt.id)
        vorher = einleitung
        for block in punkt.bloecke:
            text = self.add_block(block, punkt.id or aussen, vorher)
            vorher = f"{einleitung} {text}".strip()

    def _add_tabelle(self, tabelle: Tabelle) -> None:
        self._register(tabelle.id)
        self.index.tabellen.append((tabelle.id, tabelle))
        if tabelle.titel:
            self._add_stelle(tabelle.id, "titel", tabelle.titel)
        for zeilen in (tabelle.kopf, tabelle.rumpf, tabelle.fuss):
            for zeile in zeilen:
                for zelle in zeile.zellen:
                    if zelle.inhalt:
                        self._add_stelle(tabelle.id, "zelle", zelle.inhalt)

    def _register(self, anker: str) -> None:
        if not anker:
            return
        if anker in self.index.orte:
            self.index.doppelte.append(anker)
        else:
            self.index.orte[anker] = self.abschnitt

    def _add_stelle(
        self, anker: str, sorte: Sorte, inhalt: tuple[Inline, ...], einleitung: str = "", rolle: str = "text"
    ) -> str:
        stelle = Stelle(anker, self.abschnitt, self.bereich, sorte, inhalt, "", einleitung, rolle)
        stelle.text = glaetten(self._collect(inhalt, stelle))
        self.index.stellen.append(stelle)
        return stelle.text

    def _collect(self, inhalt: tuple[Inline, ...], stelle: Stelle) -> str:
        """Gather the text of inlines and index each, in reading order."""
        index = self.index
        teile: list[str] = []
        for inline in inhalt:
            # By the class itself, the most frequent first: the question for ancestors took longer than what follows.
            if type(inline) is Text:
                index.literale.append((inline, stelle))
                teile.append(inline.text)
            elif type(inline) is Feld:
                orte = index.felder.get(inline.pfad)
                if orte is None:
                    orte = index.felder[inline.pfad] = []
                orte.append((inline, stelle))
                teile.append(inline.text)
            elif isinstance(inline, (Betont, Fussnote)):
                teile.append(self._collect(inline.inhalt, stelle))
            else:
                teile.append(printed(inline))
                if isinstance(inline, Verweis):
                    index.verweise.append((inline, stelle))
                elif isinstance(inline, Normzitat):
                    index.zitate.append((inline, stelle))
                elif isinstance(inline, Begriff):
                    index.begriffe.append((inline, stelle))
        return "".join(teile) if len(teile) != 1 else teile[0]
