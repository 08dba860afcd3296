"""The page that states the mutation score of every rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from checks.regel import FAMILIEN
from tests.hilfen import PROJEKT
from tests.mutation.lauf import Mutant

SEITE = PROJEKT / "docs" / "mutationen.md"
GLEICHWERTIG = Path(__file__).with_name("gleichwertig.yaml")
ZIEL = 95
"""Percent of the mutants that differ from the rule, of each family."""
KOPF = """# Conditions of rules, negated and removed

`nox -s mutation` negates and removes every condition of every rule, one at a time, and asks the mutant what the tests ask the rule: its
cases, its sentences, and that the examples are clean (ADR 0033). A mutant that answers wrongly, breaks or never ends is red. `nox -s
mutation -- ZB-12` prints those of one rule that are not. This page is written by a run over all rules.

*Equal* are mutants that no case can tell from the rule; `tests/mutation/gleichwertig.yaml` says why, and so does the end of this page. The
score counts the others.
"""


@dataclass(frozen=True)
class Ergebnis:
    """What came of the mutants of one rule; `gruende` are those that are equal, each with the reason."""

    regel: str
    anzahl: int
    ueberlebende: tuple[Mutant, ...]
    gruende: tuple[tuple[Mutant, str], ...]

    @property
    def rot(self) -> int:
        """Return how many mutants were told from the rule."""
        return self.anzahl - len(self.ueberlebende) - len(self.gruende)


def judge(regel: str, anzahl: int, uebrig: Sequence[Mutant]) -> tuple[Ergebnis, list[str]]:
    """Sort what was left into equal and surviving; also return entries of equal ones that no mutant left needs."""
    daten = yaml.safe_load(GLEICHWERTIG.read_text(encoding="utf-8"))
    gruende = {
        (regel, e["in"], e["bedingung"], e["wird"]): str(daten["gruende"].get(e["warum"], e["warum"]))
        for e in daten["regeln"].get(regel, ())
    }
    gleich = tuple((m, gruende[m.merkmal]) for m in uebrig if m.merkmal in gruende)
    unnuetz = gruende.keys() - {m.merkmal for m in uebrig}
    ueberlebende = tuple(m for m in uebrig if m.merkmal not in gruende)
    return Ergebnis(regel, anzahl, ueberlebende, gleich), [" | ".join(m) for m in sorted(unnuetz)]


def score(ergebnisse: Iterable[Ergebnis]) -> float:
    """Return the percentage of red ones among the mutants that differ; 100 where there is none."""
    liste = list(ergebnisse)
    rot, offen = sum(e.rot for e in liste), sum(len(e.ueberlebende) for e in liste)
    return 100 * rot / (rot + offen) if rot + offen else 100.0


def describe(mutant: Mutant) -> str:
    """Return a mutant in one line."""
    return f"{mutant.regel} `{mutant.funktion}`: `{mutant.bedingung}` → {mutant.wird}"


def write_seite(ergebnisse: Sequence[Ergebnis]) -> str:
    """Return the page."""
    return "\n".join((KOPF, *_families(ergebnisse), *_survivors(ergebnisse), *_equals(ergebnisse), *_rules(ergebnisse)))


def _row(name: str, ergebnisse: Sequence[Ergebnis]) -> str:
    summen = (
        sum(e.anzahl for e in ergebnisse),
        sum(e.rot for e in ergebnisse),
        sum(len(e.gruende) for e in ergebnisse),
        sum(len(e.ueberlebende) for e in ergebnisse),
    )
    return f"| {name} | {' | '.join(map(str, summen))} | {score(ergebnisse):.1f} |"


def _families(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    zeilen = ["| family | mutants | red | equal | surviving | score |", "|---|---|---|---|---|---|"]
    for familie in FAMILIEN:
        zeilen.append(_row(familie, [e for e in ergebnisse if e.regel.startswith(f"{familie}-")]))
    return [*zeilen, _row("all", ergebnisse), ""]


def _survivors(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    offen = [f"- {describe(m)}" for e in ergebnisse for m in e.ueberlebende]
    return ["## Surviving", "", *(offen or ["None."]), ""]


def _equals(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    gleich = [f"- {describe(m)}. {grund}" for e in ergebnisse for m, grund in e.gruende]
    return ["## Equal", "", *(gleich or ["None."]), ""]


def _rules(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    kopf = ["## Rules", "", "| rule | mutants | red | equal | surviving | score |", "|---|---|---|---|---|---|"]
    return [*kopf, *(_row(e.regel, [e]) for e in sorted(ergebnisse, key=lambda e: e.regel)), ""]
