"""How commands are worded: styles and the grammar of places, read from `layout/aenderungsstile.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from contracts.modell.befehl import Befehl

from ..paketdaten import layout_text
from .baumweg import BefehlFehler
from .tabellenbefehl import SPALTE, ZEILE

Fall = Literal["nom", "in", "nach", "vor", "dem", "des"]
FAELLE: Final[tuple[Fall, ...]] = ("nom", "in", "nach", "vor", "dem", "des")
STANDARDSTIL: Final = "vertrag"
_NUMMER: Final = re.compile(r"Nummer (?P<zahl>[0-9]+[a-z]*(?:\.[0-9]+[a-z]*)*)")
_WORT: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _load() -> Mapping[str, Any]:
    return tomllib.loads(layout_text("aenderungsstile.toml"))


def stile() -> Mapping[str, str]:
    """Return the styles by name with what they follow."""
    namen: Mapping[str, str] = _load()["namen"]
    return namen


def _word(schritt: str) -> str:
    return schritt.partition(" ")[0]


def _is_named(schritt: str) -> bool:
    return _word(schritt) not in _load()["fall"] or schritt == _word(schritt)


def cite_ort(ort: Sequence[str], fall: Fall) -> str:
    """Return a place as a sentence begins with it: „In § 7 Absatz 2 Satz 1“, „Die Präambel“, „Nach Nummer 2 der Präambel“."""
    schritte = _without_outer_numbers(ort)
    if not schritte:
        return ""
    n = FAELLE.index(fall)
    if not _is_named(schritte[0]):
        vor = _load()["fall"][_word(schritte[0])][n - 1] if n else ""
        return f"{vor} {' '.join(schritte)}".strip()
    formen = _load()["name"].get(schritte[0]) or [f.format(schritte[0]) for f in _load()["name"]["*"]]
    if len(schritte) == 1:
        return str(formen[n])
    return f"{cite_ort(schritte[1:], fall)} {formen[-1]}"


def _without_outer_numbers(ort: Sequence[str]) -> list[str]:
    """Leave out a step whose number the next one repeats: „Nummer 6“ before „Nummer 6.1“."""
    bleibt: list[str] = []
    for schritt in ort:
        davor = _NUMMER.fullmatch(bleibt[-1]) if bleibt else None
        jetzt = _NUMMER.fullmatch(schritt)
        if davor and jetzt and jetzt["zahl"].startswith(f"{davor['zahl']}."):
            bleibt.pop()
        bleibt.append(schritt)
    return bleibt


@dataclass(frozen=True, slots=True)
class Stil:
    """A style: what its formulas say with the values of a command."""

    formeln: Mapping[str, str]

    def say(self, formel: str, **werte: str) -> str:
        """Return a formula with its places filled."""
        return self.formeln[formel].format_map(werte)

    def angabe(self, text: str, ist_nach: bool = False) -> str:
        """Return what the style calls some words: Angabe, Wort, Wörter."""
        worte = text.split()
        art = (
            "angabe"
            if not all(_WORT.fullmatch(w.strip(",;.:()„“")) for w in worte)
            else "woerter"
            if worte[1:]
            else "wort"
        )
        return self.formeln[f"{art}_nach" if ist_nach else art]

    def is_plural(self, text: str) -> bool:
        """Tell whether the style speaks of these words in the plural."""
        return self.angabe(text) == "die Wörter"


def find_stil(name: str) -> Stil:
    """Return a style by name; raises BefehlFehler for an unknown one."""
    if name not in stile():
        raise BefehlFehler(f"Den Stil „{name}“ gibt es nicht. Möglich sind: {', '.join(stile())}.")
    return Stil(_load()[name])


def unit_words(befehl: Befehl, schritt: str) -> dict[str, str]:
    """Return how a new unit is announced: „folgender Absatz 5“, „der folgende Absatz 5“, „den folgenden Absatz 5“."""
    einheiten = _load()["einheit"]
    if befehl.einheit == "satz":
        formen, was = einheiten["satz"], ""
    elif befehl.einheit == "abschnitt" and _is_named(schritt):
        formen, was = einheiten["abschnitt"], f"„{schritt}“"
    else:
        formen, was = einheiten[_word(schritt)], schritt
    return dict(zip(("stark", "schwach", "akk"), (f"{f} {was}".strip() for f in formen), strict=True))


def many_saetze() -> dict[str, str]:
    """Return how several Sätze are announced."""
    return dict(zip(("stark", "schwach", "akk"), _load()["einheit"]["saetze"], strict=True))


def row_of(befehl: Befehl) -> tuple[tuple[str, ...], str, str]:
    """Return the place of the table, the name of the row and that of the column of a command on a table."""
    zeile = next(n for n, s in enumerate(befehl.ort) if s.startswith(ZEILE))
    spalte = befehl.ort[zeile + 1].removeprefix(SPALTE) if len(befehl.ort) > zeile + 1 else ""
    return befehl.ort[:zeile], befehl.ort[zeile].removeprefix(ZEILE), spalte
