"""The template of a clause: what its Markdown says before the contract's values are known. Plain data.

What is the same in every contract (text, citations, terms, line breaks) stands in it as nodes of the document tree already,
so that all documents share them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..tree import Begriff, DiagrammArt, Normzitat, Text, Umbruch
from .stueckkennung import Stueckkennung


@dataclass(frozen=True, slots=True)
class Quellort:
    """Line and column in the clause file, from 1."""

    zeile: int
    spalte: int = 1


class KlauseltextFehler(ValueError):
    """A clause text cannot be read or filled; carries place and German sentence."""

    def __init__(self, meldung: str, ort: Quellort) -> None:
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
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VVerweis:
    ziel: str
    satz: int
    ort: Quellort


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
    kennung: Stueckkennung
    rolle: str
    ist_fortsetzung: bool
    inhalt: tuple[VInline, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VPunkt:
    kennung: Stueckkennung
    inhalt: tuple[VInline, ...]
    kinder: tuple[VBlock, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VListe:
    art: Literal["gezaehlt", "strich"]
    punkte: tuple[VPunkt, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VUeberschrift:
    kennung: Stueckkennung
    inhalt: tuple[VInline, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VSpalte:
    kennung: Stueckkennung
    breite: int
    ausrichtung: Literal["links", "rechts", "mittig"]
    kopf: tuple[VInline, ...]


@dataclass(frozen=True, slots=True)
class VZeile:
    kennung: Stueckkennung
    zellen: tuple[tuple[VInline, ...], ...]


@dataclass(frozen=True, slots=True)
class VTabelle:
    """A table; with `liste` its first row repeats per item (known as `name`) and has the item's key for an id."""

    id: str
    titel: tuple[VInline, ...]
    spalten: tuple[VSpalte, ...]
    zeilen: tuple[VZeile, ...]
    liste: tuple[str, ...]
    name: str
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VDiagramm:
    """A chart of columns of the table `tabelle`, which are named by their stated ids; `werteort` is the place of the series."""

    id: str
    art: DiagrammArt
    tabelle: str
    titel: tuple[VInline, ...]
    einheit: tuple[VInline, ...]
    achse: str
    zusatz: str
    reihen: tuple[str, ...]
    summe: str
    ist_ganzes: bool
    ort: Quellort
    werteort: Quellort


@dataclass(frozen=True, slots=True)
class VWenn:
    pfad: tuple[str, ...]
    ist_verneint: bool
    bloecke: tuple[VBlock, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VJe:
    pfad: tuple[str, ...]
    name: str
    bloecke: tuple[VBlock, ...]
    ort: Quellort


@dataclass(frozen=True, slots=True)
class VUnterschriften:
    """The signature places; `fortsetzung` stands above those that go on on a further page."""

    ort: Quellort
    fortsetzung: VAbsatz | None = None


@dataclass(frozen=True, slots=True)
class VEinschub:
    """Blocks that are no text of a clause but made of the contract; `name` says which."""

    name: str
    ort: Quellort


VBlock: TypeAlias = VEinschub | VAbsatz | VListe | VUeberschrift | VTabelle | VDiagramm | VWenn | VJe | VUnterschriften


@dataclass(frozen=True, slots=True)
class Vorlage:
    """Template of a clause: heading and blocks; whether signature places stand in it, and what is made of the contract."""

    id: str
    titel: tuple[VInline, ...]
    bloecke: tuple[VBlock, ...]
    hat_unterschriften: bool = field(init=False)
    hat_einschub: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hat_unterschriften", holds_piece(self.bloecke, VUnterschriften))
        object.__setattr__(self, "hat_einschub", holds_piece(self.bloecke, VEinschub))


def holds_piece(bloecke: Iterable[VBlock], art: type[VBlock]) -> bool:
    """Tell whether blocks of a class stand among these, at whatever depth."""
    return any(isinstance(b, art) or (isinstance(b, (VWenn, VJe)) and holds_piece(b.bloecke, art)) for b in bloecke)
