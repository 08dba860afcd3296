"""Index over the document tree: passages with their printed place, fields by path, terms, references – made in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Block,
    Dokument,
    Feld,
    Inline,
    Normzitat,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Unterschriften,
    Verweis,
    plain,
    walk_inlines,
)

from .volltext import Volltext, glaetten

Bereich: TypeAlias = Literal["rubrum", "praeambel", "paragraf", "ohne_nummer", "anlage"]
Sorte: TypeAlias = Literal["text", "ueberschrift", "zelle", "titel", "unterschrift"]

STUFEN = ("Nummer", "Buchstabe", "Doppelbuchstabe")


@dataclass(frozen=True, slots=True)
class Ort:
    """Where a passage stands: id of its block, printed place, id and kind of the section around it."""

    anker: str = ""
    fundstelle: str = ""
    abschnitt: str = ""
    bereich: Bereich = "rubrum"
    tiefe: int = 0


@dataclass(frozen=True, slots=True)
class Stelle:
    """One passage: the inlines of a paragraph, heading, caption or cell, its text and where it stands.

    `einleitung` is the text of the sentence that opens the list the passage belongs to, for list items only.
    """

    ort: Ort
    sorte: Sorte
    inhalt: tuple[Inline, ...]
    text: str
    einleitung: str = ""
    rolle: str = "text"


@dataclass(slots=True)
class Baumindex:
    """What rules ask the document for; everything is computed once per document, on first use."""

    dokument: Dokument
    stellen: list[Stelle] = field(default_factory=list)
    orte: dict[str, Ort] = field(default_factory=dict)
    doppelte: list[str] = field(default_factory=list)
    bloecke: dict[str, Block | Punkt] = field(default_factory=dict)
    tabellen: list[tuple[Ort, Tabelle]] = field(default_factory=list)
    unterschriften: list[tuple[Ort, Unterschriften]] = field(default_factory=list)
    felder: dict[str, list[tuple[Feld, Stelle]]] = field(default_factory=dict)
    verweise: list[tuple[Verweis, Stelle]] = field(default_factory=list)
    begriffe: list[tuple[Begriff, Stelle]] = field(default_factory=list)
    zitate: list[tuple[Normzitat, Stelle]] = field(default_factory=list)
    literale: list[tuple[Text, Stelle]] = field(default_factory=list)
    volltext: Volltext = field(default_factory=lambda: Volltext(()))
    literaltext: Volltext = field(default_factory=lambda: Volltext(()))

    def fundstelle(self, anker: str) -> str:
        """Return the printed place of a block by its id, empty when there is none."""
        ort = self.orte.get(anker)
        return ort.fundstelle if ort else ""


def build_index(dokument: Dokument) -> Baumindex:
    """Return the index of a document; blocks with an id that is already taken are listed in `doppelte`."""
    index = Baumindex(dokument)
    for block in dokument.rubrum:
        _add_block(index, block, Ort(fundstelle="Rubrum"), "")
    for abschnitt in dokument.abschnitte:
        _add_abschnitt(index, abschnitt, Ort())
    for stelle in index.stellen:
        _add_inlines(index, stelle)
    index.volltext = Volltext(tuple((s.text, s) for s in index.stellen))
    index.literaltext = Volltext(tuple((glaetten(t.text), s) for t, s in index.literale))
    return index


def _add_inlines(index: Baumindex, stelle: Stelle) -> None:
    for inline in walk_inlines(stelle.inhalt):
        match inline:
            case Text():
                index.literale.append((inline, stelle))
            case Feld():
                index.felder.setdefault(inline.pfad, []).append((inline, stelle))
            case Verweis():
                index.verweise.append((inline, stelle))
            case Begriff():
                index.begriffe.append((inline, stelle))
            case Normzitat():
                index.zitate.append((inline, stelle))
            case _:
                pass


def _register(index: Baumindex, block: Block | Punkt, ort: Ort) -> None:
    if not ort.anker:
        return
    if ort.anker in index.orte:
        index.doppelte.append(ort.anker)
    else:
        index.orte[ort.anker] = ort
        index.bloecke[ort.anker] = block


def _add_stelle(
    index: Baumindex, ort: Ort, sorte: Sorte, inhalt: tuple[Inline, ...], einleitung: str = "", rolle: str = "text"
) -> str:
    text = glaetten(plain(inhalt, fussnoten=True))
    index.stellen.append(Stelle(ort, sorte, inhalt, text, einleitung, rolle))
    return text


def _add_abschnitt(index: Baumindex, abschnitt: Abschnitt, aussen: Ort) -> None:
    titel = plain(abschnitt.ueberschrift)
    if abschnitt.art == "unterabschnitt":
        label = f"Nummer {abschnitt.nummer.rstrip('.')}" if abschnitt.nummer else titel
        ort = replace(aussen, anker=abschnitt.id, fundstelle=_join(aussen.fundstelle, label))
    else:
        fundstelle = _label(abschnitt) or titel
        ort = Ort(abschnitt.id, fundstelle, abschnitt.id, abschnitt.art)
    _register(index, abschnitt, ort)
    _add_stelle(index, ort, "ueberschrift", abschnitt.ueberschrift)
    for block in abschnitt.bloecke:
        _add_block(index, block, ort, "")


def _label(abschnitt: Abschnitt) -> str:
    if abschnitt.art == "paragraf" and not abschnitt.nummer.startswith("§"):
        return f"Nummer {abschnitt.nummer.rstrip('.')}" if abschnitt.nummer else ""
    return abschnitt.nummer


def _join(aussen: str, innen: str) -> str:
    return f"{aussen} {innen}".strip()


def _add_block(index: Baumindex, block: Block, aussen: Ort, einleitung: str) -> str:
    """Add one block and everything below it; return the text that can open a list that follows it."""
    match block:
        case Textblock():
            ort = replace(aussen, anker=block.id or aussen.anker)
            if block.id != aussen.anker:
                _register(index, block, ort)
            return _add_stelle(index, ort, "text", block.inhalt, einleitung, block.rolle)
        case Absatz():
            _add_absatz(index, block, aussen)
        case Aufzaehlung():
            for punkt in block.punkte:
                _add_punkt(index, punkt, aussen, einleitung)
            return einleitung
        case Tabelle():
            _add_tabelle(index, block, aussen)
        case Unterschriften():
            index.unterschriften.append((aussen, block))
            for feld in block.felder:
                for inhalt in (feld.partei, *feld.zeilen):
                    _add_stelle(
                        index, replace(aussen, anker=feld.id, fundstelle="Unterschriften"), "unterschrift", inhalt
                    )
        case Abschnitt():
            _add_abschnitt(index, block, aussen)
    return ""


def _add_absatz(index: Baumindex, absatz: Absatz, aussen: Ort) -> None:
    if absatz.nummer.startswith("("):
        fundstelle = _join(aussen.fundstelle, f"Absatz {absatz.nummer.strip('()')}")
    else:
        fundstelle = f"Nummer {absatz.nummer.rstrip('.')}" if absatz.nummer else aussen.fundstelle
    ort = replace(aussen, anker=absatz.id, fundstelle=fundstelle)
    _register(index, absatz, ort)
    vorher = ""
    for block in absatz.bloecke:
        vorher = _add_block(index, block, ort, vorher if isinstance(block, Aufzaehlung) else "")


def _add_punkt(index: Baumindex, punkt: Punkt, aussen: Ort, einleitung: str) -> None:
    stufe = STUFEN[min(aussen.tiefe, len(STUFEN) - 1)]
    nummer = punkt.nummer.rstrip(".)")
    fundstelle = _join(aussen.fundstelle, f"{stufe} {nummer}") if nummer and nummer not in "–-•" else aussen.fundstelle
    ort = replace(aussen, anker=punkt.id, fundstelle=fundstelle, tiefe=aussen.tiefe + 1)
    _register(index, punkt, ort)
    vorher = einleitung
    for block in punkt.bloecke:
        text = _add_block(index, block, ort, vorher)
        vorher = f"{einleitung} {text}".strip()


def _add_tabelle(index: Baumindex, tabelle: Tabelle, aussen: Ort) -> None:
    ort = replace(aussen, anker=tabelle.id, fundstelle=_join(aussen.fundstelle, tabelle.nummer))
    _register(index, tabelle, ort)
    index.tabellen.append((ort, tabelle))
    if tabelle.titel:
        _add_stelle(index, ort, "titel", tabelle.titel)
    for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss):
        for zelle in zeile.zellen:
            if zelle.inhalt:
                _add_stelle(index, ort, "zelle", zelle.inhalt)
