"""A plain wording as a document again: labels stand in the text, because they are those of the contract and not counted here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..klauseltext import fit_id
from ..query import rewrite
from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Dokument,
    Feld,
    Inline,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Zeile,
    Zelle,
    plain,
)
from ..typografie import bind
from .baumweg import Wortknoten, parts_of, step_of

PFAD: Final = "berechnet.lesefassung"
_ZAHLIG: Final = re.compile(r"[+−-]?[0-9][0-9.,  ]*(?: ?(?:%|Euro))?|–|")
_NAME: Final = re.compile(r"[^a-z0-9]+")


def make_lesetext(wortlaut: Dokument) -> tuple[Abschnitt, ...]:
    """Return the sections of a wording with its labels in their headings and texts."""
    abschnitte = []
    for nummer, abschnitt in enumerate(wortlaut.abschnitte):
        kennung = f"l_{_slug(step_of(abschnitt)) or nummer}"[:16]
        setzer = Blocksetzer(PFAD, f"{kennung}_{nummer}")
        titel = setzer.inlines(f"{abschnitt.nummer} {plain(abschnitt.ueberschrift)}".strip())
        bloecke = tuple(setzer.blocks(parts_of(abschnitt)))
        abschnitte.append(Abschnitt(fit_id(f"{kennung}_{nummer}"), "ohne_nummer", titel, bloecke))
    return tuple(abschnitte)


def make_units(knoten: Sequence[Wortknoten], pfad: str, kennung: str) -> tuple[Block, ...]:
    """Return parts of a wording as blocks; `pfad` is where the data state them, `kennung` what their ids begin with."""
    return tuple(Blocksetzer(pfad, kennung).blocks(knoten))


def quote_sections(abschnitte: Sequence[Abschnitt], pfad: str) -> Iterator[Abschnitt]:
    """Yield sections whose words are values that are computed from the data, because no clause text has them."""
    zahl = 0

    def quote(text: Text, _: list[Any]) -> Text | Feld:
        nonlocal zahl
        if not text.text.strip():
            return text
        zahl += 1
        kennung = fit_id(f"zitat_{zahl}")
        return Feld(f"{pfad}.{kennung}", text.text, text.text, ist_berechnet=True, id=kennung)

    return (rewrite(a, quote, Text) for a in abschnitte)


def _slug(text: str) -> str:
    return _NAME.sub("", text.lower().replace("§", "p"))


class Blocksetzer:
    """Makes blocks of the document tree, each under an id made of its place."""

    def __init__(self, pfad: str, kennung: str) -> None:
        self.pfad, self.kennung = pfad, kennung
        self.zahl = 0

    def next_id(self) -> str:
        self.zahl += 1
        return fit_id(f"{self.kennung}_{self.zahl}")

    def blocks(self, knoten: Sequence[Wortknoten]) -> Iterator[Block]:
        for k in knoten:
            match k:
                case Abschnitt():
                    titel = f"{k.nummer} {plain(k.ueberschrift)}".strip()
                    yield Textblock(self.next_id(), (Betont(self.inlines(titel)),))
                    yield from self.blocks(parts_of(k))
                case Absatz() | Punkt():
                    yield from self.labelled(k)
                case Aufzaehlung():
                    yield from (self.list(k),) if is_counted(k, 1) else self.blocks(k.punkte)
                case Textblock():
                    yield Textblock(self.next_id(), self.inlines(plain(k.inhalt)))
                case Tabelle():
                    yield self.table(k, plain(k.titel))

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """Return a text as values that are computed from the wording, a line break between its lines."""
        inhalt: list[Inline] = []
        for zeile in text.split("\n"):
            inhalt += [Umbruch()] if inhalt else []
            if zeile:
                kennung = self.next_id()
                inhalt.append(Feld(f"{self.pfad}.{kennung}", bind(zeile), zeile, ist_berechnet=True, id=kennung))
        return tuple(inhalt)

    def labelled(self, knoten: Absatz | Punkt) -> Iterator[Block]:
        """Yield an Absatz or an item with its label in front of its first text."""
        teile = parts_of(knoten)
        nummer = knoten.nummer or ("–" if isinstance(knoten, Punkt) else "")
        if teile and isinstance(teile[0], Textblock):
            yield Textblock(self.next_id(), self.inlines(f"{nummer} {plain(teile[0].inhalt)}".strip()))
            teile = teile[1:]
        elif nummer:
            yield Textblock(self.next_id(), self.inlines(nummer))
        yield from self.blocks(teile)

    def list(self, liste: Aufzaehlung) -> Aufzaehlung:
        """Return a list that is counted as a document counts it."""
        punkte = []
        for punkt in liste.punkte:
            bloecke = [
                self.list(b) if isinstance(b, Aufzaehlung) else Textblock(self.next_id(), self.inlines(plain(b.inhalt)))
                for b in punkt.bloecke
            ]
            punkte.append(Punkt(self.next_id(), tuple(bloecke)))
        return Aufzaehlung(tuple(punkte), liste.art, id=self.next_id())

    def table(self, tabelle: Tabelle, titel: str) -> Tabelle:
        """Return a table with columns as wide as what stands in them; figures stand on the right."""
        zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
        kennung = self.next_id()
        return Tabelle(
            kennung,
            self.inlines(titel),
            self._columns(zeilen, tabelle.rumpf),
            tuple(self._row(z) for z in tabelle.kopf),
            tuple(self._row(z, True) for z in tabelle.rumpf),
            tuple(self._row(z, True, True) for z in tabelle.fuss),
        )

    def _columns(self, zeilen: Sequence[Zeile], rumpf: Sequence[Zeile]) -> tuple[Spalte, ...]:
        zahl = max(sum(z.spanne for z in zeile.zellen) for zeile in zeilen)
        eben = [z for z in zeilen if len(z.zellen) == zahl]
        laengen = [max((min(len(plain(z.zellen[n].inhalt)), 60) for z in eben), default=8) + 3 for n in range(zahl)]
        breiten = [max(round(100 * x / sum(laengen)), 4) for x in laengen]
        breiten[breiten.index(max(breiten))] += 100 - sum(breiten)
        rechts = [
            n > 0 and all(_ZAHLIG.fullmatch(plain(z.zellen[n].inhalt)) for z in rumpf if len(z.zellen) == zahl)
            for n in range(zahl)
        ]
        return tuple(
            Spalte(b, "rechts" if r else "links", self.next_id()) for b, r in zip(breiten, rechts, strict=True)
        )

    def _row(self, zeile: Zeile, hat_kopf: bool = False, ist_summe: bool = False) -> Zeile:
        zellen = [
            Zelle(
                self.inlines(plain(z.inhalt)) if z.inhalt else (),
                hat_kopf and n == 0,
                z.spanne,
                self.next_id(),
            )
            for n, z in enumerate(zeile.zellen)
        ]
        return Zeile(self.next_id(), tuple(zellen), ist_summe)


def is_counted(liste: Aufzaehlung, stufe: int) -> bool:
    """Tell whether a list has the labels that counting gives it, so that it can be set as a list."""
    for n, punkt in enumerate(liste.punkte):
        erwartet = "" if liste.art == "strich" else _label(n, stufe)
        innen_strich = liste.art == "strich" and any(
            isinstance(b, Aufzaehlung) and b.art != "strich" for b in punkt.bloecke
        )
        if punkt.nummer != erwartet or stufe > 3 or innen_strich:
            return False
        zahl = sum(isinstance(b, Aufzaehlung) for b in punkt.bloecke)
        if zahl > 1 or not all(is_counted(b, stufe + 1) for b in punkt.bloecke if isinstance(b, Aufzaehlung)):
            return False
    return True


def _label(n: int, stufe: int) -> str:
    if stufe == 1:
        return f"{n + 1}."
    buchstabe = chr(ord("a") + n) if n < 26 else "?"
    return f"{buchstabe * (stufe - 1)})"
