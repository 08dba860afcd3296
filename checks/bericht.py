"""The report as data: findings of all contracts, what ran, what was skipped and why, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from .befund import RANG, Befund, Schwere
from .vertragsauszug import Vertragsauszug

if TYPE_CHECKING:
    from .regel import Querregelmodul, Regelmodul

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
class Ausgenommen:
    """A finding that is reported but does not count, and why: a decided exception (`kennung` is its id) or the stock found at adoption."""

    befund: Befund
    art: Literal["ausnahme", "altbestand"]
    grund: str
    kennung: str = ""


def no_lines(datei: str) -> Sequence[str]:
    """Return the lines of no file: a report that was given no sources quotes none."""
    return ()


@dataclass(frozen=True, slots=True)
class Pruefung:
    """The check of one contract; `auszuege` holds by code what the rules across contracts took along.

    `artfremde` are the codes of rules about parts that no contract of its kind has: they are not asked, so not skipped either.
    `befunde` and `ausgenommene` may be built anew each time they are gone through: of many contracts they need not all be held
    at once.
    """

    vertrag: str
    datei: str
    befunde: Iterable[Befund]
    gelaufen: tuple[str, ...] = ()
    uebersprungen: tuple[Uebersprungen, ...] = ()
    artfremde: tuple[str, ...] = ()
    abstuerze: tuple[Absturz, ...] = ()
    auszuege: Mapping[str, Vertragsauszug] = field(default_factory=dict)
    ausgenommene: Iterable[Ausgenommen] = ()


@dataclass(frozen=True)
class Pruefbericht:
    """The check of a repository.

    `allgemein` holds findings that belong to no contract (`BST-…`), `quer` those of the rules across contracts;
    `recht` names the law index in use, `fehler_ab` the mildest severity that makes the check fail. `querausgenommene` are findings
    of rules across contracts that do not count. `regeln` are the rules that were at hand, for formats that list them; `praefix`
    leads from the folder that consumers of the report resolve paths against (that of the version control) to the repository;
    `lies_zeilen` gives the lines of a file of the repository.
    """

    version: str
    stichtag: date
    pruefungen: Sequence[Pruefung]
    allgemein: tuple[Befund, ...] = ()
    quer: tuple[Befund, ...] = ()
    recht: str = ""
    fehler_ab: Schwere = "fehler"
    querausgenommene: tuple[Ausgenommen, ...] = ()
    regeln: Sequence[Regelmodul | Querregelmodul] = ()
    praefix: str = ""
    lies_zeilen: Callable[[str], Sequence[str]] = no_lines

    @property
    def ausgenommene(self) -> Iterator[Ausgenommen]:
        """Yield the findings that do not count, contract by contract."""
        for pruefung in self.pruefungen:
            yield from pruefung.ausgenommene
        yield from self.querausgenommene

    @cached_property
    def anzahl_ausgenommene(self) -> dict[str, int]:
        """Return how many findings do not count, by the kind of the reason."""
        gezaehlt = Counter(a.art for a in self.ausgenommene)
        return {"ausnahme": gezaehlt["ausnahme"], "altbestand": gezaehlt["altbestand"]}

    @property
    def befunde(self) -> Iterator[Befund]:
        """Yield all findings, sorted by file, line, column and code; those of one contract at a time are in memory.

        What is wrong in a file that several contracts share (a party's) is reported once, for the first of them.
        """
        uebersicht = self._uebersicht
        geladen: tuple[int, Sequence[Befund]] = (-1, ())
        for datei, orte in groupby(uebersicht.orte, key=lambda ort: ort[0]):
            gefunden: list[tuple[int, Befund]] = []
            for _, nummer in orte:
                if nummer < 0:
                    gefunden += uebersicht.geteilte[datei]
                    continue
                if geladen[0] != nummer:
                    geladen = (nummer, tuple(self.pruefungen[nummer].befunde))
                gefunden += [(nummer, b) for b in geladen[1] if b.position.datei == datei]
            # Of equal findings the one of the first contract comes first.
            gefunden.sort(key=lambda paar: (paar[1].order, paar[0]))
            yield from (befund for _, befund in gefunden)

    @cached_property
    def _uebersicht(self) -> _Uebersicht:
        """Go through all findings once: count them, note whose stand in which file, keep what contracts share."""
        ergebnis = _Uebersicht()
        for nummer, pruefung in enumerate(self.pruefungen):
            ordner = pruefung.datei.rpartition("/")[0] + "/"
            eigene: set[str] = set()
            for befund in pruefung.befunde:
                if befund.position.datei.startswith(ordner):
                    eigene.add(befund.position.datei)
                    ergebnis.count(befund)
                elif befund.spot not in ergebnis.gemeinsame:
                    ergebnis.gemeinsame.add(befund.spot)
                    ergebnis.keep(befund, nummer)
            ergebnis.orte += [(datei, nummer) for datei in eigene]
        for befund in (*self.allgemein, *self.quer):
            if befund.spot not in ergebnis.gemeinsame:
                ergebnis.keep(befund, len(self.pruefungen))
        ergebnis.orte += [(datei, -1) for datei in ergebnis.geteilte]
        ergebnis.orte.sort()
        return ergebnis

    @cached_property
    def anzahl(self) -> dict[Schwere, int]:
        """Return how many findings there are of each severity."""
        gezaehlt = self._uebersicht.gezaehlt
        return {"fehler": gezaehlt["fehler"], "warnung": gezaehlt["warnung"], "hinweis": gezaehlt["hinweis"]}

    @cached_property
    def gelaufen(self) -> dict[str, int]:
        """Return for each rule that ran on how many contracts it ran."""
        return dict(sorted(Counter(code for p in self.pruefungen for code in p.gelaufen).items()))

    @cached_property
    def uebersprungen(self) -> dict[tuple[str, str], int]:
        """Return for each skipped rule and reason on how many contracts it was skipped."""
        return dict(sorted(Counter((u.code, u.grund) for p in self.pruefungen for u in p.uebersprungen).items()))

    @cached_property
    def artfremde(self) -> tuple[str, ...]:
        """Return the codes of the rules that concern no kind of what was checked."""
        fremde = {code for p in self.pruefungen for code in p.artfremde}
        return tuple(sorted(fremde - set(self.gelaufen) - {code for code, _ in self.uebersprungen}))

    @property
    def exitcode(self) -> int:
        """Return 0 for clean, 1 for findings of severity `fehler_ab` and worse, 2 for a broken rule, 3 for nothing to check."""
        if self._uebersicht.hat_ausfall:
            return AUSFALL
        if any(self.anzahl[s] for s in RANG if RANG[s] <= RANG[self.fehler_ab]):
            return BEFUNDE
        return SAUBER if self.pruefungen else NICHTS


@dataclass(slots=True)
class _Uebersicht:
    """What a report knows of its findings without holding them.

    `orte` pairs each file with the number of a contract that has findings of its own there, or with -1 where there are others;
    those are held by file in `geteilte`, each with the number of the contract it came through; `gemeinsame` tells them apart.
    """

    gezaehlt: Counter[Schwere] = field(default_factory=Counter)
    hat_ausfall: bool = False
    orte: list[tuple[str, int]] = field(default_factory=list)
    geteilte: dict[str, list[tuple[int, Befund]]] = field(default_factory=dict)
    gemeinsame: set[object] = field(default_factory=set)

    def count(self, befund: Befund) -> None:
        """Count a finding that is reported."""
        self.gezaehlt[befund.schwere] += 1
        self.hat_ausfall = self.hat_ausfall or befund.code == AUSFALLCODE

    def keep(self, befund: Befund, nummer: int) -> None:
        """Hold a finding that belongs to no single contract."""
        self.count(befund)
        self.geteilte.setdefault(befund.position.datei, []).append((nummer, befund))
