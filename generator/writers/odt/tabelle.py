"""Tables: live caption number, header rows that repeat, rows that never break, totals in bold."""

from __future__ import annotations

import re

from ...tree import Tabelle, Zeile, plain
from ..spalten import measure_table
from ..xmltext import escape
from .inlines import chars, content
from .lauf import OdtLauf

STILE = {"links": "Zelle", "rechts": "Zellerechts", "mittig": "Zellemittig"}
_LABEL = re.compile("(Tabelle\u00a0)([0-9]+)")


def table(tabelle: Tabelle, lauf: OdtLauf, haftet: bool) -> str:
    """Return caption, table and the small paragraph that parts it from what follows; `haftet` keeps it with the next."""
    lauf.tabellen += 1
    mass = measure_table(tabelle)
    stil = "Tabellehaftet" if haftet else "Tabelleganz" if mass.ist_klein else "Tabelle"
    ende = lauf.derived("Tabellenende", "haftet") if haftet else "Tabellenende"
    titel = _caption(tabelle, lauf)
    spalten = "".join([f'<table:table-column table:style-name="{lauf.column(anteil)}"/>' for anteil in mass.anteile])
    kopf = "".join([_row(z, tabelle, lauf, "ZKopf") for z in tabelle.kopf])
    rumpf = "".join([_row(z, tabelle, lauf, "ZFuss" if z.ist_summe else "ZRumpf") for z in tabelle.rumpf])
    fuss = "".join([_row(z, tabelle, lauf, "ZFuss" if z.ist_summe else "ZRumpf") for z in tabelle.fuss])
    kopfzeilen = f"<table:table-header-rows>{kopf}</table:table-header-rows>" if kopf else ""
    klartext = escape(plain(tabelle.titel))
    return (
        f'{titel}<table:table table:name="Tabelle{lauf.tabellen}" table:style-name="{stil}"><table:title>{klartext}'
        f"</table:title><table:desc>{escape(tabelle.nummer)}: {klartext}</table:desc>{spalten}{kopfzeilen}{rumpf}{fuss}"
        f'</table:table><text:p text:style-name="{ende}"/>'
    )


def _caption(tabelle: Tabelle, lauf: OdtLauf) -> str:
    anfang, ende = lauf.mark(tabelle.id)
    treffer = _LABEL.fullmatch(tabelle.nummer)
    label = escape(tabelle.nummer)
    if treffer:
        label = treffer[1] + lauf.sequence("Tabelle", treffer[2], f"{tabelle.id}.0")
    trenner = chars(": ") if tabelle.nummer and tabelle.titel else ""
    return f'<text:p text:style-name="Caption">{anfang}{label}{trenner}{content(tabelle.titel, lauf)}{ende}</text:p>'


def _row(zeile: Zeile, tabelle: Tabelle, lauf: OdtLauf, zellstil: str) -> str:
    zellen = []
    spalte = 0
    ist_kopf = zellstil == "ZKopf"
    stark = "Strong" if ist_kopf or zeile.ist_summe else ""
    anfang, ende = lauf.mark(zeile.id)
    for zelle in zeile.zellen:
        lage = tabelle.spalten[spalte].ausrichtung if spalte < len(tabelle.spalten) else "links"
        stil = STILE["mittig" if zelle.spanne > 1 and ist_kopf else lage]
        spanne = f' table:number-columns-spanned="{zelle.spanne}"' if zelle.spanne > 1 else ""
        zellen.append(
            f'<table:table-cell table:style-name="{zellstil}"{spanne} office:value-type="string">'
            f'<text:p text:style-name="{stil}">{anfang}{content(zelle.inhalt, lauf, stark)}{ende}</text:p>'
            f"</table:table-cell>{'<table:covered-table-cell/>' * (zelle.spanne - 1)}"
        )
        anfang = ende = ""
        spalte += zelle.spanne
    return f'<table:table-row table:style-name="Zeile">{"".join(zellen)}</table:table-row>'
