"""The text of a file as pandoc, an independent program, reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..pandoc import PandocFehler, read_many, run_pandoc
from .auszug import Auszug, Sammler
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .pandoceingabe import simplify

_FEST = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


def text_pandoc(daten: bytes, von: str, grenzen: Lesegrenzen = NORMAL) -> Auszug:
    """Return the text of a file in pandoc's input format `von` (docx, odt, html …); raises PandocFehler or LeseFehler."""
    verbrauch = Verbrauch(grenzen)
    return _read_alone(_Eingabe(von, simplify(daten, von, verbrauch), verbrauch))


def texts_pandoc(
    dateien: Sequence[tuple[str, bytes]], grenzen: Lesegrenzen = NORMAL
) -> list[Auszug | LeseFehler | PandocFehler]:
    """Return the text of each file, given with its input format, or why there is none: as `text_pandoc`, but in one process.

    Where that process fails, each file is read in its own: then it is known which of them is at fault, and its bounds are its own.
    """
    eingaben = [_prepare(von, daten, grenzen) for von, daten in dateien]
    gute = [e for e in eingaben if isinstance(e, _Eingabe)]
    try:
        baeume = read_many([(e.von, e.inhalt) for e in gute], zeit=grenzen.sekunden, speicher=grenzen.speicher)
    except PandocFehler:
        return [_attempt(_read_alone, e) if isinstance(e, _Eingabe) else e for e in eingaben]
    texte = iter([_attempt(_read_tree, e, baum) for e, baum in zip(gute, baeume, strict=True)])
    return [next(texte) if isinstance(e, _Eingabe) else e for e in eingaben]


@dataclass(frozen=True, slots=True)
class _Eingabe:
    """A file made ready for pandoc, and what it has taken up so far."""

    von: str
    inhalt: bytes
    verbrauch: Verbrauch


def _prepare(von: str, daten: bytes, grenzen: Lesegrenzen) -> _Eingabe | LeseFehler:
    verbrauch = Verbrauch(grenzen)
    try:
        return _Eingabe(von, simplify(daten, von, verbrauch), verbrauch)
    except LeseFehler as fehler:
        return fehler


def _attempt(lies: Callable[..., Auszug], *was: Any) -> Auszug | LeseFehler | PandocFehler:
    try:
        return lies(*was)
    except (LeseFehler, PandocFehler) as fehler:
        return fehler


def _read_alone(eingabe: _Eingabe) -> Auszug:
    grenzen = eingabe.verbrauch.grenzen
    baum = run_pandoc(eingabe.inhalt, eingabe.von, "json", zeit=grenzen.sekunden, speicher=grenzen.speicher)
    return _read_tree(eingabe, baum)


def _read_tree(eingabe: _Eingabe, baum: bytes) -> Auszug:
    try:
        ast = json.loads(baum)
    except (ValueError, RecursionError) as fehler:
        raise LeseFehler("pandoc hat keinen lesbaren Dokumentbaum geliefert.") from fehler
    leser = _Leser(eingabe.verbrauch)
    for name in ("title", "subtitle"):
        leser.meta(ast["meta"].get(name))
    leser.blocks(ast["blocks"], 0)
    return Auszug(tuple(leser.text.zeilen), (), tuple(leser.noten))


def _is_satzzahl(inhalt: list[Any]) -> bool:
    """The raised number before a cited Satz belongs to a Word file or ODT, not to the text; nothing else of ours is raised."""
    return all(i["t"] == "Str" and i["c"].isdigit() for i in inhalt)


