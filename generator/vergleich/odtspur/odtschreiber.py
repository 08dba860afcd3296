"""The plan of a comparison as tracked text: changed words in paragraphs, whole blocks at the paragraph before them.

What went or came as a whole begins at the end of the paragraph before: put back, every paragraph has its own look then, by the
standard (5.5.7) and in LibreOffice. Only where nothing stands before it runs into the paragraph behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from lxml import etree

from ..spur.autorschaft import Autorschaft
from ..spur.beweis import Spurfehler
from ..spur.gleichgang import is_number_name
from ..spur.lesemarken import end_before_gone
from ..worte import Wortlauf, compare_zeichen, uncut
from .odf import (
    ANFANG,
    BIS,
    DC,
    ENDE,
    KOPF,
    LESEMARKEN,
    NOTE,
    OFFICE,
    TAB,
    VON,
    WECHSEL,
    XML_ID,
    ZELLE,
    T,
    copied,
    emptied,
    fasten,
    named,
)
from .odtatome import Odtatom, atoms_of, elements_of
from .odtfluss import Fliessblock, parse_flow, write_flow
from .odtplan import Odtplan, Strecke, cell_paragraphs


class Odtschreiber:
    """Writes one comparison; `bereiche` are the changes in order, `namen_neu` the bookmarks of the new version.

    `listenstile` are the styles that paragraphs at the end of a deletion need, each with the style and the list that it stands for.
    """

    def __init__(self, autor: Autorschaft, plan: Odtplan, namen_neu: Collection[str]) -> None:
        self.autor, self.plan, self.namen_neu = autor, plan, namen_neu
        self.bereiche: list[tuple[str, list[Fliessblock] | None]] = []
        self.listenstile: dict[str, tuple[str, str]] = {}

    def write(self, wege: Sequence[Strecke]) -> list[Fliessblock]:
        """Return the blocks of the new version with marks of change. Raises Spurfehler where ODF cannot say it."""
        ergebnis: list[Fliessblock] = []
        offen: Strecke | None = None
        anker: etree._Element | None = None
        for strecke in wege:
            if strecke.ist_luecke:
                offen = strecke
                continue
            block = self._stay(strecke)
            if offen is not None:
                ergebnis += self._gap(offen, anker, strecke, block)
                offen = None
            ergebnis.append(block)
            anker = block.schluss if strecke.ist_anker else None
        if offen is not None:
            ergebnis += self._gap(offen, anker, None, None)
        return ergebnis

    def _stay(self, strecke: Strecke) -> Fliessblock:
        """Return a block that stays, with its changed words."""
        if strecke.neu is None:
            raise ValueError("a gap does not stay")
        if strecke.alt is None:
            return strecke.neu
        if strecke.neu.ist_absatz:
            knoten = self._merge(strecke.alt.knoten, strecke.neu.knoten)
            return Fliessblock(knoten, strecke.neu.liste, strecke.neu.ebene)
        tabelle = copied(strecke.neu.knoten)
        for a, b in zip(_cells(strecke.alt.knoten), _cells(tabelle), strict=True):
            neue = [self._merge(x, y) for x, y in zip(cell_paragraphs(a), cell_paragraphs(b), strict=True)]
            for kind in list(b):
                b.remove(kind)
            b.extend(fasten(p) for p in neue)
        ende = copied(strecke.neu.ende) if strecke.neu.ende is not None else None
        return Fliessblock(tabelle, ende=ende)

    def _gap(
        self, luecke: Strecke, anker: etree._Element | None, folgt: Strecke | None, danach: Fliessblock | None
    ) -> list[Fliessblock]:
        """Mark what went and came between two blocks; returns the blocks that came."""
        her = [Fliessblock(copied(b.knoten), b.liste, b.ebene, _copy(b.ende)) for b in luecke.her]
        hinten = danach.knoten if danach is not None and danach.ist_absatz else None
        if luecke.weg:
            self._gone(luecke, anker, folgt, hinten)
        if her:
            if anker is not None:
                marke = self._range()
                anker.append(etree.Element(VON, {f"{T}change-id": marke}))
                her[-1].schluss.append(etree.Element(BIS, {f"{T}change-id": marke}))
            elif hinten is not None and her[0].ist_absatz:
                marke = self._range()
                her[0].knoten.insert(0, etree.Element(VON, {f"{T}change-id": marke}))
                hinten.insert(0, etree.Element(BIS, {f"{T}change-id": marke}))
            else:
                raise Spurfehler(_UNSAGBAR)
        return her

    def _gone(
        self, luecke: Strecke, anker: etree._Element | None, folgt: Strecke | None, hinten: etree._Element | None
    ) -> None:
        weg = [self._leaving(b) for b in luecke.weg]
        # Behind an empty paragraph (of a table) LibreOffice would give that one the list of what went.
        ist_leer = anker is not None and not len(anker)
        if hinten is not None and self.plan.runs_on(luecke, folgt) and (anker is None or (ist_leer and weg[-1].liste)):
            neu = folgt.neu if folgt is not None else None
            ende = Fliessblock(emptied(hinten), neu.liste if neu else "", neu.ebene if neu else 0)
            hinten.insert(0, self._deletion([*weg, ende]))
        elif anker is not None:
            if anker.tag == KOPF and weg[-1].ist_absatz and weg[-1].liste:
                self._name_list(weg[-1])
            anker.append(self._deletion([Fliessblock(emptied(anker)), *weg]))
        else:
            raise Spurfehler(_UNSAGBAR)

    def _name_list(self, block: Fliessblock) -> None:
        """Let a paragraph name its list by its own style: behind a heading LibreOffice 7.4 counts the last that went as an Absatz."""
        stil, liste = block.knoten.get(f"{T}style-name") or "", block.liste.partition("-")[0]
        name = f"{stil}_in_{liste}"
        self.listenstile[name] = (stil, liste)
        block.knoten.set(f"{T}style-name", name)

    def _leaving(self, block: Fliessblock) -> Fliessblock:
        """Return a copy of a block that went, with bookmarks that the new version does not have."""
        knoten = copied(block.knoten)
        for marke in list(knoten.iter(*LESEMARKEN)):
            if not self._is_kept(named(marke)):
                eltern = marke.getparent()
                _drop(eltern, marke)
        _unbind(knoten)
        if block.ist_tabelle:
            knoten.set(f"{TAB}name", f"{knoten.get(f'{TAB}name')}bisher")
        return Fliessblock(knoten, block.liste, block.ebene, _copy(block.ende))

    def _is_kept(self, name: str) -> bool:
        return not name.startswith("_f_") and name not in self.namen_neu

    def _merge(self, alt: etree._Element, neu: etree._Element) -> etree._Element:
        """Return the new paragraph with its changed words, and with the bookmarks that only the old one has around it."""
        (a, _), (b, hinten) = atoms_of(alt, uncut), atoms_of(neu, uncut)
        if [x.merkmal for x in a] != [y.merkmal for y in b]:
            (a, _), (b, hinten) = atoms_of(alt), atoms_of(neu)
        ergebnis = emptied(neu)
        laeufe = compare_zeichen(a, b) or (Wortlauf("gleich", tuple(a), tuple(b)),)
        innen = {
            named(m)
            for lauf in laeufe
            if lauf.art == "geloescht"
            for m in (*_pairs(lauf.alt), *_open_numbers(lauf.alt))
        }
        fremde = [m for m in alt.iter(*LESEMARKEN) if self._is_kept(named(m)) and named(m) not in innen]
        ergebnis.extend(copied(m) for m in fremde if m.tag == ANFANG)
        if not any(lauf.art == "gleich" for lauf in laeufe):
            # A deletion is a point: in front of what came, a bookmark would hold nothing but that, and go with it.
            laeufe = tuple(sorted(laeufe, key=lambda lauf: lauf.art == "geloescht"))
        for enden, lauf in end_before_gone(laeufe, ENDE):
            ergebnis.extend(copied(m) for m in enden)
            if lauf.art == "geloescht":
                ergebnis.append(self._words_gone(alt, lauf.alt, innen))
            elif lauf.art == "eingefuegt":
                self._words_come(ergebnis, lauf.neu)
            else:
                _write(ergebnis, lauf.neu)
        ergebnis.extend(copied(m) for m in hinten)
        ergebnis.extend(copied(m) for m in fremde if m.tag != ANFANG)
        return ergebnis

    def _words_gone(self, absatz: etree._Element, atome: Sequence[Odtatom], innen: Collection[str]) -> etree._Element:
        knoten = emptied(absatz)
        _write(knoten, atome, lambda m: named(m) in innen and self._is_kept(named(m)))
        knoten.extend(
            etree.Element(ENDE, {f"{T}name": named(m)}) for m in _open_numbers(atome) if self._is_kept(named(m))
        )
        _unbind(knoten)
        return self._deletion([Fliessblock(knoten)])

    def _words_come(self, ziel: etree._Element, atome: Sequence[Odtatom]) -> None:
        marke = self._range()
        ziel.append(etree.Element(VON, {f"{T}change-id": marke}))
        _write(ziel, atome)
        ziel.append(etree.Element(BIS, {f"{T}change-id": marke}))

    def _range(self) -> str:
        self.bereiche.append((kennung := f"ct{len(self.bereiche) + 1}", None))
        return kennung

    def _deletion(self, inhalt: list[Fliessblock]) -> etree._Element:
        self.bereiche.append((kennung := f"ct{len(self.bereiche) + 1}", inhalt))
        return etree.Element(WECHSEL, {f"{T}change-id": kennung})

    def regions(self, begonnen: set[str]) -> str:
        """Return `text:tracked-changes`; lists that begin in a deletion go on in the text."""
        if not self.bereiche:
            return ""
        angabe = etree.Element(f"{OFFICE}change-info")
        etree.SubElement(angabe, f"{{{DC}}}creator").text = self.autor.name
        etree.SubElement(angabe, f"{{{DC}}}date").text = self.autor.zeit.removesuffix("Z")
        ganz = etree.Element(f"{T}tracked-changes")
        for kennung, inhalt in self.bereiche:
            bereich = etree.SubElement(ganz, f"{T}changed-region", {XML_ID: kennung, f"{T}id": kennung})
            art = etree.SubElement(bereich, f"{T}insertion" if inhalt is None else f"{T}deletion")
            art.append(copied(angabe))
            if inhalt is not None:
                art.extend(parse_flow(write_flow(inhalt, begonnen)))
        return etree.tostring(ganz, encoding="unicode")


_UNSAGBAR = (
    "ODT kann diese Änderung nicht verfolgen: Vor und hinter dem, was gekommen oder gegangen ist, steht kein Absatz, der bleibt. "
    "Nehmen Sie die Word-Datei; es ist nichts geschrieben."
)


def _copy(knoten: etree._Element | None) -> etree._Element | None:
    return copied(knoten) if knoten is not None else None


def _drop(eltern: etree._Element | None, marke: etree._Element) -> None:
    """Take out an element, not the text behind it."""
    if eltern is None:
        return
    davor = marke.getprevious()
    if marke.tail and davor is not None:
        davor.tail = (davor.tail or "") + marke.tail
    elif marke.tail:
        eltern.text = (eltern.text or "") + marke.tail
    eltern.remove(marke)


def _unbind(knoten: etree._Element) -> None:
    """Take the names from numbers that are struck out; the file gives notes their own."""
    for zahl in knoten.iter(f"{T}sequence"):
        zahl.attrib.pop(f"{T}ref-name", "")


def _cells(tabelle: etree._Element) -> list[etree._Element]:
    return list(tabelle.iter(ZELLE))


def _pairs(atome: Sequence[Odtatom]) -> list[etree._Element]:
    """Return the bookmarks that begin and end among these atoms."""
    marken = [m for a in atome for m in a.davor]
    enden = {named(m) for m in marken if m.tag != ANFANG}
    anfaenge = {named(m) for m in marken if m.tag == ANFANG}
    return [m for m in marken if named(m) in enden & anfaenge]


def _open_numbers(atome: Sequence[Odtatom]) -> list[etree._Element]:
    """Return the bookmarks around a number that is the last of these atoms: they end before the next one.

    They go with the number, for a reference of before shows what is in them.
    """
    vorn = atome[-1].davor if atome else ()
    return [m for m in vorn if m.tag == ANFANG and is_number_name(named(m)) is not None]


def _write(
    ziel: etree._Element, atome: Sequence[Odtatom], bleibt: Callable[[etree._Element], bool] = lambda _: True
) -> None:
    """Append atoms with the bookmarks between them that stay."""
    gruppe: list[Odtatom] = []
    for atom in (*atome, None):
        if gruppe and (atom is None or atom.davor):
            ziel.extend(elements_of(gruppe))
            gruppe = []
        if atom is not None:
            ziel.extend(copied(m) for m in atom.davor if bleibt(m))
            gruppe.append(atom)


def renumber_notes(wurzel: etree._Element) -> None:
    """Give the notes of a file names of their own in order."""
    for n, note in enumerate(wurzel.iter(NOTE), 1):
        note.set(f"{T}id", f"ftn{n}")
