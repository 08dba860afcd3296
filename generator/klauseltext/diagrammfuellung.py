"""Filled table + template of a chart → chart. Every value is the field of a cell, so that it keeps its path and is no second copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..query import query
from ..tree import Betont, Diagramm, Feld, Fussnote, Inline, Kategorie, Messpunkt, Reihe, Tabelle, Zeile, plain
from .klauselvorlage import KlauseltextFehler, VDiagramm, VTabelle
from .stueckkennung import fit_id

ZAHLARTEN = frozenset({"betrag", "betragszahl", "prozent", "zahl", "dezimal", "veraenderung"})
"""Formats of values that can be drawn."""
KATEGORIEN_MAX = 60
"""More rows would not be told apart on a page."""


def fill_chart(
    block: VDiagramm,
    vorlage: VTabelle,
    tabelle: Tabelle,
    kette: str,
    titel: tuple[Inline, ...],
    einheit: tuple[Inline, ...],
) -> Diagramm | None:
    """Return the chart of the rows of a table, None where there is nothing to show; raises KlauseltextFehler with its place.

    Rows of totals are not drawn. A cell without a value is a gap.
    """
    zeilen = tabelle.rumpf
    if len(zeilen) < (2 if block.ist_ganzes else 1):
        # A single part is the whole.
        return None
    if len(zeilen) > KATEGORIEN_MAX:
        raise KlauseltextFehler(
            f"Ein Diagramm zeigt höchstens {KATEGORIEN_MAX} Zeilen einer Tabelle; diese hat mit den Daten {len(zeilen)}.",
            block.ort,
        )
    spalten = {s.kennung.name: n for n, s in enumerate(vorlage.spalten)}
    fehlt = next((s for s in (block.achse, *block.reihen, block.zusatz, block.summe) if s and s not in spalten), None)
    if fehlt is not None:
        raise KlauseltextFehler(f"Die Tabelle „{tabelle.id}“ hat hier keine Spalte „{fehlt}“.", block.werteort)

    def points(name: str) -> tuple[Messpunkt, ...]:
        return tuple([_point(z, spalten[name], block) for z in zeilen])

    reihen = tuple(
        [
            Reihe(fit_id(f"{kette}_r_{name}"), _shared(tabelle.kopf[0].zellen[spalten[name]].inhalt), points(name))
            for name in block.reihen
        ]
    )
    summe = points(block.summe) if block.summe else ()
    _check_totals(block, reihen, summe, zeilen)
    zusatz = spalten.get(block.zusatz, -1)
    kategorien = tuple(
        [
            Kategorie(
                fit_id(f"{kette}_k_{z.id}"),
                _shared(z.zellen[spalten[block.achse]].inhalt),
                _shared(z.zellen[zusatz].inhalt) if zusatz >= 0 else (),
            )
            for z in zeilen
        ]
    )
    return Diagramm(fit_id(kette), block.art, titel, tabelle.id, kategorien, reihen, einheit, summe, block.ist_ganzes)


def _shared(inhalt: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return inlines that stand in the table already: a field keeps its path but not its id, a footnote stays with the table."""
    fertig: list[Inline] = []
    for inline in inhalt:
        match inline:
            case Feld():
                fertig.append(replace(inline, id=""))
            case Betont(inhalt=innen):
                fertig.append(Betont(_shared(innen)))
            case Fussnote():
                continue
            case _:
                fertig.append(inline)
    return tuple(fertig)


def _point(zeile: Zeile, spalte: int, block: VDiagramm) -> Messpunkt:
    inhalt = zeile.zellen[spalte].inhalt
    felder = query(inhalt, Feld)
    if not felder:
        return Messpunkt(())
    if len(felder) > 1:
        raise KlauseltextFehler(
            "Eine Zelle, die gezeichnet wird, enthält einen einzigen Wert; teilen Sie die Spalte auf.", block.werteort
        )
    if felder[0].art not in ZAHLARTEN:
        text = " ".join(plain(inhalt).split())[:40]
        raise KlauseltextFehler(f"„{text}“ ist keine Zahl und kann nicht gezeichnet werden.", block.werteort)
    return Messpunkt(_shared((felder[0],)))


def _check_totals(
    block: VDiagramm, reihen: Sequence[Reihe], summe: Sequence[Messpunkt], zeilen: Sequence[Zeile]
) -> None:
    """The total above a column is the height of the column."""
    for n, punkt in enumerate(summe):
        werte = [w for r in reihen if (w := r.punkte[n].wert) is not None]
        if punkt.wert is not None and punkt.wert != sum(werte, Decimal(0)):
            raise KlauseltextFehler(
                f"Die Spalte „{block.summe}“ ist in der Zeile „{plain(zeilen[n].zellen[0].inhalt)[:40]}“ nicht die Summe der Reihen.",
                block.werteort,
            )
