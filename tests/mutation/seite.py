"""The page that states the mutation score of every rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from checks.regel import FAMILIEN
from checks.registry import ALLE
from tests.hilfen import PROJEKT

SEITE = PROJEKT / "docs" / "mutationen.md"
STAND = Path(__file__).with_name("ergebnis.json")
GLEICHWERTIG = Path(__file__).with_name("gleichwertig.yaml")
ZIEL = 95
"""Percent of the mutants that differ from their rule."""
KOPF = """# Conditions of rules, negated and removed

`nox -s mutation` negates and removes every condition of every rule, one at a time, and asks the mutant what the tests ask the rule: its
cases, its sentences, and that the examples are clean (ADR 0033). A mutant that answers wrongly, breaks or never ends is red.
`nox -s mutation -- ZB-12` runs one rule only. Each run keeps what it found of a rule in `tests/mutation/ergebnis.json`, of which this page
is made.

*Equal* are mutants that no case can tell from the rule; `tests/mutation/gleichwertig.yaml` says why, and so does the end of this page. The
score counts the others.
"""


Rest: TypeAlias = tuple[str, str, str]
"""A mutant that nothing told from its rule: function, condition, what became of it."""


@dataclass(frozen=True)
class Ergebnis:
    """What came of the mutants of one rule; `gruende` are those that are equal, each with the reason, `unnuetze` reasons for none."""

    regel: str
    anzahl: int
    ueberlebende: tuple[Rest, ...]
    gruende: tuple[tuple[Rest, str], ...]
    unnuetze: tuple[Rest, ...]

    @property
    def rot(self) -> int:
        """Return how many mutants were told from the rule."""
        return self.anzahl - len(self.ueberlebende) - len(self.gruende)


def load_stand() -> dict[str, dict[str, Any]]:
    """Return what the last run over each rule found, by its code."""
    stand: dict[str, dict[str, Any]] = json.loads(STAND.read_text(encoding="utf-8")) if STAND.is_file() else {}
    return stand


def store_stand(stand: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep what was found of each rule that there is, and write the page of it."""
    bleibt = {m.REGEL.code: stand[m.REGEL.code] for m in ALLE if m.REGEL.code in stand}
    STAND.write_text(json.dumps(bleibt, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    SEITE.write_text(write_seite([judge(r, bleibt[r]) for r in bleibt]), encoding="utf-8", newline="\n")


def judge(regel: str, stand: Mapping[str, Any]) -> Ergebnis:
    """Sort what was left of a rule into equal and surviving."""
    daten = yaml.safe_load(GLEICHWERTIG.read_text(encoding="utf-8"))
    gruende = {
        (e["in"], e["bedingung"], e["wird"]): str(daten["gruende"].get(e["warum"], e["warum"]))
        for e in daten["regeln"].get(regel, ())
    }
    uebrig: list[Rest] = [(funktion, bedingung, wird) for funktion, bedingung, wird in stand["uebrig"]]
    return Ergebnis(
        regel,
        stand["mutanten"],
        tuple(u for u in uebrig if u not in gruende),
        tuple((u, gruende[u]) for u in uebrig if u in gruende),
        tuple(sorted(gruende.keys() - set(uebrig))),
    )


def score(ergebnisse: Iterable[Ergebnis]) -> float:
    """Return the percentage of red ones among the mutants that differ; 100 where there is none."""
    liste = list(ergebnisse)
    rot, offen = sum(e.rot for e in liste), sum(len(e.ueberlebende) for e in liste)
    return 100 * rot / (rot + offen) if rot + offen else 100.0


def describe(regel: str, rest: Rest) -> str:
    """Return a mutant in one line."""
    funktion, bedingung, wird = rest
    return f"{regel} `{funktion}`: `{bedingung}` → {wird}"


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
    offen = [f"- {describe(e.regel, m)}" for e in ergebnisse for m in e.ueberlebende]
    return ["## Surviving", "", *(offen or ["None."]), ""]


def _equals(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    gleich = [f"- {describe(e.regel, m)}. {grund}" for e in ergebnisse for m, grund in e.gruende]
    return ["## Equal", "", *(gleich or ["None."]), ""]


def _rules(ergebnisse: Sequence[Ergebnis]) -> list[str]:
    kopf = ["## Rules", "", "| rule | mutants | red | equal | surviving | score |", "|---|---|---|---|---|---|"]
    return [*kopf, *(_row(e.regel, [e]) for e in sorted(ergebnisse, key=lambda e: e.regel)), ""]
