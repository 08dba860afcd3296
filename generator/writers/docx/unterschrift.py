"""Signature places, two side by side, bound to each other and to the text before them."""

from __future__ import annotations

from ...tree import Unterschrift, Unterschriften
from ...unterschriftenraster import ZUSAMMEN, Reihe, arrange
from ..unterschriftzeilen import empty_lines
from .inlines import text_run, write_runs
from .lauf import DocxLauf

BREITE, LUFT = 4252, 567
"""Width of a place and of the gap, in twentieths of a point."""


def write_signatures(unterschriften: Unterschriften, lauf: DocxLauf, haftet: bool = False) -> None:
    """Write the places as a table without borders: cells are read one after the other, each place as a whole.

    `haftet` keeps the last row with what follows.
    """
    reihen = arrange(unterschriften.felder)
    letzte = len(reihen) - 1
    lauf.xml.append(
        '<w:tbl><w:tblPr><w:tblW w:w="9071" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0000"/><w:tblCaption w:val="Unterschriften"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{BREITE}"/><w:gridCol w:w="{LUFT}"/><w:gridCol w:w="{BREITE}"/></w:tblGrid>'
    )
    for n, reihe in enumerate(reihen):
        _write_row(reihe, lauf, haftet or (n < letzte and letzte < ZUSAMMEN))
    halten = "<w:keepNext/>" if haftet else ""
    lauf.xml.append(f'</w:tbl><w:p><w:pPr><w:pStyle w:val="Tabellenende"/>{halten}</w:pPr></w:p>')


def _write_row(reihe: Reihe, lauf: DocxLauf, haftet: bool) -> None:
    """Cells stand on their last lines and have equally many, so that the lines to sign on are level."""
    leer = _line("Unterschriftzeile", haftet) + "</w:p></w:tc>"
    lauf.xml.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    for n, (feld, leere) in enumerate(zip(reihe, empty_lines(reihe), strict=True)):
        if n:
            lauf.xml.append(f'<w:tc><w:tcPr><w:tcW w:w="{LUFT}" w:type="dxa"/></w:tcPr>{leer}')
        lauf.xml.append(f'<w:tc><w:tcPr><w:tcW w:w="{BREITE}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>')
        if feld is not None:
            _write_place(feld, leere, lauf, haftet)
            lauf.xml.append("</w:tc>")
        else:
            lauf.xml.append(leer)
    lauf.xml.append("</w:tr>")


def _write_place(feld: Unterschrift, leere: int, lauf: DocxLauf, haftet: bool) -> None:
    lauf.xml.append(_line("Unterschriftpartei", True))
    ende = lauf.begin(feld.id)
    write_runs(feld.partei, lauf)
    lauf.xml += (ende, "</w:p>")
    if feld.ort_datum:
        lauf.xml += (_line("Unterschriftort", True), text_run(feld.ort_datum), "</w:p>")
    zeilen = (*feld.zeilen, *[()] * leere)
    for n, zeile in enumerate(zeilen):
        lauf.xml.append(_line("Unterschriftzeile" if n else "Unterschriftlinie", haftet or n < len(zeilen) - 1))
        write_runs(zeile, lauf)
        lauf.xml.append("</w:p>")


def _line(stil: str, haftet: bool) -> str:
    halten = "" if haftet else '<w:keepNext w:val="0"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{halten}</w:pPr>'
