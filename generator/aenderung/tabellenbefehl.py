"""Rows and cells of a table as commands name them: the row by its first cell, the column by its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from contracts.modell.befehl import Befehl

from ..tree import Tabelle, Zeile, plain
from .baumweg import BefehlFehler, cell_of
from .wortlaut import read_row, write_row

ZEILE: Final = "Zeile "
SPALTE: Final = "Spalte "
BEFEHLE_MAX: Final = 4
"""With more changes than this a table is replaced as a whole."""


def row_key(zeile: Zeile) -> str:
    """Return what a row is called by."""
    return plain(zeile.zellen[0].inhalt) if zeile.zellen else ""


def column_names(tabelle: Tabelle) -> list[str]:
    """Return the heads of the columns where each has one of its own, else nothing."""
    if len(tabelle.kopf) != 1 or any(z.spanne != 1 for z in tabelle.kopf[0].zellen):
        return []
    namen = [plain(z.inhalt) for z in tabelle.kopf[0].zellen]
    return namen if all(namen) and len(set(namen)) == len(namen) else []


def _is_regular(tabelle: Tabelle) -> bool:
    """Tell whether every row can be named and has a cell below each head."""
    zeilen = (*tabelle.rumpf, *tabelle.fuss)
    namen = [row_key(z) for z in zeilen]
    spalten = column_names(tabelle)
    eben = all(len(z.zellen) == len(spalten) and all(c.spanne == 1 for c in z.zellen) for z in zeilen)
    return bool(spalten) and eben and all(namen) and len(set(namen)) == len(namen)


def find_table_befehle(alt: Tabelle, neu: Tabelle, ort: tuple[str, ...]) -> list[Befehl] | None:
    """Return commands by row and column that turn a table into another; None where it has to be replaced."""
    if not (_is_regular(alt) and _is_regular(neu) and alt.kopf == neu.kopf and alt.titel == neu.titel):
        return None
    if [row_key(z) for z in alt.fuss] != [row_key(z) for z in neu.fuss]:
        return None
    befehle = [*_row_befehle(alt, neu, ort)]
    return befehle if len(befehle) <= BEFEHLE_MAX else None


def _row_befehle(alt: Tabelle, neu: Tabelle, ort: tuple[str, ...]) -> Iterator[Befehl]:
    vorher = {row_key(z): z for z in alt.rumpf}
    nachher = {row_key(z): z for z in neu.rumpf}
    spalten = column_names(alt)
    for name in vorher:
        if name not in nachher:
            yield Befehl(id="B0", art="streichen", einheit="zeile", ort=(*ort, f"{ZEILE}{name}"))
    davor = ""
    for name, zeile in nachher.items():
        if name in vorher:
            yield from _cell_befehle(vorher[name], zeile, spalten, (*ort, f"{ZEILE}{name}"))
        else:
            danach = davor or next((n for n in nachher if n in vorher), "")
            if danach:
                lage = "nach" if davor else "vor"
                yield Befehl(
                    id="B0",
                    art="einfuegen",
                    einheit="zeile",
                    ort=(*ort, f"{ZEILE}{danach}"),
                    lage=lage,
                    neu=write_row(zeile),
                )
        davor = name
    for a, b in zip(alt.fuss, neu.fuss, strict=True):
        yield from _cell_befehle(a, b, spalten, (*ort, f"{ZEILE}{row_key(a)}"))


def _cell_befehle(alt: Zeile, neu: Zeile, spalten: Sequence[str], ort: tuple[str, ...]) -> Iterator[Befehl]:
    anders = [n for n, (a, b) in enumerate(zip(alt.zellen, neu.zellen, strict=True)) if a != b]
    if len(anders) * 2 > len(spalten) or any(not plain(neu.zellen[n].inhalt) for n in anders):
        if anders:
            yield Befehl(id="B0", art="ersetzen", einheit="zeile", ort=ort, neu=write_row(neu))
        return
    for n in anders:
        alter, neuer = plain(alt.zellen[n].inhalt) or None, plain(neu.zellen[n].inhalt)
        spalte = f"{SPALTE}{spalten[n]}"
        yield Befehl(id="B0", art="ersetzen", einheit="zelle", ort=(*ort, spalte), alt=alter, neu=neuer)


def change_rows(tabelle: Tabelle, befehle: Sequence[Befehl], tiefe: int) -> Tabelle:
    """Return the table after commands on its rows and cells; `tiefe` is the number of steps that lead to the table."""
    teile: dict[str, list[Zeile]] = {name: list(getattr(tabelle, name)) for name in ("rumpf", "fuss")}
    # What is deleted goes last, so that rows can be named by it until then.
    for befehl in sorted(befehle, key=lambda b: b.art == "streichen"):
        name = befehl.ort[tiefe].removeprefix(ZEILE)
        orte = [(zeilen, n) for zeilen in teile.values() for n, z in enumerate(zeilen) if row_key(z) == name]
        if len(orte) != 1 or not befehl.ort[tiefe].startswith(ZEILE):
            raise BefehlFehler(f"Die Zeile „{name}“ gibt es dort {len(orte) or 'nicht'}{'-mal' if orte else ''}.")
        _change_row(*orte[0], befehl, column_names(tabelle), tiefe)
    return replace(tabelle, rumpf=tuple(teile["rumpf"]), fuss=tuple(teile["fuss"]))


def _change_row(zeilen: list[Zeile], n: int, befehl: Befehl, spalten: Sequence[str], tiefe: int) -> None:
    if befehl.einheit == "zelle":
        zeilen[n] = _with_cell(zeilen[n], befehl, spalten, tiefe)
        return
    neu = [read_row(befehl.neu)] if befehl.neu else []
    if (befehl.art == "streichen") == bool(neu) or any(len(z.zellen) != len(spalten) for z in neu):
        raise BefehlFehler("Die Zeile hat nicht so viele Zellen wie die Tabelle Spalten.")
    if befehl.art == "einfuegen":
        stelle = n + (befehl.lage == "nach")
        zeilen[stelle:stelle] = neu
    else:
        zeilen[n : n + 1] = neu


def _with_cell(zeile: Zeile, befehl: Befehl, spalten: Sequence[str], tiefe: int) -> Zeile:
    spalte = befehl.ort[tiefe + 1].removeprefix(SPALTE) if len(befehl.ort) == tiefe + 2 else ""
    if spalte not in spalten or befehl.neu is None or befehl.art != "ersetzen":
        raise BefehlFehler(f"Die Spalte „{spalte}“ gibt es dort nicht.")
    k = spalten.index(spalte)
    if plain(zeile.zellen[k].inhalt) != (befehl.alt or ""):
        raise BefehlFehler(f"In der Zelle steht nicht „{befehl.alt or ''}“.")
    return replace(zeile, zellen=(*zeile.zellen[:k], cell_of(befehl.neu), *zeile.zellen[k + 1 :]))
