"""Tables: live caption number, header rows that repeat, rows that break only where a page might not hold them, totals in bold."""

from __future__ import annotations

from ...tree import Tabelle, Zeile, plain
from ..haftung import bound_rows
from ..masse import table_measures
from ..spalten import Tabellenmass, is_form_row, measure_table
from ..xmltext import escape
from .beschriftung import caption
from .inlines import content
from .lauf import OdtLauf

STILE = {"links": "Zelle", "rechts": "Zellerechts", "mittig": "Zellemittig"}


def table(tabelle: Tabelle, lauf: OdtLauf, haftet: bool, ist_schluss: bool = False) -> str:
    """Return caption, table and the small paragraph that parts it from what follows.

    `haftet` keeps it with the next, `ist_schluss` keeps its last rows together.
    """
    lauf.tabellen += 1
    mass = measure_table(tabelle)
    # A table that keeps with the next moves as a whole; of a long one only the last row keeps.
    stil = "Tabelle" if not mass.ist_klein else "Tabelleganzhaftet" if haftet else "Tabelleganz"
    form = "haftet" if haftet else "schluss" if ist_schluss else ""
    ende = lauf.derived("Tabellenende", form) if form else "Tabellenende"
    titel = caption(tabelle, lauf)
    spalten = "".join([f'<table:table-column table:style-name="{lauf.column(anteil)}"/>' for anteil in mass.anteile])
    fest = bound_rows(tabelle, mass, haftet, ist_schluss)
    reihen = [
        _row(zeile, tabelle, lauf, mass, n, n in fest)
        for n, zeile in enumerate((*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss))
    ]
    kopf, rumpf = "".join(reihen[: len(tabelle.kopf)]), "".join(reihen[len(tabelle.kopf) :])
    kopfzeilen = f"<table:table-header-rows>{kopf}</table:table-header-rows>" if kopf else ""
    klartext = escape(plain(tabelle.titel))
    return (
        f'{titel}<table:table table:name="Tabelle{lauf.tabellen}" table:style-name="{stil}"><table:title>{klartext}'
        f"</table:title><table:desc>{escape(tabelle.nummer)}: {klartext}</table:desc>{spalten}{kopfzeilen}{rumpf}"
        f'</table:table><text:p text:style-name="{ende}"/>'
    )


def _row(zeile: Zeile, tabelle: Tabelle, lauf: OdtLauf, mass: Tabellenmass, nummer: int, haftet: bool) -> str:
    """LibreOffice keeps a row with the next by the first paragraph of its first cell (setting `TableRowKeep`)."""
    zellen = []
    spalte = 0
    ist_kopf = nummer < len(tabelle.kopf)
    zellstil = "ZKopf" if ist_kopf else "ZFuss" if zeile.ist_summe else "ZRumpf"
    klein = f"S{mass.stufe}" if mass.stufe else ""
    stark = "Strong" if ist_kopf or zeile.ist_summe else ""
    anfang, ende = lauf.mark(zeile.id)
    for zelle in zeile.zellen:
        lage = tabelle.spalten[spalte].ausrichtung if spalte < len(tabelle.spalten) else "links"
        stil = STILE["mittig" if zelle.spanne > 1 and ist_kopf else lage] + klein
        if haftet and not spalte:
            stil = lauf.derived(stil, "folgt")
        spanne = f' table:number-columns-spanned="{zelle.spanne}"' if zelle.spanne > 1 else ""
        zellen.append(
            f'<table:table-cell table:style-name="{zellstil}{klein}"{spanne} office:value-type="string">'
            f'<text:p text:style-name="{stil}">{anfang}{content(zelle.inhalt, lauf, stark)}{ende}</text:p>'
            f"</table:table-cell>{'<table:covered-table-cell/>' * (zelle.spanne - 1)}"
        )
        anfang = ende = ""
        spalte += zelle.spanne
    zeilenstil = "Zeile"
    if nummer in mass.teilbar:
        zeilenstil = "Zeileteilbar"
    elif not ist_kopf and is_form_row(zeile):
        zeilenstil = lauf.form_row(table_measures().formular_hoehe)
    return f'<table:table-row table:style-name="{zeilenstil}">{"".join(zellen)}</table:table-row>'
