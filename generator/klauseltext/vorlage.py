"""The template of a clause: what its Markdown says before the contract's values are known. Plain data.

What is the same in every contract (text, citations, terms, line breaks) stands in it as nodes of the document tree already,
so that all documents share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..tree import Begriff, Normzitat, Text, Umbruch


@dataclass(frozen=True, slots=True)
class Ort:
    """Line and column in the clause file, from 1."""

    zeile: int
    spalte: int = 1


class KlauseltextFehler(ValueError):
    """A clause text cannot be read or filled; carries place and German sentence."""

    def __init__(self, meldung: str, ort: Ort) -> None:
        super().__init__(meldung)
        self.meldung = meldung
        self.ort = ort


@dataclass(frozen=True, slots=True)
class VBetont:
    inhalt: tuple[VInline, ...]


@dataclass(frozen=True, slots=True)
class VFeld:
    pfad: tuple[str, ...]
    format: str
    ort: Ort


@dataclass(frozen=True, slots=True)
class VVerweis:
    ziel: str
    satz: int
    ort: Ort


@dataclass(frozen=True, slots=True)
class VFussnote:
    inhalt: tuple[VInline, ...]


@dataclass(frozen=True, slots=True)
class VTrenner:
    """End of a list item: `zeichen` between items, `wort` before the last."""

    zeichen: str
    wort: str


VFest: TypeAlias = Text | Normzitat | Begriff | Umbruch
VInline: TypeAlias = VFest | VBetont | VFeld | VVerweis | VFussnote | VTrenner


@dataclass(frozen=True, slots=True)
class VAbsatz:
    id: str
    rolle: str
    ist_fortsetzung: bool
    inhalt: tuple[VInline, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VPunkt:
    id: str
    inhalt: tuple[VInline, ...]
    kinder: tuple[VBlock, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VListe:
    art: Literal["gezaehlt", "strich"]
    punkte: tuple[VPunkt, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VUeberschrift:
    id: str
    inhalt: tuple[VInline, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VTabelle:
    id: str
    titel: tuple[VInline, ...]
    breiten: tuple[int, ...]
    ausrichtungen: tuple[Literal["links", "rechts", "mittig"], ...]
    kopf: tuple[tuple[VInline, ...], ...]
    zeilen: tuple[tuple[tuple[VInline, ...], ...], ...]
    liste: tuple[str, ...]
    name: str
    ort: Ort


@dataclass(frozen=True, slots=True)
class VWenn:
    pfad: tuple[str, ...]
    ist_verneint: bool
    bloecke: tuple[VBlock, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VJe:
    pfad: tuple[str, ...]
    name: str
    bloecke: tuple[VBlock, ...]
    ort: Ort


@dataclass(frozen=True, slots=True)
class VUnterschriften:
    ort: Ort


VBlock: TypeAlias = VAbsatz | VListe | VUeberschrift | VTabelle | VWenn | VJe | VUnterschriften


@dataclass(frozen=True, slots=True)
class Vorlage:
    """Template of a clause: heading and blocks."""

    id: str
    titel: tuple[VInline, ...]
    bloecke: tuple[VBlock, ...]
