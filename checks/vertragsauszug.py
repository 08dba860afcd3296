"""What rules across contracts work on: a small extract of each contract, and the hits between extracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .befund import Bezug, Schwere


@dataclass(frozen=True, slots=True)
class Vertragsauszug:
    """What one contract says to one rule: values as the rule likes, and named places. Small, and free to leave its process."""

    kennung: str
    datei: str
    werte: Mapping[str, str]
    orte: Mapping[str, Bezug]


@dataclass(frozen=True, slots=True)
class Quertreffer:
    """A hit between contracts: the finding belongs to the contract of `auszug`, at its place named `ort`.

    `bezug` names places of the other contracts: extract, name of the place, German label. The rest is that of a `Fund`.
    """

    auszug: Vertragsauszug
    ort: str
    ist: str = ""
    soll: str = ""
    werte: Mapping[str, str] = field(default_factory=dict)
    variante: str = ""
    schwere: Schwere | None = None
    bezug: tuple[tuple[Vertragsauszug, str, str], ...] = ()
