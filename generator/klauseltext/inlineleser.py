"""The typed inlines between braces: `{budget.jahresbetrag}`, `{#anpassung}`, `{§ 132 SGB IX}` …"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.norm import Norm, NormFehler

from ..formate import FORMATE
from ..tree import Begriff, Normzitat, Text, Umbruch
from ..typografie import bind
from .klauselvorlage import (
    KlauseltextFehler,
    Quellort,
    VBetont,
    VFeld,
    VFussnote,
    VInline,
    VTrenner,
    VVerweis,
)
from .stueckkennung import ID_MUSTER, fit_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_NAME = r"[a-z][a-z0-9_]*"
FELD = re.compile(rf"({_NAME}(?:\.{_NAME})*)(?:\s*\|\s*([A-Za-z]+))?")
VERWEIS = re.compile(r"#(\.?[a-z][a-z0-9]*(?:\.[a-z0-9][a-z0-9_]*)?)(?:\s+Satz\s+([1-9][0-9]?))?")
TRENNER = {",": (",", " und"), ",oder": (",", " oder"), ";": (";", "; und"), ";oder": (";", "; oder")}
MARKE = re.compile(
    rf"\{{(?::\s*({ID_MUSTER})?\s*(?:rolle=(partei|mittig|hinweis|ruecksendung|anschrift|briefangaben))?|(\+)\s*({ID_MUSTER})?)\}}\s*"
)
GESCHWEIFT = re.compile(r"[{}]")
MAX_TIEFE = 4
"""Layers of bold text in bold text, and of footnotes in footnotes; one is usual."""


def brace_rule(state: StateInline, silent: bool) -> bool:
    """Markdown rule: everything from `{` to its closing brace is one token of type `klammer`."""
    if state.src[state.pos] != "{":
        return False
    tiefe, ende = 0, state.posMax
    for klammer in GESCHWEIFT.finditer(state.src, state.pos, state.posMax):
        tiefe += 1 if klammer[0] == "{" else -1
        if tiefe == 0:
            ende = klammer.end()
            break
    if not silent:
        token = state.push("klammer", "", 0)
        token.content = state.src[state.pos + 1 : ende - 1] if tiefe == 0 else ""
        token.meta = {"ist_geschlossen": tiefe == 0}
    state.pos = ende
    return True


class Inlineleser:
    """Turns inline tokens of one block into template inlines; knows the block's place for errors."""

    def __init__(
        self, zeilen: Sequence[str], erste: int, versatz: int, klausel: str, parse: Callable[[str], list[Token]]
    ) -> None:
        self.zeilen, self.erste, self.versatz, self.klausel, self.parse = zeilen, erste, versatz, klausel, parse

    def read(self, tokens: Sequence[Token], tiefe: int = 0) -> tuple[VInline, ...]:
        """Read tokens up to their end. Raises KlauseltextFehler."""
        stapel: list[list[VInline]] = [[]]
        for token in tokens:
            match token.type:
                case "text":
                    if token.content:
                        stapel[-1].append(Text(bind(token.content)))
                case "softbreak":
                    stapel[-1].append(Text(" "))
                case "hardbreak":
                    stapel[-1].append(Umbruch())
                case "strong_open":
                    if len(stapel) > MAX_TIEFE:
                        raise KlauseltextFehler("Die Hervorhebung (**) ist zu tief verschachtelt.", self.place(""))
                    stapel.append([])
                case "strong_close":
                    innen = tuple(stapel.pop())
                    stapel[-1].append(VBetont(innen))
                case "klammer":
                    stapel[-1].append(self._brace(token, tiefe))
                case _:
                    raise KlauseltextFehler(
                        f"Die Auszeichnung „{token.markup or token.type}“ ist in Klauseltexten nicht vorgesehen.",
                        self.place(""),
                    )
        return _join(stapel[0])

    def place(self, stelle: str) -> Quellort:
        """Return where a piece of source stands; the block's first line if it cannot be found."""
        for nummer, zeile in enumerate(self.zeilen):
            spalte = zeile.find(stelle) if stelle else -1
            if spalte >= 0:
                return Quellort(self.versatz + self.erste + nummer, spalte + 1)
        return Quellort(self.versatz + self.erste)

    def _brace(self, token: Token, tiefe: int) -> VInline:
        ort = self.place("{" + token.content)
        if not token.meta["ist_geschlossen"]:
            raise KlauseltextFehler(
                "Eine geschweifte Klammer „{“ wird nicht geschlossen. Ergänzen Sie „}“.", self.place("{")
            )
        inhalt = token.content.strip()
        if inhalt in TRENNER:
            return VTrenner(*TRENNER[inhalt])
        match inhalt[:1]:
            case "#":
                return self._reference(inhalt, ort)
            case "=":
                return Begriff(bind(inhalt[1:].strip()))
            case "^":
                if tiefe >= MAX_TIEFE:
                    raise KlauseltextFehler("Die Fußnote ist zu tief verschachtelt.", ort)
                return VFussnote(self.read(self.parse(inhalt[1:].strip()), tiefe + 1))
            case "§":
                return _citation(inhalt)
        if inhalt.startswith(("Art.", "Artikel ")):
            return _citation(inhalt)
        return self._field(inhalt, ort)

    def _field(self, inhalt: str, ort: Quellort) -> VFeld:
        gefunden = FELD.fullmatch(inhalt)
        if gefunden is None:
            raise KlauseltextFehler(
                f"Der Platzhalter „{{{inhalt}}}“ ist unbekannt. Erlaubt sind Feld, Verweis (#), Begriff (=), Fußnote (^), Norm (§).",
                ort,
            )
        name = gefunden[2] or ""
        if name and name not in FORMATE:
            raise KlauseltextFehler(
                f"Das Format „{name}“ gibt es nicht. Vorhanden sind: {', '.join(sorted(FORMATE))}.", ort
            )
        return VFeld(tuple(gefunden[1].split(".")), name, ort)

    def _reference(self, inhalt: str, ort: Quellort) -> VVerweis:
        gefunden = VERWEIS.fullmatch(inhalt)
        if gefunden is None:
            raise KlauseltextFehler(
                f"Der Verweis „{{{inhalt}}}“ hat nicht die Form {{#klausel.stelle}} oder {{#klausel.stelle Satz 2}}.",
                ort,
            )
        ziel = gefunden[1]
        voll = f"{self.klausel}{ziel}" if ziel.startswith(".") else ziel
        return VVerweis(fit_id(voll), int(gefunden[2] or 0), ort)


def _citation(inhalt: str) -> Normzitat:
    return Normzitat(bind(inhalt), canonical_citation(inhalt))


@lru_cache(maxsize=1_024)
def canonical_citation(text: str) -> str:
    """Return the short form under which citations of the same place are the same; a text that is no citation stays as it is."""
    try:
        return Norm.parse(text).kanonisch
    except NormFehler:
        # Only lists and ranges need the finder, whose patterns take long to load.
        from corpus.zitate import find

    funde = find(text)
    if len(funde) == 1 and (funde[0].start, funde[0].end) == (0, len(text)):
        return funde[0].kanonisch
    return text


def _join(teile: list[VInline]) -> tuple[VInline, ...]:
    """Join neighbouring texts, so that blanks are bound across line ends of the source; each run of them once."""
    fertig: list[VInline] = []
    lauf: list[Text] = []
    for teil in [*teile, None]:
        if isinstance(teil, Text):
            lauf.append(teil)
            continue
        if lauf:
            fertig.append(lauf[0] if len(lauf) == 1 else Text(bind("".join(t.text for t in lauf))))
            lauf = []
        if teil is not None:
            fertig.append(teil)
    return tuple(fertig)
