"""Signature places, two side by side, bound to each other and to the text before them."""

from __future__ import annotations

from ...tree import Unterschrift, Unterschriften
from ...unterschriftenraster import ZUSAMMEN, Reihe, arrange
from ..unterschriftzeilen import empty_lines
from .inlines import chars, content
from .lauf import OdtLauf


def signatures(unterschriften: Unterschriften, lauf: OdtLauf, haftet: bool = False) -> str:
    """Return the places as a table without borders: cells are read one after the other, each place as a whole.

    `haftet` keeps it with what follows.
    """
    reihen = arrange(unterschriften.felder)
    lauf.tabellen += 1
    stil = "Tabelle" if len(reihen) > ZUSAMMEN else "Tabelleganzhaftet" if haftet else "Tabelleganz"
    ende = lauf.derived("Tabellenende", "haftet") if haftet else "Tabellenende"
    return (
        f'<table:table table:name="Unterschriften{lauf.tabellen}" table:style-name="{stil}">'
        "<table:title>Unterschriften</table:title>"
        '<table:table-column table:style-name="UPlatz"/><table:table-column table:style-name="ULuft"/>'
        f'<table:table-column table:style-name="UPlatz"/>{"".join([_row(reihe, lauf) for reihe in reihen])}'
        f'</table:table><text:p text:style-name="{ende}"/>'
    )


def _row(reihe: Reihe, lauf: OdtLauf) -> str:
    """Cells stand on their last lines and have equally many, so that the lines to sign on are level."""
    leer = _cell(_line("Unterschriftzeile", ""))
    zellen = [
        _cell(_place(feld, leere, lauf)) if feld is not None else leer
        for feld, leere in zip(reihe, empty_lines(reihe), strict=True)
    ]
    return f'<table:table-row table:style-name="Zeile">{leer.join(zellen)}</table:table-row>'


def _cell(absaetze: str) -> str:
    return f'<table:table-cell table:style-name="UZelle" office:value-type="string">{absaetze}</table:table-cell>'


def _place(feld: Unterschrift, leere: int, lauf: OdtLauf) -> str:
    anfang, ende = lauf.mark(feld.id)
    teile = [_line("Unterschriftpartei", anfang + content(feld.partei, lauf) + ende)]
    if feld.ort_datum:
        teile.append(_line("Unterschriftort", chars(feld.ort_datum)))
    for n, zeile in enumerate((*feld.zeilen, *[()] * leere)):
        teile.append(_line("Unterschriftzeile" if n else "Unterschriftlinie", content(zeile, lauf)))
    return "".join(teile)


def _line(stil: str, inhalt: str) -> str:
    return f'<text:p text:style-name="{stil}">{inhalt}</text:p>'
