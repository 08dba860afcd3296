"""Clause files: a YAML head between two `---` lines, then the text in Markdown."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ..position import Mangel, Position, Quelle
from .yamldatei import clean_text, load_yaml

_GRENZE = "---"


@dataclass(frozen=True, slots=True)
class Klauseldatei:
    """A clause file taken apart: its head with positions of the file, its text (NFC, line ends `\\n`) and where that begins."""

    kopf: Quelle
    text: str
    textzeile: int


def split_frontmatter(inhalt: str | bytes, datei: str) -> tuple[Klauseldatei | None, list[Mangel]]:
    """Take a clause file apart; positions of the head are those of the whole file; bad content never raises."""
    from .zeichen import split_zeilen

    text, maengel = clean_text(inhalt, datei)
    if text is None:
        return None, maengel
    zeilen = split_zeilen(text)
    ende = _find_ende(zeilen)
    if not ende:
        return None, [*maengel, _no_head(zeilen, datei)]
    # The opening line is emptied, not dropped, so that the parser counts the lines of the file.
    kopf, weitere = load_yaml("\n".join(["", *zeilen[1:ende], ""]), datei)
    maengel = [*maengel, *(_empty_head(mangel) for mangel in weitere)]
    if kopf is None:
        return None, maengel
    return Klauseldatei(kopf, unicodedata.normalize("NFC", "\n".join(zeilen[ende + 1 :])), ende + 2), maengel


def _find_ende(zeilen: list[str]) -> int:
    """Return the index of the closing line, 0 if the head is missing or open."""
    if zeilen[0].rstrip() != _GRENZE:
        return 0
    return next((i for i, zeile in enumerate(zeilen[1:], 1) if zeile.rstrip() == _GRENZE), 0)


def _empty_head(mangel: Mangel) -> Mangel:
    if mangel.code != "YML-14":
        return mangel
    return Mangel(
        "YML-16",
        "Der Kopf der Klausel ist leer. Tragen Sie zwischen den beiden Zeilen „---“ die Angaben ein.",
        mangel.position,
    )


def _no_head(zeilen: list[str], datei: str) -> Mangel:
    if zeilen[0].rstrip() == _GRENZE:
        meldung = "Der Kopf der Klausel wird nicht geschlossen. Ergänzen Sie hinter den Angaben eine Zeile „---“."
        return Mangel("YML-17", meldung, Position(datei))
    meldung = (
        "Der Kopf der Klausel fehlt. Die Datei beginnt mit einer Zeile „---“, den Angaben und wieder einer Zeile „---“."
    )
    return Mangel("YML-16", meldung, Position(datei))
