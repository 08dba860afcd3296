"""Tables: live caption number, header rows that repeat, rows that break only where a page might not hold them, totals in bold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from ...tree import Tabelle, Zeile, plain
from ..haftung import bound_rows
from ..masse import table_measures
from ..spalten import is_form_row, measure_table
from .beschriftung import write_caption
from .inlines import SCHLICHT, STARK, chars, write_runs
from .lauf import DocxLauf

STILE = {"links": "Zelle", "rechts": "Zellerechts", "mittig": "Zellemittig"}
TWIPS_JE_MM = 56.693
_ZEILE = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_KOPFZEILE = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_TEILBAR = "<w:tr>"
# Behind a table that ends a part: it must not begin a page of its own when the table fills the one before.
_SCHLUSS = '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'
_ENDE = '<w:p><w:pPr><w:pStyle w:val="Tabellenende"/>{}</w:pPr></w:p>'


def write_table(tabelle: Tabelle, lauf: DocxLauf, haftet: bool, ist_schluss: bool = False) -> None:
    """Write caption, table and the small paragraph that parts it from what follows.

    The number is a SEQ field: tables are labelled in document order, so Word counts the same. `haftet` keeps the last row
    with what follows, `ist_schluss` the last rows with each other; the small paragraph also keeps Word from joining two tables.
    """
    mass = measure_table(tabelle)
    raster = _Raster(tabelle, _widths(mass.anteile, lauf.textbreite), mass.stufe)
    fest = bound_rows(tabelle, mass, haftet, ist_schluss)
    write_caption(tabelle, lauf)
    lauf.xml.append(_opening(tabelle, raster.breiten, mass.stufe))
    for n, zeile in enumerate((*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)):
        ist_kopf = n < len(tabelle.kopf)
        # A header too high for a page is divided like any other row, and not repeated: it would fill every page.
        art = (
            _TEILBAR if n in mass.teilbar else _KOPFZEILE if ist_kopf else _form_row() if is_form_row(zeile) else _ZEILE
        )
        _write_row(zeile, raster, lauf, art, n in fest)
    lauf.xml.append(f"</w:tbl>{_ENDE.format('<w:keepNext/>' if haftet else _SCHLUSS if ist_schluss else '')}")


@cache
def _form_row() -> str:
    hoehe = round(table_measures().formular_hoehe * TWIPS_JE_MM)
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{hoehe}" w:hRule="atLeast"/></w:trPr>'


@cache
def _padding(stufe: int) -> str:
    """The style holds the padding of the first step."""
    if not stufe:
        return ""
    rand = round(table_measures().stufen[stufe][1] / 2 * TWIPS_JE_MM)
    return f'<w:tblCellMar><w:left w:w="{rand}" w:type="dxa"/><w:right w:w="{rand}" w:type="dxa"/></w:tblCellMar>'


def _opening(tabelle: Tabelle, breiten: Sequence[int], stufe: int) -> str:
    hat_zeilenkopf = any(z.ist_kopf for zeile in tabelle.rumpf for z in zeile.zellen)
    titel = chars(plain(tabelle.titel))
    spalten = "".join([f'<w:gridCol w:w="{b}"/>' for b in breiten])
    blick = f'w:val="0{4 if tabelle.kopf else 0}{"A" if hat_zeilenkopf else "2"}0"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Vertragstabelle"/><w:tblW w:w="{sum(breiten)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_padding(stufe)}<w:tblLook {blick} w:firstRow="{int(bool(tabelle.kopf))}" w:lastRow="0"'
        f' w:firstColumn="{int(hat_zeilenkopf)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{titel}"/><w:tblDescription w:val="{chars(tabelle.nummer)}: {titel}"/></w:tblPr>'
        f"<w:tblGrid>{spalten}</w:tblGrid>"
    )


@lru_cache(maxsize=512)
def _widths(anteile: tuple[float, ...], textbreite: int) -> list[int]:
    """Return widths in twentieths of a point that add up exactly to the text width."""
    grenzen = [0, *(round(textbreite * bisher) for bisher in accumulate(anteile))]
    return [rechts - links for links, rechts in pairwise(grenzen)]


class _Raster:
    """The columns of a table: what stands between the texts of a row, made once for all rows alike."""

    def __init__(self, tabelle: Tabelle, breiten: Sequence[int], stufe: int) -> None:
        self.breiten = breiten
        self._stufe = f"S{stufe}" if stufe else ""
        self._spalten = tabelle.spalten
        zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
        self._hat_spannen = {1} != {zelle.spanne for zeile in zeilen for zelle in zeile.zellen}
        self._zeilen: dict[tuple[str, bool, int], list[str]] = {}

    def open_cells(self, zeile: Zeile, beginn: str, haftet: bool) -> list[str]:
        """Return the XML before the text of each cell: the first opens the row, every other ends the cell before it."""
        if self._hat_spannen:
            return self._row([z.spanne for z in zeile.zellen], beginn, haftet)
        art = (beginn, haftet, len(zeile.zellen))
        offen = self._zeilen.get(art)
        if offen is None:
            offen = self._zeilen[art] = self._row([1] * len(zeile.zellen), beginn, haftet)
        return offen

    def _row(self, weiten: list[int], beginn: str, haftet: bool) -> list[str]:
        spalten = accumulate(weiten, initial=0)
        davor = (beginn, *(["</w:p></w:tc>"] * len(weiten)))
        return [
            d + self._cell(n, w, beginn == _KOPFZEILE, haftet) for d, n, w in zip(davor, spalten, weiten, strict=False)
        ]

    def _cell(self, spalte: int, weite: int, ist_kopf: bool, haftet: bool) -> str:
        lage = self._spalten[spalte].ausrichtung if spalte < len(self._spalten) else "links"
        stil = STILE["mittig" if weite > 1 and ist_kopf else lage] + self._stufe
        return _open_cell(sum(self.breiten[spalte : spalte + weite]), stil, weite, ist_kopf, haftet)


@lru_cache(maxsize=1024)
def _open_cell(breite: int, stil: str, weite: int, ist_kopf: bool, haftet: bool) -> str:
    spanne = f'<w:gridSpan w:val="{weite}"/>' if weite > 1 else ""
    unten = '<w:vAlign w:val="bottom"/>' if ist_kopf else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{breite}" w:type="dxa"/>{spanne}{unten}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{"<w:keepNext/>" if haftet else ""}</w:pPr>'
    )


def _write_row(zeile: Zeile, raster: _Raster, lauf: DocxLauf, beginn: str, haftet: bool) -> None:
    """Write a row; the row is anchored in its first cell, and Word knows none without cells."""
    xml = lauf.xml
    form = STARK if beginn == _KOPFZEILE or zeile.ist_summe else SCHLICHT
    ende = ""
    for anfang, zelle in zip(raster.open_cells(zeile, beginn, haftet), zeile.zellen, strict=True):
        xml.append(anfang)
        if zelle is zeile.zellen[0] and not ende:
            ende = lauf.begin(zeile.id)
            write_runs(zelle.inhalt, lauf, form)
            xml.append(ende)
        else:
            write_runs(zelle.inhalt, lauf, form)
    if ende:
        xml.append("</w:p></w:tc></w:tr>")
