"""The law that a heading lends to the places below it, and headings that are §§ themselves.

A Markdown heading governs what follows until the next one. A plain line with nothing but a law may be a heading, an item of
a list or a cell: it governs only a statute quoted right below, whose lines begin with a § or an Absatz.
"""

from __future__ import annotations

import re

from ..regex import compile_fast
from .zitat import Zitat

_KOPFZEILE = compile_fast(r"^#{1,6}[ \t]{1,9}+(?!\*{0,2}(?:§|Art))[^\n]{0,400}+", re.MULTILINE)
_ZEILE_VORN = compile_fast(r"(?![ \t]{0,9}[-*•–][ \t])[#>*_\s.\dA-Z()-]{0,60}\Z")
_STATUT = r"[ \t>*_#]{0,20}(?:[\n\v\r]|§|Art|\(?[0-9]{1,2}[a-z]?[.)]|[a-z]{1,2}\)|\Z)"
_STATUT_FOLGT = compile_fast(r"[#*_ \r]{0,9}(?:[\n\v][ \t\r]{0,20}){1,4}[ \t>*_#]{0,9}(?:§|Art)")
_STATUT_ENDET = compile_fast(rf"(?:[\n\v][ \t\r]{{0,20}}[\n\v]|\v)(?!{_STATUT})")
_KOPF_DAVOR = compile_fast(r"(?:\A|[\n\v][ \t\r]{0,20}[\n\v]|\v|[.:;!?][ \t\r]{0,20}\n)[ \t#*_>]{0,20}\Z")
_NUR_PARAGRAF = compile_fast(r"§ ?\d{1,4} ?[a-z]?\Z")


class _Ueberschriften:
    """Walks down a text: which law governs at a place, and up to where. Every stretch is looked at once."""

    def __init__(self, text: str) -> None:
        """Find the Markdown headings."""
        self._text = text
        self._koepfe = [(fund.start(), fund.end()) for fund in _KOPFZEILE.finditer(text)] if "#" in text else []
        self._naechster = self._in_kopf = 0
        self._gesetz = ""
        self._bis = self._statut_endet = -1

    def go_to(self, ort: int) -> None:
        """Pass all headings up to a place."""
        while self._naechster < len(self._koepfe) and self._koepfe[self._naechster][0] <= ort:
            self._gesetz, self._bis = "", -1
            self._in_kopf = self._koepfe[self._naechster][1]
            self._naechster += 1

    def take(self, zitat: Zitat) -> None:
        """Let a law named alone govern what follows, if it is a heading."""
        if zitat.end <= self._in_kopf:
            self._gesetz, self._bis = zitat.gesetz, len(self._text)
        elif _is_zeile(self._text, zitat) and _STATUT_FOLGT.match(self._text, zitat.end):
            if self._statut_endet < zitat.end:
                ende = _STATUT_ENDET.search(self._text, zitat.end)
                self._statut_endet = ende.start() if ende else len(self._text)
            self._gesetz, self._bis = zitat.gesetz, self._statut_endet

    def law_at(self, ort: int) -> str:
        """Return the law that governs a place; empty if none does."""
        return self._gesetz if ort < self._bis else ""


def resolve_ueberschriften(text: str, zitate: list[Zitat]) -> list[Zitat]:
    """Give places without a law the law that a heading above them names (an annex that quotes statutes).

    Such a citation stays `intern` and keeps an empty `gesetz`; only its places carry the law, and a note says so.
    """
    koepfe = _Ueberschriften(text)
    neu = []
    for zitat in zitate:
        koepfe.go_to(zitat.start)
        if zitat.gesetz and not zitat.stellen:
            koepfe.take(zitat)
        elif (
            zitat.art == "intern"
            and not zitat.gesetz
            and not zitat.stellen[0].von.gesetz
            and (gesetz := koepfe.law_at(zitat.start))
        ):
            hinweis = f"Das Gesetz „{gesetz}“ ist aus der Überschrift ergänzt."
            stellen = tuple(stelle.in_gesetz(gesetz) for stelle in zitat.stellen)
            zitat = zitat._replace(stellen=stellen, hinweise=(*zitat.hinweise, hinweis))
        neu.append(zitat)
    return neu


def _is_zeile(text: str, zitat: Zitat) -> bool:
    """Tell whether a mention stands alone on its line, apart from signs of a heading."""
    ab = max(zitat.start - 40, 0)
    zeile_ab = max(text.rfind("\n", ab, zitat.start), text.rfind("\v", ab, zitat.start)) + 1 or ab
    return _ZEILE_VORN.match(text, zeile_ab, zitat.start) is not None


def is_ueberschrift(text: str, start: int, ende: int, name_ab: int) -> bool:
    """Tell whether a bare § fills a line that begins a paragraph: a heading, whose § belongs to no law of the next line."""
    return (
        "\n" in text[ende:name_ab]
        and _NUR_PARAGRAF.match(text, start, ende) is not None
        and _KOPF_DAVOR.search(text, max(start - 60, 0), start) is not None
    )
