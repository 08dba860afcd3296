"""On which page a heading stands in the Word file: an estimate, for the numbers that the contents show before Word counts.

Only the program that sets the pages knows them; ours are those of the layout in `layout/docx` by mean widths of letters,
and measured against LibreOffice they are right or one page off (ADR 0009). Word and LibreOffice replace them with their
own when the contents are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    Unterschriften,
    Zeile,
    plain,
)
from ..unterschriftenraster import arrange
from .haftung import contents_have_own_page, page_starts
from .spalten import measure_table

HOEHE, BREITE = 700.0, 453.5
"""The text of a page: A4 less 2 × 2,5 cm, in points like everything here."""
ZEICHEN = 0.465
"""Mean width of a letter with its share of the blank ends of lines, in parts of the size of the type."""


class Form(NamedTuple):
    """A paragraph format: size and height of a line, room before and after, indent; `haftet` keeps it with the next."""

    grad: float
    zeile: float
    vor: float = 0.0
    nach: float = 6.0
    einzug: float = 0.0
    haftet: bool = False


TEXT = Form(11, 14.16)
ABSATZ = Form(11, 14.16, einzug=35.4)
PARTEI = Form(11, 14.16, 6, 6, 71)
TITEL = Form(18, 20.7, 90, 12)
UNTERTITEL = Form(13, 16.7, 0, 36)
UEBERSCHRIFT = Form(12, 14.48, 18, 6, 35.4, haftet=True)
ANLAGE = Form(13, 15.7, 0, 12, 74, haftet=True)
ANSCHLUSS = Form(13, 15.7, 24, 12, 74, haftet=True)
UNTERABSCHNITT = Form(11, 13.27, 14, 6, 28, haftet=True)
VERZEICHNIS = Form(11, 14.16, 0, 3)
TABELLENTITEL = Form(10, 12.87, 12, 4, haftet=True)
PUNKTE = tuple(Form(11, 14.16, einzug=einzug) for einzug in (70.8, 99.2, 127.5))
FREIER_PUNKT = Form(11, 14.16, einzug=28.3)
ZELLE_GRAD, ZELLE_ZEILE, ZELLE_RAND, ZELLE_LUFT = 9.5, 11.24, 4.5, 8.5
TABELLENENDE = 10.0
PUNKTE_JE_MM = 2.8346
UNTERSCHRIFT = 130.0


def measure_pages(dokument: Dokument) -> Mapping[str, int]:
    """Return the page of every section by its id."""
    seiten = _Seiten(page_starts(dokument.abschnitte))
    kopf = dokument.kopf
    seiten.text(kopf.titel, TITEL)
    seiten.text(kopf.untertitel, UNTERTITEL)
    for block in dokument.rubrum:
        seiten.block(block)
    if dokument.verzeichnis:
        seiten.turn()
        seiten.text("Inhalt", ANLAGE)
        for eintrag in dokument.verzeichnis:
            seiten.text(f"{eintrag.nummer} {eintrag.text}", VERZEICHNIS)
        if contents_have_own_page(dokument):
            seiten.turn()
    for abschnitt in dokument.abschnitte:
        seiten.section(abschnitt)
    return seiten.orte


class _Seiten:
    """Fills page after page; `_hoehe` is what is used of the page at hand."""

    def __init__(self, beginnt: frozenset[str]) -> None:
        self._beginnt = beginnt
        self.orte: dict[str, int] = {}
        self._seite = 1
        self._hoehe = 0.0

    def turn(self) -> None:
        """Begin a new page."""
        self._seite += 1
        self._hoehe = 0.0

    def section(self, abschnitt: Abschnitt) -> None:
        """Set a heading and what is below it."""
        if abschnitt.id in self._beginnt:
            self.turn()
        form = {"anlage": ANLAGE if abschnitt.id in self._beginnt else ANSCHLUSS, "unterabschnitt": UNTERABSCHNITT}.get(
            abschnitt.art, UEBERSCHRIFT
        )
        self.text(plain(abschnitt.ueberschrift), form)
        self.orte[abschnitt.id] = self._seite
        for block in abschnitt.bloecke:
            self.block(block, ABSATZ if abschnitt.art == "paragraf" else TEXT)

    def block(self, block: Block, form: Form = TEXT) -> None:
        """Set a block; `form` is that of running text around it."""
        match block:
            case Textblock(rolle=rolle):
                self._inlines(block.inhalt, PARTEI if rolle == "partei" else form)
            case Absatz():
                for innen in block.bloecke:
                    self.block(innen, form)
            case Aufzaehlung():
                self._list(block.punkte, 0 if form is ABSATZ else -1)
            case Tabelle():
                self._table(block)
            case Diagramm():
                self._chart(block)
            case Unterschriften():
                for _ in arrange(block.felder):
                    self._keep(UNTERSCHRIFT)
            case Abschnitt():
                self.section(block)

    def text(self, text: str, form: Form) -> None:
        """Set one paragraph, line by line, never a single line at either end of a page."""
        if not text:
            return
        zeilen = _lines(text, form.grad, BREITE - form.einzug)
        vor = form.vor if self._hoehe else 0.0
        frei = int((HOEHE - self._hoehe - vor) / form.zeile)
        if form.haftet:
            frei -= 3
        if frei < min(zeilen, 2):
            self.turn()
            vor, frei = 0.0, int(HOEHE / form.zeile)
        while zeilen > frei:
            zeilen -= min(frei, zeilen - 2)
            self.turn()
            vor, frei = 0.0, int(HOEHE / form.zeile)
        self._hoehe += vor + zeilen * form.zeile + form.nach

    def _inlines(self, inhalt: tuple[Inline, ...], form: Form) -> None:
        text = _text(inhalt)
        if "\n" in text:
            for zeile in text.split("\n"):
                self.text(zeile, form._replace(vor=0.0, nach=0.0))
            self._hoehe += form.vor + form.nach
        else:
            self.text(text, form)

    def _list(self, punkte: Iterable[Punkt], tiefe: int) -> None:
        form = PUNKTE[min(tiefe, 2)] if tiefe >= 0 else FREIER_PUNKT
        for punkt in punkte:
            for innen in punkt.bloecke:
                if isinstance(innen, Textblock):
                    self._inlines(innen.inhalt, form)
                else:
                    self._list(innen.punkte, max(tiefe, 0) + 1)

    def _table(self, tabelle: Tabelle) -> None:
        mass = measure_table(tabelle)
        breiten = [max(BREITE * anteil - ZELLE_LUFT, ZELLE_GRAD) for anteil in mass.anteile]
        zeilen = [_row(zeile, breiten) for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)]
        titel = plain(tabelle.titel)
        if mass.ist_klein:
            self._keep_room(sum(zeilen) + 30)
        self.text(f"{tabelle.nummer}: {titel}", TABELLENTITEL)
        for n, hoehe in enumerate(zeilen):
            self._keep(hoehe, sum(zeilen[: len(tabelle.kopf)]) if n >= len(tabelle.kopf) else 0.0)
        self._hoehe += TABELLENENDE

    def _chart(self, diagramm: Diagramm) -> None:
        from .diagramm import draw

        hoehe = draw(diagramm).hoehe * PUNKTE_JE_MM
        self._keep_room(hoehe + 30)
        self.text(f"{diagramm.nummer}: {plain(diagramm.titel)}", TABELLENTITEL)
        self._keep(hoehe)
        self._hoehe += TABELLENENDE

    def _keep_room(self, hoehe: float) -> None:
        if self._hoehe + hoehe > HOEHE:
            self.turn()

    def _keep(self, hoehe: float, kopf: float = 0.0) -> None:
        """Set what is never parted; a table repeats its header on the new page."""
        if self._hoehe and self._hoehe + hoehe > HOEHE:
            self.turn()
            self._hoehe = kopf
        self._hoehe += hoehe


def _row(zeile: Zeile, breiten: list[float]) -> float:
    """Return the height of a row: that of its highest cell. A cell over several columns is short, as a rule."""
    hoch = 1
    for zelle, breite in zip(zeile.zellen, breiten, strict=False):
        text = _text(zelle.inhalt)
        hoch = max(hoch, _lines(text, ZELLE_GRAD, breite) + text.count("\n"))
    return hoch * ZELLE_ZEILE + ZELLE_RAND


def _text(inhalt: tuple[Inline, ...]) -> str:
    """Most texts are a single piece."""
    if len(inhalt) == 1:
        (einer,) = inhalt
        if isinstance(einer, (Text, Feld)):
            return einer.text
    return plain(inhalt)


def _lines(text: str, grad: float, breite: float) -> int:
    return int(len(text) * grad * ZEICHEN / breite) + 1
