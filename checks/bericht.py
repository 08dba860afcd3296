"""The report as data: findings of all contracts, what ran, what was skipped and why, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .befund import Befund, Schwere
from .vertragsauszug import Vertragsauszug

SAUBER, BEFUNDE, AUSFALL, NICHTS = 0, 1, 2, 3

AUSFALLCODE = "ENG-01"
"""Code of the finding that a rule broke."""


@dataclass(frozen=True, slots=True)
class Uebersprungen:
    """A rule that did not run, and why: skipped is not passed."""

    code: str
    grund: str


@dataclass(frozen=True, slots=True)
class Absturz:
    """A rule that broke; `art` is the exception's class name, nothing of its text (it may quote data)."""

    code: str
    art: str


@dataclass(frozen=True, slots=True)
class Pruefung:
    """The check of one contract; `auszuege` holds by code what the rules across contracts took along."""

    vertrag: str
    datei: str
    befunde: tuple[Befund, ...]
    gelaufen: tuple[str, ...] = ()
    uebersprungen: tuple[Uebersprungen, ...] = ()
    abstuerze: tuple[Absturz, ...] = ()
    auszuege: Mapping[str, Vertragsauszug] = field(default_factory=dict)


@dataclass(frozen=True)
class Pruefbericht:
    """The check of a repository.

    `allgemein` holds findings that belong to no contract (`BST-…`), `quer` those of the rules across contracts;
    `recht` names the law index in use.
    """

    version: str
    stichtag: date
    pruefungen: tuple[Pruefung, ...]
    allgemein: tuple[Befund, ...] = ()
    quer: tuple[Befund, ...] = ()
    recht: str = ""

    @cached_property
    def befunde(self) -> tuple[Befund, ...]:
        """Return all findings, sorted by file, line, column and code.

        What is wrong in a file that several contracts share (a party's) is reported once, for the first of them.
        """
        alle: list[Befund] = []
        gemeinsame: set[object] = set()
        for pruefung in self.pruefungen:
            ordner = pruefung.datei.rpartition("/")[0] + "/"
            for befund in pruefung.befunde:
                if not befund.position.datei.startswith(ordner):
                    if befund.spot in gemeinsame:
                        continue
                    gemeinsame.add(befund.spot)
                alle.append(befund)
        alle += [befund for befund in (*self.allgemein, *self.quer) if befund.spot not in gemeinsame]
        return tuple(sorted(alle, key=lambda b: b.order))

    @cached_property
    def anzahl(self) -> dict[Schwere, int]:
        """Return how many findings there are of each severity."""
        gezaehlt = Counter(b.schwere for b in self.befunde)
        return {"fehler": gezaehlt["fehler"], "warnung": gezaehlt["warnung"], "hinweis": gezaehlt["hinweis"]}

    @cached_property
    def gelaufen(self) -> dict[str, int]:
        """Return for each rule that ran on how many contracts it ran."""
        return dict(sorted(Counter(code for p in self.pruefungen for code in p.gelaufen).items()))

    @cached_property
    def uebersprungen(self) -> dict[tuple[str, str], int]:
        """Return for each skipped rule and reason on how many contracts it was skipped."""
        return dict(sorted(Counter((u.code, u.grund) for p in self.pruefungen for u in p.uebersprungen).items()))

    @property
    def exitcode(self) -> int:
        """Return 0 for clean, 1 for findings of severity Fehler, 2 for a broken rule, 3 for nothing to check."""
        if any(b.code == AUSFALLCODE for b in self.befunde):
            return AUSFALL
        if self.anzahl["fehler"]:
            return BEFUNDE
        return SAUBER if self.pruefungen else NICHTS
