"""What a piece of a document says, apart from its id: how tests tell that a piece is the same before and after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Verweis,
)

SATZZEICHEN = {",", ";", ".", " und", " oder", "; und", "; oder"}
"""What the end of a list item reads depends on its place in the list, and is no part of what it says."""
Inhalte = Mapping[Hashable, frozenset[str]]


def contents(dokument: Dokument) -> Inhalte:
    """Return the ids of all pieces of a document by what they say; pieces that say the same share an entry."""
    sammler = _Sammler()
    sammler.blocks(dokument.rubrum, "rubrum")
    sammler.blocks(dokument.abschnitte, "")
    return sammler.ergebnis()


def contents_of(bloecke: Iterable[Block]) -> Inhalte:
    """Return the same for the blocks of one clause."""
    sammler = _Sammler()
    sammler.blocks(bloecke, "")
    return sammler.ergebnis()


def moved(vorher: Inhalte, nachher: Inhalte) -> list[Hashable]:
    """Return what stands in both and has lost an id: neither set of ids holds the other."""
    return [k for k in vorher.keys() & nachher.keys() if not (vorher[k] <= nachher[k] or nachher[k] <= vorher[k])]


def _says(inhalt: tuple[Inline, ...]) -> Hashable:
    teile: list[Hashable] = []
    for inline in inhalt:
        match inline:
            case Text(text=text):
                teile.append(text)
            case Feld(pfad=pfad, art=art, text=text):
                teile.append((pfad, art, text))
            case Verweis(ziel=ziel, satz=satz):
                teile.append((ziel, satz))
            case Betont(inhalt=innen) | Fussnote(inhalt=innen):
                teile.append(_says(innen))
            case _:
                teile.append(getattr(inline, "text", ""))
    while teile and teile[-1] in SATZZEICHEN:
        teile.pop()
    return tuple(teile)


def _place(feld: Unterschrift) -> tuple[Inline, ...]:
    return (*feld.partei, *(i for z in feld.zeilen for i in z))


def _says_place(feld: Unterschrift) -> Hashable:
    return ("reihe", _says(_place(feld)))


class _Sammler:
    def __init__(self) -> None:
        self._ids: dict[Hashable, set[str]] = defaultdict(set)

    def ergebnis(self) -> Inhalte:
        return {k: frozenset(v) for k, v in self._ids.items()}

    def _add(self, art: str, sagt: Hashable, kennung: str) -> None:
        assert kennung, (art, sagt)
        self._ids[art, sagt].add(kennung)

    def _text(self, art: str, inhalt: tuple[Inline, ...], kennung: str, um: Hashable = ()) -> Hashable:
        sagt = (um, _says(inhalt))
        self._add(art, sagt, kennung)
        for feld in query(inhalt, Feld):
            self._add("feld", (art, sagt, feld.pfad, feld.art, feld.text), feld.id)
        return sagt

    def blocks(self, bloecke: Iterable[Any], um: Hashable, ist_absatz: bool = False) -> None:
        davor, bloecke = um, tuple(bloecke)
        for nummer, block in enumerate(bloecke):
            folgt = bloecke[nummer + 1] if nummer + 1 < len(bloecke) else None
            if isinstance(block, Textblock) and nummer and isinstance(folgt, Unterschriften):
                # Words above a further run of places are named by the place that comes first in it.
                davor = self._text("text", block.inhalt, block.id, _says_place(folgt.felder[0]))
            else:
                davor = self._block(block, davor)
            if ist_absatz and nummer and isinstance(block, Textblock):
                # A further text of an Absatz is another piece than an Absatz that begins with the same words.
                davor = ("weiter", davor)

    def _block(self, block: Any, davor: Hashable) -> Hashable:
        """Add a block that follows what says `davor`; return what it says."""
        match block:
            case Abschnitt():
                sagt = self._text("abschnitt", block.ueberschrift, block.id)
                self.blocks(block.bloecke, sagt)
                return sagt
            case Textblock():
                return self._text("text", block.inhalt, block.id)
            case Absatz() | Punkt():
                erster = block.bloecke[0]
                assert isinstance(erster, Textblock)
                self._add(type(block).__name__, _says(erster.inhalt), block.id)
                self.blocks(block.bloecke, (), ist_absatz=True)
                return _says(erster.inhalt)
            case Aufzaehlung():
                self._add("liste", (davor, block.art), block.id)
                for punkt in block.punkte:
                    self._block(punkt, ())
                return (davor, block.art)
            case Tabelle():
                return self._table(block)
            case Diagramm():
                return self._chart(block)
            case Unterschriften():
                for feld in block.felder:
                    self._text("unterschrift", _place(feld), feld.id)
        return davor

    def _chart(self, diagramm: Diagramm) -> Hashable:
        sagt = self._text("diagramm", diagramm.titel, diagramm.id)
        for reihe in diagramm.reihen:
            self._add("reihe", (sagt, _says(reihe.titel)), reihe.id)
        for kategorie in diagramm.kategorien:
            self._add("kategorie", (sagt, _says(kategorie.inhalt), _says(kategorie.zusatz)), kategorie.id)
        return sagt

    def _table(self, tabelle: Tabelle) -> Hashable:
        sagt = self._text("tabelle", tabelle.titel, tabelle.id)
        (kopf,) = tabelle.kopf
        namen = [_says(z.inhalt) for z in kopf.zellen]
        for spalte, name in zip(tabelle.spalten, namen, strict=True):
            self._add("spalte", (sagt, name), spalte.id)
        for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss):
            erste = "kopf" if zeile is kopf else _says(zeile.zellen[0].inhalt)
            self._add("zeile", (sagt, erste), zeile.id)
            for zelle, name in zip(zeile.zellen, namen, strict=True):
                self._text("zelle", zelle.inhalt, zelle.id, (sagt, erste, name))
        return sagt
