"""Wording as data: one block a line, indented by two blanks below the block it is part of, its kind and label first.

    paragraf § 4a
      titel Berichte
      absatz (1)
        text Der Bericht nennt
        liste
          punkt 1.
            text die Mengen und
    tabelle
      titel Fristen
      kopf Stichtag | Frist
      zeile 31. März | 15. Mai

A line break inside a text is written `\\n`, a bar in a cell `\\|`, a backslash `\\\\`; `⟨2⟩` before a cell says how many columns it
spans. Written and read without loss: a wording is the same after both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, get_args

from ..tree import Absatz, Abschnitt, AbschnittArt, Aufzaehlung, Punkt, Tabelle, Text, Textblock, Zeile, Zelle, plain
from .baumweg import BefehlFehler, Wortknoten, cell_of, inline_of

TIEFE: Final = 12
_ABSCHNITTE: Final = get_args(AbschnittArt)
_SPANNE: Final = re.compile(r"⟨([0-9]{1,2})⟩")
_FLUCHT: Final = re.compile(r"\\(.)")
_ZELLE: Final = re.compile(r"(?:^|\|)((?:\\.|[^\\|])*)")


def write_wortlaut(knoten: Sequence[Wortknoten]) -> str:
    """Return the lines of some blocks."""
    return "\n".join(zeile for k in knoten for zeile in _lines(k, ""))


def _lines(knoten: Wortknoten, einzug: str) -> Iterator[str]:
    innen = f"{einzug}  "
    match knoten:
        case Abschnitt():
            yield f"{einzug}{knoten.art} {knoten.nummer}".rstrip()
            if knoten.ueberschrift:
                yield f"{innen}titel {_escape(plain(knoten.ueberschrift))}"
            yield from _inner_lines(knoten.bloecke, innen)  # type: ignore[arg-type]
        case Absatz() | Punkt():
            yield f"{einzug}{type(knoten).__name__.lower()} {knoten.nummer}".rstrip()
            yield from _inner_lines(knoten.bloecke, innen)  # type: ignore[arg-type]
        case Aufzaehlung():
            yield f"{einzug}{'liste' if knoten.art == 'gezaehlt' else 'striche'}"
            yield from _inner_lines(knoten.punkte, innen)
        case Textblock():
            yield f"{einzug}text {_escape(plain(knoten.inhalt))}"
        case Tabelle():
            yield f"{einzug}tabelle {knoten.nummer}".rstrip()
            if knoten.titel:
                yield f"{innen}titel {_escape(plain(knoten.titel))}"
            for wort, zeilen in (("kopf", knoten.kopf), ("zeile", knoten.rumpf), ("summe", knoten.fuss)):
                yield from (f"{innen}{wort} {write_row(z)}".rstrip() for z in zeilen)


def _inner_lines(knoten: Sequence[Wortknoten], einzug: str) -> Iterator[str]:
    for k in knoten:
        yield from _lines(k, einzug)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescape(text: str) -> str:
    return _FLUCHT.sub(lambda t: "\n" if t[1] == "n" else t[1], text)


def write_row(zeile: Zeile) -> str:
    """Return the cells of a row with bars between them."""
    zellen = []
    for zelle in zeile.zellen:
        text = _escape(plain(zelle.inhalt)).replace("|", "\\|").replace("⟨", "\\⟨")
        zellen.append(f"⟨{zelle.spanne}⟩{text}" if zelle.spanne != 1 else text)
    return " | ".join(zellen).rstrip()


def read_row(text: str) -> Zeile:
    """Return the row that a line of cells writes."""
    return Zeile("", tuple(_read_cell(t.strip()) for t in _ZELLE.findall(text)))


def _read_cell(text: str) -> Zelle:
    treffer = _SPANNE.match(text)
    return cell_of(_unescape(text[treffer.end() :] if treffer else text), int(treffer[1]) if treffer else 1)


class _Zeilenbaum(NamedTuple):
    """A line and those indented below it."""

    nummer: int
    wort: str
    rest: str
    unten: list[_Zeilenbaum]


def read_wortlaut(text: str) -> tuple[Wortknoten, ...]:
    """Return the blocks that lines write; raises BefehlFehler naming the line that is none."""
    wurzel = _Zeilenbaum(0, "", "", [])
    offen = [wurzel]
    for nummer, zeile in enumerate(text.split("\n"), 1):
        inhalt = zeile.lstrip(" ")
        einzug = len(zeile) - len(inhalt)
        tiefe = einzug // 2 + 1
        if not inhalt or einzug % 2 or tiefe > len(offen) or tiefe > TIEFE:
            raise BefehlFehler(f"Wortlaut, Zeile {nummer}: Der Einzug passt nicht; jede Stufe sind zwei Leerzeichen.")
        wort, _, rest = inhalt.partition(" ")
        eintrag = _Zeilenbaum(nummer, wort, rest, [])
        del offen[tiefe:]
        offen[-1].unten.append(eintrag)
        offen.append(eintrag)
    return tuple(_read_block(z) for z in wurzel.unten)


def _read_block(z: _Zeilenbaum) -> Wortknoten:
    if z.wort in _ABSCHNITTE:
        titel, unten = _read_title(z)
        return Abschnitt("", z.wort, titel, _read_blocks(unten), z.rest)  # type: ignore[arg-type]
    match z.wort:
        case "absatz":
            return Absatz("", _read_blocks(z.unten), z.rest)
        case "punkt":
            return Punkt("", _read_blocks(z.unten), z.rest)
        case "liste" | "striche":
            punkte = _read_blocks(z.unten)
            if all(isinstance(p, Punkt) for p in punkte):
                return Aufzaehlung(punkte, "gezaehlt" if z.wort == "liste" else "strich")
        case "text" if not z.unten and z.rest:
            return Textblock("", inline_of(_unescape(z.rest)))
        case "tabelle":
            return _read_table(z)
    raise BefehlFehler(f"Wortlaut, Zeile {z.nummer}: „{z.wort}“ steht hier nicht richtig.")


def _read_blocks(zeilen: Sequence[_Zeilenbaum]) -> tuple[Any, ...]:
    return tuple(_read_block(z) for z in zeilen)


def _read_title(z: _Zeilenbaum) -> tuple[tuple[Text, ...], list[_Zeilenbaum]]:
    hat = bool(z.unten) and z.unten[0].wort == "titel"
    return (inline_of(_unescape(z.unten[0].rest)) if hat else ()), z.unten[1:] if hat else z.unten


def _read_table(z: _Zeilenbaum) -> Tabelle:
    titel, unten = _read_title(z)
    zeilen: dict[str, list[Zeile]] = {"kopf": [], "zeile": [], "summe": []}
    for u in unten:
        if u.wort not in zeilen or u.unten:
            raise BefehlFehler(f"Wortlaut, Zeile {u.nummer}: In einer Tabelle stehen titel, kopf, zeile und summe.")
        zeilen[u.wort].append(read_row(u.rest))
    return Tabelle("", titel, (), tuple(zeilen["kopf"]), tuple(zeilen["zeile"]), tuple(zeilen["summe"]), z.rest)
