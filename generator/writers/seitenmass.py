"""On which page a heading stands in the Word file: an estimate, for the numbers that the contents show before Word counts.

Only the program that sets the pages knows them; ours are those of the layout in `layout/docx` by the widths of letters and what
must stay together, and measured against LibreOffice they are right or one page off (ADR 0009). Word and LibreOffice replace them
with their own when the contents are made anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Diagramm,
    Dokument,
    Feld,
    Inline,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    plain,
)
from ..unterschriftenraster import ZUSAMMEN, arrange
from .haftung import Haftung, bound_rows, contents_have_own_page
from .masse import letter_widths, table_measures, type_scale
from .seitenfolge import Satzstueck, paginate
from .spalten import is_form_row, measure_table

HOEHE, BREITE = 700.2, 453.5
"""The text of a page: A4 less 2 × 2,5 cm, in points like everything here."""
FETT = 1.07
"""How much wider strong letters are."""


class Form(NamedTuple):
    """A paragraph format: size and height of a line, room before and after, indent (both sides); `haftet` keeps it with the next.

    `ganz` is never divided.
    """

    grad: float
    zeile: float
    vor: float = 0.0
    nach: float = 6.0
    einzug: float = 0.0
    haftet: bool = False
    ganz: bool = False


TEXT = Form(11, 14.16)
ABSATZ = Form(11, 14.16, einzug=35.4)
ROLLEN = {
    "partei": Form(11, 14.16, 6, 6, 71, ganz=True),
    "mittig": Form(11, 14.16, 12, 12, haftet=True),
    "hinweis": Form(10, 12.87, 0, 6, 11.3, ganz=True),
}
TITEL = Form(18, 20.7, 90, 12)
UNTERTITEL = Form(13, 16.7, 0, 18)
KENNZEICHEN = Form(10, 12.87, 0, 30)
UEBERSCHRIFT = Form(12 * FETT, 14.48, 18, 6, 35.4, haftet=True, ganz=True)
ANLAGE = Form(12 * FETT, 14.48, 0, 12, 74, haftet=True, ganz=True)
ANSCHLUSS = ANLAGE._replace(vor=24.0)
UNTERABSCHNITT = Form(11 * FETT, 13.27, 14, 6, 28, haftet=True, ganz=True)
VERZEICHNIS = Form(11, 14.16, 0, 3)
TABELLENTITEL = Form(10 * FETT, 12.87, 12, 4, haftet=True, ganz=True)
PUNKTE = tuple(Form(11, 14.16, einzug=einzug) for einzug in (70.8, 99.2, 127.5))
FREIE_PUNKTE = tuple(Form(11, 14.16, einzug=einzug) for einzug in (28.3, 56.7, 85.0))
ZELLE_ZEILE = 1.183
"""The height of a line in a cell, in parts of the size of its type."""
ZELLE_RAND = 4.5
ENDE = Satzstueck(10.0)
"""The small paragraph behind tables and signature places."""
BILD_NACH = 10.0
PUNKTE_JE_MM = 2.8346
ORT = Form(9, 11.59, 37)
LINIE = Form(11, 14.16, 49)
PARTEI = Form(11 * FETT, 14.16, 18)
PLATZ = 212.6
"""Width of a signature place."""


def measure_pages(dokument: Dokument, haftung: Haftung) -> Mapping[str, int]:
    """Return the page of every section by its id."""
    folge = _Folge(haftung, type_scale(dokument.kopf.schrift))
    kopf = dokument.kopf
    folge.text(kopf.titel, TITEL)
    folge.text(kopf.untertitel, UNTERTITEL)
    folge.text(kopf.kennung, KENNZEICHEN)
    for block in dokument.rubrum:
        folge.block(block)
    if dokument.verzeichnis:
        folge.turn()
        folge.text("Inhalt", ANLAGE)
        for eintrag in dokument.verzeichnis:
            folge.text(f"{eintrag.nummer} {eintrag.text}", VERZEICHNIS)
        folge.stuecke.append(ENDE)
        if contents_have_own_page(dokument):
            folge.turn()
    for abschnitt in dokument.abschnitte:
        folge.section(abschnitt)
    return paginate(folge.stuecke, HOEHE)


class _Folge:
    """The pieces of a document in reading order."""

    def __init__(self, haftung: Haftung, groesser: float) -> None:
        self.stuecke: list[Satzstueck] = []
        self._haftung = haftung
        self._groesser = groesser
        self._neue_seite = False

    def turn(self) -> None:
        """Let the next piece begin a page."""
        self._neue_seite = True

    def section(self, abschnitt: Abschnitt) -> None:
        """Add a heading and what is below it."""
        form = {"anlage": ANSCHLUSS, "unterabschnitt": UNTERABSCHNITT}.get(abschnitt.art, UEBERSCHRIFT)
        if abschnitt.id in self._haftung.beginnt:
            self.turn()
            form = ANLAGE
        # A heading without words is a paragraph too.
        self.text(plain(abschnitt.ueberschrift) or " ", form, ziel=abschnitt.id)
        for block in abschnitt.bloecke:
            self.block(block, ABSATZ if abschnitt.art == "paragraf" else TEXT)

    def block(self, block: Block, form: Form = TEXT) -> None:
        """Add a block; `form` is that of running text around it."""
        match block:
            case Textblock(rolle=rolle):
                self._textblock(block, ROLLEN.get(rolle, form))
            case Absatz():
                for innen in block.bloecke:
                    self.block(innen, form)
            case Aufzaehlung():
                self._list(block.punkte, 0, PUNKTE if form is ABSATZ and not block.eigene else FREIE_PUNKTE)
            case Tabelle():
                self._table(block)
            case Diagramm():
                self._chart(block)
            case Unterschriften():
                self._signatures(block)
            case Abschnitt():
                self.section(block)

    def text(self, text: str, form: Form, haftet: bool = False, ganz: bool = False, ziel: str = "") -> None:
        """Add one paragraph."""
        if not text:
            return
        groesser = self._groesser
        anzahl = lines(text, form.grad * groesser, BREITE - form.einzug)
        self._add(
            Satzstueck(
                form.zeile * groesser,
                anzahl,
                form.vor,
                form.nach,
                form.haftet or haftet,
                form.ganz or ganz,
                ziel=ziel,
            )
        )

    def _add(self, stueck: Satzstueck) -> None:
        stueck.neue_seite = self._neue_seite
        self._neue_seite = False
        self.stuecke.append(stueck)

    def _textblock(self, block: Textblock, form: Form) -> None:
        haftung = self._haftung
        self.text(_text(block.inhalt), form, block.id in haftung.folgt, block.id in haftung.ganz)

    def _list(self, punkte: Iterable[Punkt], tiefe: int, formen: tuple[Form, ...]) -> None:
        form = formen[min(tiefe, len(formen) - 1)]
        for punkt in punkte:
            for innen in punkt.bloecke:
                if isinstance(innen, Textblock):
                    self._textblock(innen, form)
                else:
                    self._list(innen.punkte, tiefe + 1, formen)

    def _caption(self, block: Tabelle | Diagramm) -> None:
        self.text(f"{block.nummer}: {plain(block.titel)}", TABELLENTITEL)

    def _table(self, tabelle: Tabelle) -> None:
        mass = measure_table(tabelle)
        masse = table_measures()
        grad, rand = masse.stufen[mass.stufe]
        breiten = [max(BREITE * anteil - rand * PUNKTE_JE_MM, grad) for anteil in mass.anteile]
        haftet, ist_schluss = tabelle.id in self._haftung.folgt, tabelle.id in self._haftung.schluss
        fest = bound_rows(tabelle, mass, haftet, ist_schluss)
        self._caption(tabelle)
        kopf = 0.0
        for n, zeile in enumerate((*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)):
            ist_kopf = n < len(tabelle.kopf)
            anzahl = _row(zeile, breiten, grad * FETT if ist_kopf or zeile.ist_summe else grad)
            if n in mass.teilbar:
                self._add(Satzstueck(ZELLE_ZEILE * grad, anzahl, 0.0, ZELLE_RAND, n in fest, kopf=kopf))
                continue
            hoehe = anzahl * ZELLE_ZEILE * grad + ZELLE_RAND
            if not ist_kopf and is_form_row(zeile):
                hoehe = max(hoehe, masse.formular_hoehe * PUNKTE_JE_MM)
            self._add(Satzstueck(hoehe, folgt=n in fest, ganz=True, kopf=0.0 if ist_kopf else kopf))
            kopf += hoehe if ist_kopf else 0.0
        if not ist_schluss or haftet:
            self._end(haftet)

    def _end(self, haftet: bool) -> None:
        self._add(Satzstueck(ENDE.zeile, folgt=haftet))

    def _chart(self, diagramm: Diagramm) -> None:
        from .diagramm import draw

        self._caption(diagramm)
        hoehe = draw(diagramm).hoehe * PUNKTE_JE_MM
        self._add(Satzstueck(hoehe, 1, 0.0, BILD_NACH, diagramm.id in self._haftung.folgt, ganz=True))

    def _signatures(self, unterschriften: Unterschriften) -> None:
        haftet = self._haftung.keeps_signatures(unterschriften)
        reihen = arrange(unterschriften.felder)
        letzte = len(reihen) - 1
        for n, reihe in enumerate(reihen):
            hoehe = max(self._place(feld) for feld in reihe if feld is not None)
            self._add(Satzstueck(hoehe, folgt=haftet or (n < letzte and letzte < ZUSAMMEN), ganz=True))
        self._end(haftet)

    def _place(self, feld: Unterschrift) -> float:
        zeilen = [(plain(feld.partei), PARTEI), (feld.ort_datum, ORT)]
        zeilen += [(plain(zeile), LINIE._replace(vor=0.0) if n else LINIE) for n, zeile in enumerate(feld.zeilen)]
        groesser = self._groesser
        return sum(
            form.vor + lines(text, form.grad * groesser, PLATZ) * form.zeile * groesser for text, form in zeilen if text
        )


def _row(zeile: Zeile, breiten: list[float], grad: float) -> int:
    """Return the lines of the highest cell of a row."""
    hoch, spalte = 1, 0
    for zelle in zeile.zellen:
        breite = sum(breiten[spalte : spalte + zelle.spanne])
        spalte += zelle.spanne
        hoch = max(hoch, lines(_text(zelle.inhalt), grad, breite or grad))
    return hoch


def _text(inhalt: tuple[Inline, ...]) -> str:
    """Most texts are a single piece."""
    if len(inhalt) == 1:
        (einer,) = inhalt
        if isinstance(einer, (Text, Feld)):
            return einer.text
    return plain(inhalt)


def lines(text: str, grad: float, breite: float) -> int:
    """Return the lines of a text set word by word; what is longer than a line is divided."""
    masse = letter_widths()
    zeilenbreite = breite / grad
    if "\n" not in text and len(text) * masse.hoechstens <= zeilenbreite:
        return 1
    zeilenbreite += masse.blank
    return sum(_broken(absatz, zeilenbreite) for absatz in text.split("\n"))


def _broken(absatz: str, zeilenbreite: float) -> int:
    """Return the lines of what no forced break divides; the width of a line includes the blank behind its last word."""
    enden = list(accumulate(map(_word, absatz.split(" "))))
    zeilen, erstes, beginn = 0, 0, 0.0
    while erstes < len(enden):
        naechstes = bisect_right(enden, beginn + zeilenbreite, erstes)
        zeilen += 1
        if naechstes == erstes:
            # A word longer than a line: the next one is taken to begin a line.
            zeilen += int((enden[erstes] - beginn) / zeilenbreite)
            naechstes += 1
        beginn = enden[naechstes - 1]
        erstes = naechstes
    return zeilen


@lru_cache(maxsize=8192)
def _word(wort: str) -> float:
    """Return the width of a word and the blank behind it in parts of the size of its type; words come again and again."""
    masse = letter_widths()
    je_zeichen, sonst = masse.je_zeichen, masse.sonst
    return masse.blank + sum(je_zeichen.get(zeichen, sonst) for zeichen in wort)
