"""Tables: live caption number, header rows that repeat, rows that never break, totals in bold."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from ...tree import Tabelle, Zeile, plain
from ..haftung import is_small
from ..spalten import column_shares
from ..xmltext import escape
from .inlines import STARK, field, run, runs
from .lauf import Lauf

TEXTBREITE = 9071
"""A4 less 2 × 2,5 cm, in twentieths of a point."""
STILE = {"links": "Zelle", "rechts": "Zellerechts", "mittig": "Zellemittig"}
_LABEL = re.compile("(Tabelle\u00a0)([0-9]+)")
_ENDE = '<w:p><w:pPr><w:pStyle w:val="Tabellenende"/>{}</w:pPr></w:p>'


def table(tabelle: Tabelle, lauf: Lauf, haftet: bool) -> str:
    """Return caption, table and the small paragraph that parts it from what follows.

    The number is a SEQ field: tables are labelled in document order, so Word counts the same. `haftet` keeps the last row
    with what follows; the small paragraph also keeps Word from joining two tables.
    """
    breiten = _widths(tabelle)
    zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
    fest = _bound_rows(tabelle, haftet)
    hat_zeilenkopf = any(z.ist_kopf for zeile in tabelle.rumpf for z in zeile.zellen)
    titel = escape(plain(tabelle.titel))
    spalten = "".join([f'<w:gridCol w:w="{b}"/>' for b in breiten])
    blick = f'w:val="0{4 if tabelle.kopf else 0}{"A" if hat_zeilenkopf else "2"}0"'
    return (
        f"{_caption(tabelle, lauf)}"
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Vertragstabelle"/><w:tblW w:w="{TEXTBREITE}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {blick} w:firstRow="{int(bool(tabelle.kopf))}" w:lastRow="0"'
        f' w:firstColumn="{int(hat_zeilenkopf)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{titel}"/><w:tblDescription w:val="{escape(tabelle.nummer)}: {titel}"/></w:tblPr>'
        f"<w:tblGrid>{spalten}</w:tblGrid>"
        + "".join([_row(z, tabelle, breiten, lauf, n < len(tabelle.kopf), n in fest) for n, z in enumerate(zeilen)])
        + f"</w:tbl>{_ENDE.format('<w:keepNext/>' if haftet else '')}"
    )


def _bound_rows(tabelle: Tabelle, haftet: bool) -> frozenset[int]:
    """Rows that stay with the next one: the header with the first, the totals with the last, all of a small table."""
    alle = len(tabelle.kopf) + len(tabelle.rumpf) + len(tabelle.fuss)
    if is_small(tabelle):
        fest = set(range(alle - 1))
    else:
        vor_fuss = len(tabelle.kopf) + len(tabelle.rumpf) - 1
        fest = {*range(len(tabelle.kopf)), *(range(vor_fuss, alle - 1) if tabelle.fuss else ())}
    return frozenset(fest | {alle - 1} if haftet else fest)


def _widths(tabelle: Tabelle) -> list[int]:
    """Return widths in twentieths of a point that add up exactly to the text width."""
    grenzen = [0, *(round(TEXTBREITE * bisher) for bisher in accumulate(column_shares(tabelle)))]
    return [rechts - links for links, rechts in pairwise(grenzen)]


def _caption(tabelle: Tabelle, lauf: Lauf) -> str:
    lauf.open_block(tabelle.id)
    treffer = _LABEL.fullmatch(tabelle.nummer)
    label = run(treffer[1]) + field("SEQ Tabelle \\* ARABIC", treffer[2]) if treffer else run(tabelle.nummer)
    trenner = run(": ") if tabelle.nummer and tabelle.titel else ""
    inhalt = lauf.wrap(tabelle.id, f"{label}{trenner}{runs(tabelle.titel, lauf)}")
    return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{inhalt}</w:p>'


def _row(zeile: Zeile, tabelle: Tabelle, breiten: list[int], lauf: Lauf, ist_kopf: bool, haftet: bool) -> str:
    zellen = []
    spalte = 0
    format = STARK if ist_kopf or zeile.ist_summe else ""
    halten = "<w:keepNext/>" if haftet else ""
    unten = '<w:vAlign w:val="bottom"/>' if ist_kopf else ""
    for zelle in zeile.zellen:
        inhalt = runs(zelle.inhalt, lauf, format)
        if not spalte:
            inhalt = lauf.wrap(zeile.id, inhalt)
        weite = zelle.spanne
        lage = tabelle.spalten[spalte].ausrichtung if spalte < len(tabelle.spalten) else "links"
        breite, spanne = breiten[spalte] if spalte < len(breiten) else 0, ""
        if weite > 1:
            breite, spanne = sum(breiten[spalte : spalte + weite]), f'<w:gridSpan w:val="{weite}"/>'
            lage = "mittig" if ist_kopf else lage
        zellen.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{breite}" w:type="dxa"/>{spanne}{unten}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{STILE[lage]}"/>{halten}</w:pPr>{inhalt}</w:p></w:tc>'
        )
        spalte += weite
    kopf = "<w:tblHeader/>" if ist_kopf else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{kopf}</w:trPr>{''.join(zellen)}</w:tr>"
