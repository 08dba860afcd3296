"""Plain text (UTF-8): the document as a reader sees it, one paragraph per line, indented lists, aligned tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..kanon import STRICH, identification
from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Block,
    Diagramm,
    Dokument,
    Fussnote,
    Inline,
    Kopf,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Zeile,
)
from ..tree import (
    plain as text_of,
)
from .texttabelle import Textzelle, format_table

EINZUG = "    "
_LINIE = "_" * 40


def write_plain(dokument: Dokument) -> bytes:
    """Return a numbered document as UTF-8 text with Unix line ends; U+00A0 is kept, footnotes stand at the end."""
    zeilen: list[str] = [*_head(dokument.kopf)]
    for block in dokument.rubrum:
        zeilen += _block(block, "", "")
    zeilen += ["", "", "Inhalt", ""] if dokument.verzeichnis else []
    zeilen += [EINZUG * (e.ebene - 1) + f"{e.nummer} {e.text}".strip() for e in dokument.verzeichnis]
    for abschnitt in dokument.abschnitte:
        zeilen += _section(abschnitt)
    zeilen += _footnotes(dokument)
    return ("\n".join(z.rstrip(" ") for z in zeilen) + "\n").encode("utf-8")


def _head(kopf: Kopf) -> Iterator[str]:
    if kopf.entwurf:
        yield from ("ENTWURF", "")
    yield kopf.titel
    if kopf.untertitel:
        yield kopf.untertitel
    yield ""
    yield identification(kopf)


def _inline_text(inhalt: tuple[Inline, ...]) -> str:
    """Text with footnote marks such as [1]."""
    return "".join(
        f"[{i.nummer}]"
        if isinstance(i, Fussnote)
        else _inline_text(i.inhalt).join(i.worte)
        if isinstance(i, Aenderungsmarke)
        else _inline_text(i.inhalt)
        if hasattr(i, "inhalt")
        else text_of((i,))
        for i in inhalt
    )


def _paragraph(inhalt: tuple[Inline, ...], nummer: str, einzug: str) -> Iterator[str]:
    """A label and its text; lines after a forced break hang below the text."""
    marke = f"{nummer} " if nummer else ""
    for index, zeile in enumerate(_inline_text(inhalt).split("\n")):
        yield einzug + (marke if index == 0 else " " * len(marke)) + zeile.strip()


def _section(abschnitt: Abschnitt, ebene: int = 1) -> Iterator[str]:
    titel = _one_line((Text(f"{abschnitt.nummer} "), *abschnitt.ueberschrift))
    yield from ("", "", titel) if ebene == 1 else ("", titel)
    yield ("=" if ebene == 1 else "-") * len(titel)
    for block in abschnitt.bloecke:
        yield from _section(block, ebene + 1) if isinstance(block, Abschnitt) else _block(block, "", "")


def _block(block: Block, nummer: str, einzug: str) -> Iterator[str]:
    match block:
        case Textblock():
            yield from ("", *_paragraph(block.inhalt, nummer, einzug))
        case Absatz():
            yield from _labelled(block, block.nummer, einzug)
        case Aufzaehlung():
            for punkt in block.punkte:
                yield from _labelled(punkt, punkt.nummer if block.art == "gezaehlt" else STRICH, einzug + EINZUG)
        case Tabelle():
            yield from _table(block)
        case Diagramm():
            yield from (
                "",
                _one_line((Text(f"{block.nummer}: "), *block.titel)),
                "",
                _one_line((Text(block.beschreibung),)),
            )
        case Unterschriften():
            for feld in block.felder:
                ort = (_LINIE, feld.ort_datum, "") if feld.ort_datum else ()
                yield from ("", "", *_paragraph(feld.partei, "", ""), "", *ort, _LINIE)
                for inhalt in feld.zeilen:
                    yield from _paragraph(inhalt, "", "")
        case Abschnitt():
            yield from _section(block)


def _labelled(block: Absatz | Punkt, nummer: str, einzug: str) -> Iterator[str]:
    if nummer and not (block.bloecke and isinstance(block.bloecke[0], Textblock)):
        yield from ("", einzug + nummer)
        nummer = ""
    for innen in block.bloecke:
        zeilen = list(_block(innen, nummer, einzug))
        ist_dicht = isinstance(block, Punkt) and zeilen and not zeilen[0]
        yield from zeilen[1:] if ist_dicht else zeilen
        nummer = ""


def _table(tabelle: Tabelle) -> Iterator[str]:
    yield from ("", _one_line((Text(f"{tabelle.nummer}: "), *tabelle.titel)), "")
    gruppen = [[_row(zeile, tabelle) for zeile in zeilen] for zeilen in (tabelle.kopf, tabelle.rumpf, tabelle.fuss)]
    yield from format_table(gruppen, len(tabelle.spalten))


def _row(zeile: Zeile, tabelle: Tabelle) -> list[Textzelle]:
    zellen = []
    spalte = 0
    for zelle in zeile.zellen:
        if spalte < len(tabelle.spalten):
            ausrichtung = tabelle.spalten[spalte].ausrichtung
            zellen.append(Textzelle(spalte, zelle.spanne, _one_line(zelle.inhalt), ausrichtung))
        spalte += zelle.spanne
    return zellen


def _one_line(inhalt: tuple[Inline, ...]) -> str:
    """Return text on one line; forced breaks become blanks, U+00A0 stays."""
    return re.sub(r"[ \t\n]+", " ", _inline_text(inhalt)).strip(" ")


def _footnotes(dokument: Dokument) -> Iterator[str]:
    noten = query(dokument, Fussnote)
    if noten:
        yield from ("", "", "Fußnoten", "")
    for note in noten:
        yield from _paragraph(note.inhalt, f"[{note.nummer}]", "")
