"""Signature places, two side by side, bound to each other and to the text before them."""

from __future__ import annotations

from ...tree import Unterschrift, Unterschriften
from .inlines import chars, content
from .lauf import OdtLauf

ZUSAMMEN = 3
"""So many rows of places are kept on one page; more would not fit."""


def signatures(unterschriften: Unterschriften, lauf: OdtLauf) -> str:
    """Return the places as a table without borders: cells are read one after the other, each place as a whole."""
    felder = unterschriften.felder
    paare = [felder[i : i + 2] for i in range(0, len(felder), 2)]
    lauf.tabellen += 1
    stil = "Tabelleganz" if len(paare) <= ZUSAMMEN else "Tabelle"
    return (
        f'<table:table table:name="Unterschriften{lauf.tabellen}" table:style-name="{stil}">'
        "<table:title>Unterschriften</table:title>"
        '<table:table-column table:style-name="UPlatz"/><table:table-column table:style-name="ULuft"/>'
        f'<table:table-column table:style-name="UPlatz"/>{"".join([_row(paar, lauf) for paar in paare])}'
        '</table:table><text:p text:style-name="Tabellenende"/>'
    )


def _row(paar: tuple[Unterschrift, ...], lauf: OdtLauf) -> str:
    """Cells stand on their last lines and have equally many, so that the lines to sign on are level."""
    anzahl = max(1, *(len(feld.zeilen) for feld in paar))
    leer = _cell(_line("Unterschriftzeile", ""))
    zellen = [_cell(_place(feld, anzahl, lauf)) for feld in paar]
    if len(zellen) == 1:
        zellen.append(leer)
    return f'<table:table-row table:style-name="Zeile">{leer.join(zellen)}</table:table-row>'


def _cell(absaetze: str) -> str:
    return f'<table:table-cell table:style-name="UZelle" office:value-type="string">{absaetze}</table:table-cell>'


def _place(feld: Unterschrift, anzahl: int, lauf: OdtLauf) -> str:
    anfang, ende = lauf.mark(feld.id)
    teile = [
        _line("Unterschriftpartei", anfang + content(feld.partei, lauf) + ende),
        _line("Unterschriftort", chars(feld.ort_datum)),
    ]
    for n in range(anzahl):
        stil = "Unterschriftzeile" if n else "Unterschriftlinie"
        teile.append(_line(stil, content(feld.zeilen[n], lauf) if n < len(feld.zeilen) else ""))
    return "".join(teile)


def _line(stil: str, inhalt: str) -> str:
    return f'<text:p text:style-name="{stil}">{inhalt}</text:p>'
