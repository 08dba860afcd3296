"""A finding: what a rule saw, and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, TypeAlias

from contracts.position import Pfad, Position

Schwere: TypeAlias = Literal["fehler", "warnung", "hinweis"]

RANG: dict[Schwere, int] = {"fehler": 0, "warnung": 1, "hinweis": 2}


@dataclass(frozen=True, slots=True)
class Fund:
    """What a rule reports: a place and values, no sentence; the engine adds the rule, the position and the wording.

    The place is a data path (`pfad`), or a block of the document (`anker`, its permanent id), or both. `datei` names another
    data file that `pfad` belongs to (a party's), empty for the contract itself. `werte` fill the placeholders of the rule's
    message besides `ist` and `soll`; they hold formatted German text and never names or addresses of persons. `variante` picks
    one of the rule's further messages. `wortlaut` is the offending text as printed, to find it in an own clause text. `stelle` overrides
    the position; `schwere` the rule's severity where the catalogue grades it; `bezug` names related data paths with a short
    German label.
    """

    pfad: Pfad = ()
    ist: str = ""
    soll: str = ""
    anker: str = ""
    datei: str = ""
    werte: Mapping[str, str] = field(default_factory=dict)
    variante: str = ""
    wortlaut: str = ""
    schwere: Schwere | None = None
    bezug: tuple[tuple[Pfad, str], ...] = ()
    stelle: Position | None = None


@dataclass(frozen=True, slots=True)
class Bezug:
    """A related place of a finding, such as the position a sum should be made of."""

    text: str
    pfad: str
    position: Position


@dataclass(frozen=True, slots=True)
class Befund:
    """A finding as data, complete for every report.

    `pfad` is the printed data path with list items by their id; `anker` the permanent id of a block of the document and
    `fundstelle` its printed place (“§ 7 Absatz 2”); `fingerprint` stays the same when lines move or items are put in front.
    """

    code: str
    schwere: Schwere
    meldung: str
    position: Position
    vertrag: str = ""
    name: str = ""
    titel: str = ""
    pfad: str = ""
    anker: str = ""
    fundstelle: str = ""
    normen: tuple[str, ...] = ()
    ist: str = ""
    soll: str = ""
    bezug: tuple[Bezug, ...] = ()
    fingerprint: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str, str, str]:
        """Return the key findings are sorted by: place first, then code."""
        ort = self.position
        return (ort.datei, ort.zeile, ort.spalte, self.code, self.pfad, self.anker, self.meldung)


def compute_fingerprint(befund: Befund, nummer: int) -> str:
    """Return the fingerprint of the `nummer`-th (from 0) finding with the same code, contract, path and block."""
    teile = ("v1", befund.code, befund.vertrag or befund.position.datei, befund.pfad, befund.anker, str(nummer))
    return sha256("\0".join(teile).encode("utf-8")).hexdigest()[:32]
