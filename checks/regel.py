"""A rule as a declaration: what it is called, how bad a hit is, what it needs, what it says."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from .befund import Fund, Schwere

if TYPE_CHECKING:
    from .kontext import Kontext

Ebene: TypeAlias = Literal["vertrag", "dokument", "ausgabe"]
"""What a rule reads: the data alone, the assembled document too, or the texts of built files."""

Familie: TypeAlias = Literal["VOL", "RK", "ZB", "FL", "ZI", "VZ", "BG", "TD"]

FAMILIEN: dict[str, str] = {
    "VOL": "Vollständigkeit",
    "RK": "Rechtskonformität",
    "ZB": "Zahlen und Berechnung",
    "FL": "Fristen und Laufzeit",
    "ZI": "Ziele und Indikatoren",
    "VZ": "Verweise und Zitate",
    "BG": "Begriffe und Definitionen",
    "TD": "Text und Daten",
}

ABSCHNITTE = ("Prüft", "Warum", "Beispiel", "Stattdessen", "Grenzen", "Normen")
"""The fixed sections of a rule's manual page, in order."""


@dataclass(frozen=True, slots=True)
class Regel:
    """Declaration of one rule.

    `code` is the catalogue's and never reused; `name` the problem as a slug; `meldung` a German template whose placeholders are
    `ist`, `soll` and the keys of a hit's `werte`; `varianten` further templates by name, for a rule that sees several forms of
    one problem (a hit names its variant). `arten` limits the kinds of contract (empty: all). `quellen` name where the
    requirement comes from (house sources), `normen` the law. `stand` is the ISO date at which the law was read.
    """

    code: str
    name: str
    titel: str
    schwere: Schwere
    meldung: str
    varianten: Mapping[str, str] = field(default_factory=dict)
    ebene: Ebene = "vertrag"
    normen: tuple[str, ...] = ()
    quellen: tuple[str, ...] = ()
    arten: tuple[str, ...] = ()
    ist_ausnehmbar: bool = True
    seit: str = "0.1.0"
    stand: str = "2026-08-19"

    @property
    def familie(self) -> str:
        """Return the family part of the code."""
        return self.code.partition("-")[0]

    def render(self, fund: Fund) -> str:
        """Return the German sentence for a hit; raises KeyError for an unknown variant or a value the hit lacks."""
        vorlage = self.varianten[fund.variante] if fund.variante else self.meldung
        return _VORLAGE.format(vorlage, **{"ist": fund.ist, "soll": fund.soll, **fund.werte})


class _Vorlage(string.Formatter):
    """Named placeholders only: no attribute or index access from a template."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name


_VORLAGE = _Vorlage()


class Regelmodul(Protocol):
    """What a rule file offers: its manual page as docstring, its declaration and its test."""

    __doc__: str | None
    REGEL: Regel

    def pruefe(self, kontext: Kontext) -> Iterable[Fund]:
        """Yield every hit in one contract."""
        ...
