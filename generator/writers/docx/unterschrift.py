"""Signature places, two side by side, bound to each other and to the text before them."""

from __future__ import annotations

from ...tree import Unterschrift, Unterschriften
from .inlines import run, runs
from .lauf import Lauf

BREITE, LUFT = 4252, 567
"""Width of a place and of the gap, in twentieths of a point."""
ZUSAMMEN = 3
"""So many rows of places are kept on one page; more would not fit."""


def signatures(unterschriften: Unterschriften, lauf: Lauf) -> str:
    """Return the places as a table without borders: cells are read one after the other, each place as a whole."""
    felder = unterschriften.felder
    paare = [felder[i : i + 2] for i in range(0, len(felder), 2)]
    letzte = len(paare) - 1
    zeilen = [_row(paar, lauf, n < letzte and letzte < ZUSAMMEN) for n, paar in enumerate(paare)]
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9071" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0000"/><w:tblCaption w:val="Unterschriften"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{BREITE}"/><w:gridCol w:w="{LUFT}"/><w:gridCol w:w="{BREITE}"/></w:tblGrid>'
        f'{"".join(zeilen)}</w:tbl><w:p><w:pPr><w:pStyle w:val="Tabellenende"/></w:pPr></w:p>'
    )


def _row(paar: tuple[Unterschrift, ...], lauf: Lauf, haftet: bool) -> str:
    """Cells stand on their last lines and have equally many, so that the lines to sign on are level."""
    anzahl = max(1, *(len(feld.zeilen) for feld in paar))
    leer = f'<w:tc><w:tcPr><w:tcW w:w="{LUFT}" w:type="dxa"/></w:tcPr>{_line("Unterschriftzeile", "", haftet)}</w:tc>'
    zellen = [_cell(_place(feld, anzahl, lauf, haftet)) for feld in paar]
    if len(zellen) == 1:
        zellen.append(_cell(_line("Unterschriftzeile", "", haftet)))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{leer.join(zellen)}</w:tr>"


def _cell(absaetze: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{BREITE}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{absaetze}</w:tc>'


def _place(feld: Unterschrift, anzahl: int, lauf: Lauf, haftet: bool) -> str:
    lauf.open_block(feld.id)
    teile = [_line("Unterschriftpartei", lauf.wrap(feld.id, runs(feld.partei, lauf)), True)]
    teile.append(_line("Unterschriftort", run(feld.ort_datum), True))
    for n in range(anzahl):
        stil = "Unterschriftzeile" if n else "Unterschriftlinie"
        inhalt = runs(feld.zeilen[n], lauf) if n < len(feld.zeilen) else ""
        teile.append(_line(stil, inhalt, haftet or n < anzahl - 1))
    return "".join(teile)


def _line(stil: str, inhalt: str, haftet: bool) -> str:
    halten = "" if haftet else '<w:keepNext w:val="0"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{stil}"/>{halten}</w:pPr>{inhalt}</w:p>'