class _Leser:
    """Walks pandoc's tree; numbers pandoc counts itself are not text."""

    def __init__(self, verbrauch: Verbrauch) -> None:
        self.text = Sammler(verbrauch)
        self.noten: list[str] = []

    def meta(self, wert: Any) -> None:
        """Read title or subtitle, which pandoc takes out of the text."""
        if isinstance(wert, dict) and wert.get("t") == "MetaInlines":
            self._inlines(wert["c"], 0)
        elif isinstance(wert, dict) and wert.get("t") == "MetaBlocks":
            self.blocks(wert["c"], 0)
        self.text.close()

    def blocks(self, bloecke: list[Any], tiefe: int) -> None:
        """Read blocks; every block ends a line."""
        if tiefe > self.text.verbrauch.grenzen.tiefe:
            raise LeseFehler("Der Dokumentbaum von pandoc ist zu tief.")
        for block in bloecke:
            self._block(block["t"], block.get("c"), tiefe + 1)
            self.text.close()

    def _block(self, art: str, inhalt: Any, tiefe: int) -> None:
        match art:
            case "Para" | "Plain":
                self._inlines(inhalt, tiefe)
            case "Header":
                self._inlines(inhalt[2], tiefe)
            case "Div":
                self.blocks(inhalt[1], tiefe)
            case "Figure":
                self.blocks([*inhalt[1][1], *inhalt[2]], tiefe)
            case "BlockQuote":
                self.blocks(inhalt, tiefe)
            case "BulletList" | "OrderedList":
                for punkt in inhalt if art == "BulletList" else inhalt[1]:
                    self.blocks(punkt, tiefe)
            case "Table":
                self._table(inhalt, tiefe)
            case "CodeBlock" | "RawBlock":
                self.text.add(inhalt[1])
            case _:
                self._rare_block(art, inhalt, tiefe)

    def _rare_block(self, art: str, inhalt: Any, tiefe: int) -> None:
        """Read blocks our own files never hold but foreign ones may."""
        if art == "LineBlock":
            for zeile in inhalt:
                self._inlines(zeile, tiefe)
                self.text.add("\n")
        elif art == "DefinitionList":
            for begriff, erklaerungen in inhalt:
                self._inlines(begriff, tiefe)
                self.text.close()
                for erklaerung in erklaerungen:
                    self.blocks(erklaerung, tiefe)

    def _table(self, inhalt: list[Any], tiefe: int) -> None:
        _, titel, _, kopf, ruempfe, fuss = inhalt
        self.blocks(titel[1], tiefe)
        zeilen = [*kopf[1], *(z for rumpf in ruempfe for z in (*rumpf[2], *rumpf[3])), *fuss[1]]
        for zeile in zeilen:
            for zelle in zeile[1]:
                self.blocks(zelle[4], tiefe)

    def _inlines(self, inlines: list[Any], tiefe: int) -> None:
        if tiefe > self.text.verbrauch.grenzen.tiefe:
            raise LeseFehler("Der Dokumentbaum von pandoc ist zu tief.")
        offen: list[str] = []
        for inline in inlines:
            art, inhalt = inline["t"], inline.get("c")
            if art == "Str":
                offen.append(inhalt)
            elif art in _FEST:
                offen.append(_FEST[art])
            else:
                # Words and blanks between other things are thousands: they are put out together.
                self.text.add("".join(offen))
                offen.clear()
                self._inline(art, inhalt, tiefe)
        self.text.add("".join(offen))

    def _inline(self, art: str, inhalt: Any, tiefe: int) -> None:
        if art == "Note":
            self._note(inhalt, tiefe)
        elif art in ("Code", "Math", "RawInline"):
            self.text.add(inhalt[1])
        elif art == "Quoted":
            self.text.add("„" if inhalt[0]["t"] == "DoubleQuote" else "‚")
            self._inlines(inhalt[1], tiefe + 1)
            self.text.add("“" if inhalt[0]["t"] == "DoubleQuote" else "‘")
        elif art in ("Span", "Link", "Cite"):
            self._inlines(inhalt[1], tiefe + 1)
        elif art == "Superscript" and _is_satzzahl(inhalt):
            return
        elif art != "Image" and isinstance(inhalt, list):
            self._inlines(inhalt, tiefe + 1)

    def _note(self, bloecke: list[Any], tiefe: int) -> None:
        innen = _Leser(self.text.verbrauch)
        innen.blocks(bloecke, tiefe + 1)
        self.noten.append(" ".join(innen.text.zeilen))
