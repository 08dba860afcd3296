"""What must stay with what follows it on a page, for all paged formats.

Six kinds: a text that announces a list, table or chart; a line that is all emphasis and so a heading by its looks; a table and the
list right behind it, which goes on with it; what stands between the parties of the Rubrum; the last texts before the signature
places (a page of signatures without a word of the contract would let the text be exchanged); and the end of every part that begins
on a new page, so that no page holds two lines. Headings keep with their next paragraph in every format anyhow, which closes the
chains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, TypeGuard

from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Punkt,
    Tabelle,
    Textblock,
    Unterschriften,
    plain,
)
from ..unterschriftenraster import arrange
from .masse import contents_fill_page, keeping_measures, table_measures
from .spalten import Tabellenmass, table_height

Blatt: TypeAlias = Textblock | Tabelle | Diagramm | Unterschriften | Abschnitt
"""A piece of a page in reading order; a section stands for its heading."""


@dataclass(frozen=True, slots=True)
class Haftung:
    """Ids of texts, tables, charts and first signature places: `folgt` stay with what follows, `ganz` besides are not divided.

    `schluss` are tables that end a part, `ende` are those of `folgt` that stand at the end of a part; `beginnt` are the
    Anlagen that begin on a new page.
    """

    folgt: frozenset[str]
    ganz: frozenset[str]
    schluss: frozenset[str]
    ende: frozenset[str]
    beginnt: frozenset[str]

    def keeps_signatures(self, unterschriften: Unterschriften) -> bool:
        """Tell whether the signature places stay with what follows."""
        return any(feld.id in self.folgt for feld in unterschriften.felder[:1])

    def keeps_with_next(self, liste: Aufzaehlung) -> bool:
        """Tell whether the last text of a list stays with what follows."""
        return any(t.id in self.folgt for t in query(liste, Textblock)[-1:])

    def keeps_whole(self, block: Aufzaehlung | Abschnitt) -> bool:
        """Tell whether a list or a section is not divided: the end of a part, or all of it but the last keeps with the next."""
        blaetter = [
            b for b in _leaves(block.punkte if isinstance(block, Aufzaehlung) else block.bloecke) if _is_piece(b)
        ]
        if isinstance(block, Aufzaehlung) and blaetter and blaetter[0].id in self.ende:
            return True
        gebunden = self.folgt if isinstance(block, Aufzaehlung) else self.ende
        return len(blaetter) > 1 and all(b.id in gebunden for b in blaetter[:-1])


def _is_piece(blatt: Blatt) -> TypeGuard[Textblock | Tabelle | Diagramm]:
    return isinstance(blatt, (Textblock, Tabelle, Diagramm))


def _last_rows(hoehen: Sequence[float]) -> int:
    """Return how many rows at the end of a table that ends a part stay together."""
    hoehe = 0.0
    for anzahl, zeile in enumerate(reversed(hoehen)):
        hoehe += zeile
        if hoehe >= keeping_measures().ende:
            return anzahl
    return len(hoehen)


def bind_blocks(dokument: Dokument) -> Haftung:
    """Return what must stay with what follows; what is last before signature places is in both sets."""
    folgt: set[str] = set()
    ganz: set[str] = set()
    schluss: set[str] = set()
    ende: set[str] = set()
    beginnt = page_starts(dokument.abschnitte)
    for teil in _parts(dokument.abschnitte, beginnt):
        blaetter = list(_leaves(teil))
        for n, blatt in enumerate(blaetter):
            if isinstance(blatt, Unterschriften):
                ganz.update(_last_texts(blaetter[:n]))
        ende.update(_end(blaetter))
        if blaetter and isinstance(letztes := blaetter[-1], Tabelle):
            schluss.add(letztes.id)
        elif len(blaetter) > 1 and isinstance(letztes, Textblock) and _height(letztes) < keeping_measures().ende:
            ganz.add(letztes.id)
    for block in (*dokument.rubrum, *dokument.abschnitte):
        folgt.update(_announcements(block))
    # Between the parties of the Rubrum an “und” does not end a page, and its closing words are no page of their own.
    folgt.update(b.id for b in dokument.rubrum[:-1] if isinstance(b, Textblock) and b.rolle == "mittig")
    folgt.update(b.id for b in dokument.rubrum[-2:-1] if isinstance(b, Textblock))
    return Haftung(frozenset(folgt | ganz | ende), frozenset(ganz), frozenset(schluss), frozenset(ende), beginnt)


def bound_rows(tabelle: Tabelle, mass: Tabellenmass, haftet: bool, ist_schluss: bool) -> frozenset[int]:
    """Rows that stay with the next one: the header with the first, the totals with the last, all of a small table."""
    alle = len(tabelle.kopf) + len(tabelle.rumpf) + len(tabelle.fuss)
    if mass.ist_klein:
        fest = set(range(alle - 1))
    else:
        vor_fuss = len(tabelle.kopf) + len(tabelle.rumpf) - 1
        fest = {
            *(n for n in range(len(tabelle.kopf)) if n not in mass.teilbar),
            *(range(vor_fuss, alle - 1) if tabelle.fuss else ()),
        }
        if ist_schluss:
            fest.update(range(alle - _last_rows(mass.hoehen), alle - 1))
    return frozenset(fest | {alle - 1} if haftet else fest)


def contents_have_own_page(dokument: Dokument) -> bool:
    """Tell whether the text begins on a new page behind the table of contents; a long one leaves a page nearly empty."""
    return 0 < len(dokument.verzeichnis) <= contents_fill_page()


def page_starts(abschnitte: Iterable[Abschnitt]) -> frozenset[str]:
    """Return the ids of the Anlagen that begin on a new page: the first, and every other that is no neighbour of a short one.

    A page for two lines that point to a file would be nearly empty. A short Anlage follows on the page of the one before, and
    the next follows it: where no room was left before it, it would have a page alone. So the first one as well follows the
    contract where all of them together are short.
    """
    kurz = keeping_measures().kurze_anlage
    hoehen = {a.id: sum(_height(blatt) for blatt in _leaves([a])) for a in abschnitte if a.art == "anlage"}
    beginnt: set[str] = set()
    davor = math.inf
    if sum(hoehen.values()) < kurz:
        return frozenset()
    for kennung, hoehe in hoehen.items():
        if not beginnt or min(davor, hoehe) >= kurz:
            beginnt.add(kennung)
        davor = hoehe
    return frozenset(beginnt)


def _parts(abschnitte: Iterable[Abschnitt], beginnt: frozenset[str]) -> Iterator[list[Abschnitt]]:
    """Yield the runs of sections that begin on a new page."""
    teil: list[Abschnitt] = []
    for abschnitt in abschnitte:
        if abschnitt.id in beginnt and teil:
            yield teil
            teil = []
        teil.append(abschnitt)
    if teil:
        yield teil


def _leaves(bloecke: Iterable[Block | Punkt]) -> Iterator[Blatt]:
    for block in bloecke:
        match block:
            case Textblock() | Tabelle() | Diagramm() | Unterschriften():
                yield block
            case Abschnitt():
                yield block
                yield from _leaves(block.bloecke)
            case Aufzaehlung():
                yield from _leaves(block.punkte)
            case Absatz() | Punkt():
                yield from _leaves(block.bloecke)


def _last_texts(blaetter: Sequence[Blatt]) -> list[str]:
    """The ids of the last texts and tables, no further back than the last list or table."""
    texte = [b.id for b in blaetter if isinstance(b, (Textblock, Tabelle, Diagramm))]
    return texte[-keeping_measures().texte_vor_unterschriften :]


def _end(blaetter: Sequence[Blatt]) -> Iterator[str]:
    """Yield the ids of the pieces that the last one is not to be parted from."""
    masse = keeping_measures()
    hoehe = 0.0
    for n, (blatt, davor) in enumerate(pairwise(reversed(blaetter)), 1):
        hoehe += _height(blatt)
        if hoehe >= (masse.ende_nach_bild if isinstance(davor, Diagramm) else masse.ende):
            if not isinstance(blatt, Abschnitt):
                yield from _short_beginning(blaetter[:-n])
            return
        if isinstance(davor, (Textblock, Tabelle, Diagramm)):
            yield davor.id
        elif isinstance(davor, Unterschriften) and davor.felder and _height(davor) + hoehe <= masse.mit_unterschriften:
            yield davor.felder[0].id


def _short_beginning(blaetter: Sequence[Blatt]) -> list[str]:
    """Return the texts behind the last heading, if they are few lines: a section is not left behind with its first words alone."""
    texte: list[Textblock] = []
    for blatt in reversed(blaetter):
        if isinstance(blatt, Abschnitt):
            hoehe = sum(map(_height, texte))
            return [t.id for t in texte] if hoehe < keeping_measures().abschnittsanfang else []
        if not isinstance(blatt, Textblock):
            return []
        texte.append(blatt)
    return []


def _height(blatt: Blatt) -> float:
    masse = keeping_measures()
    match blatt:
        case Textblock():
            zeilen = sum(
                math.ceil(max(len(z), 1) * masse.zeichen / table_measures().textbreite)
                for z in plain(blatt.inhalt).split("\n")
            )
            return zeilen * masse.zeile + masse.abstand
        case Tabelle():
            return table_height(blatt) + masse.tafel
        case Diagramm():
            from .diagramm import draw

            return draw(blatt).hoehe + masse.tafel
        case Unterschriften():
            von_hand = any(feld.ort_datum for feld in blatt.felder)
            return len(arrange(blatt.felder)) * (masse.unterschriften + (masse.ort_datum if von_hand else 0))
        case Abschnitt():
            return masse.ueberschrift


def _is_titling(text: Textblock) -> bool:
    """Tell whether a text is a heading by its looks, as in a Lesefassung, whose own headings are those of another document."""
    return bool(text.inhalt) and all(isinstance(i, Betont) for i in text.inhalt)


def _announcements(block: Block | Punkt) -> Iterator[str]:
    """Yield the ids of texts before a list or table, of tables before a list, and of all of such a list but its end if it is short."""
    innen: Sequence[Block | Punkt] = ()
    match block:
        case Abschnitt() | Absatz() | Punkt():
            innen = block.bloecke
        case Aufzaehlung():
            innen = block.punkte
    for davor, danach in pairwise(innen):
        text = davor.bloecke[-1] if isinstance(davor, Absatz) and davor.bloecke else davor
        if isinstance(text, Textblock) and (_is_titling(text) or isinstance(danach, (Aufzaehlung, Tabelle, Diagramm))):
            yield text.id
        elif isinstance(davor, (Tabelle, Diagramm)) and isinstance(danach, Aufzaehlung):
            yield davor.id
            texte = [b for b in _leaves((danach,)) if isinstance(b, Textblock)]
            if sum(map(_height, texte)) < keeping_measures().kurze_liste:
                yield from (t.id for t in texte[:-1])
    for kind in innen:
        yield from _announcements(kind)
