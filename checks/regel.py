"""A rule as a declaration: what it is called, how bad a hit is, what it needs, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from .befund import Fund, Schwere, placeholders

if TYPE_CHECKING:
    from .kontext import Kontext
    from .vertragsauszug import Quertreffer, Vertragsauszug

Ebene: TypeAlias = Literal["vertrag", "dokument", "ausgabe", "quer"]
"""What a rule reads: the data alone, the assembled document too, the texts of built files, or extracts of several contracts."""

Dokumentwahl: TypeAlias = Literal["haupt", "alle"]
"""Which documents of a contract a rule reads: the main one, in which something must stand, or each one by itself."""

Familie: TypeAlias = Literal["VOL", "RK", "ZB", "FL", "ZI", "VZ", "BG", "TD", "SK", "VV"]

FAMILIEN: dict[str, str] = {
    "VOL": "Vollständigkeit",
    "RK": "Rechtskonformität",
    "ZB": "Zahlen und Berechnung",
    "FL": "Fristen und Laufzeit",
    "ZI": "Ziele und Indikatoren",
    "VZ": "Verweise und Zitate",
    "BG": "Begriffe und Definitionen",
    "TD": "Text und Daten",
    "SK": "Sozialraumkonferenz",
    "VV": "Vergleich und Vereinbarung",
}

ABSCHNITTE = ("Prüft", "Warum", "Beispiel", "Stattdessen", "Grenzen", "Normen")
"""The fixed sections of a rule's manual page, in order."""


@dataclass(frozen=True, slots=True)
class Regel:
    """Declaration of one rule.

    `code` is the catalogue's and never reused; `name` the problem as a slug; `meldung` a German template whose placeholders are
    `ist`, `soll` and the keys of a hit's `werte`; `varianten` further templates by name, for a rule that sees several forms of
    one problem (a hit names its variant). `dokumente` says which documents a rule of the levels `dokument` and `ausgabe` reads;
    `braucht` which parts the contract must have, so that the rule applies to every kind that has them, `braucht_vorfassung`
    that an earlier Fassung must be sealed. `quellen` name where the
    requirement comes from (house sources), `normen` the law. `stand` is the ISO date at which the law was read. `abgewaehlt` is why a
    repository does not want the rule to run.
    """

    code: str
    name: str
    titel: str
    schwere: Schwere
    meldung: str
    varianten: Mapping[str, str] = field(default_factory=dict)
    ebene: Ebene = "vertrag"
    dokumente: Dokumentwahl = "haupt"
    normen: tuple[str, ...] = ()
    quellen: tuple[str, ...] = ()
    braucht: tuple[type, ...] = ()
    braucht_vorfassung: bool = False
    ist_ausnehmbar: bool = True
    abgewaehlt: str = ""
    seit: str = "0.1.0"
    stand: str = "2026-08-19"

    @property
    def familie(self) -> str:
        """Return the family part of the code."""
        return self.code.partition("-")[0]

    def choose_vorlage(self, variante: str, werte: Mapping[str, str]) -> str:
        """Return the template of a hit's sentence; raises KeyError for an unknown variant or a value the hit lacks."""
        vorlage = self.varianten[variante] if variante else self.meldung
        fehlend = placeholders(vorlage) - {"ist", "soll", *werte}
        if fehlend:
            raise KeyError(*sorted(fehlend))
        return vorlage


@dataclass(frozen=True)
class Regelhuelle:
    """A rule around another one: it has a declaration of its own and the other one's manual page."""

    REGEL: Regel
    modul: Any = field(repr=False)

    def __post_init__(self) -> None:
        # Of the instance: a property would be hidden by the docstring of every class below this one.
        object.__setattr__(self, "__doc__", self.modul.__doc__)


class Regelmodul(Protocol):
    """What a rule file offers: its manual page as docstring, its declaration and its test."""

    __doc__: str | None
    REGEL: Regel

    def pruefe(self, kontext: Kontext) -> Iterable[Fund]:
        """Yield every hit in one contract."""
        ...


class Querregelmodul(Protocol):
    """What the file of a rule across contracts offers: it looks at each contract once and compares what it took along."""

    __doc__: str | None
    REGEL: Regel

    def extrahiere(self, kontext: Kontext) -> Vertragsauszug | None:
        """Return what this contract says to the rule, None when it says nothing."""
        ...

    def vergleiche(self, auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
        """Yield every hit between contracts; the extracts come in the order of the contracts."""
        ...
