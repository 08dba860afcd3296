"""Mutants of a rule, each in a process of its own that ends with the answer."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from parso.tree import NodeOrLeaf, search_ancestor

from checks.registry import find_regel
from tests.mutation.operatoren import OPERATOREN
from tests.mutation.proben import Probe, list_proben

SEKUNDEN = 60
"""A mutant that has not answered by then runs for ever; every rule answers all that is asked of it in far less."""
_UEBERLEBT, _ROT = 0, 1


@dataclass(frozen=True)
class Mutant:
    """A rule with one condition negated or removed; `code` is its whole source."""

    regel: str
    funktion: str
    zeile: int
    bedingung: str
    wird: str
    code: str = field(repr=False)


def list_mutanten(regel: str) -> list[Mutant]:
    """Return all mutants of a rule in the order of its source."""
    quelltext = _path(_modul(regel)).read_text(encoding="utf-8")
    return sorted((m for o in OPERATOREN for m in _mutate(regel, quelltext, o())), key=lambda m: m.zeile)


def _mutate(regel: str, quelltext: str, operator: Operator) -> Iterator[Mutant]:
    stellen = [(k, n) for k in ast_nodes(get_ast(quelltext)) for n, _ in enumerate(operator.mutation_positions(k))]
    for nummer, (knoten, index) in enumerate(stellen):
        code = mutate_code(quelltext, operator, nummer)
        if code is None:
            raise LookupError(f"{regel}: {type(operator).__name__} {nummer}")
        funktion = search_ancestor(knoten, "funcdef")
        name = funktion.name.value if funktion is not None else ""
        yield Mutant(regel, name, knoten.start_pos[0], _write(knoten), operator.name_of(knoten, index), code)


def _write(knoten: NodeOrLeaf) -> str:
    return " ".join(knoten.get_code(include_prefix=False).split())


def _modul(regel: str) -> ModuleType:
    gefunden = find_regel(regel)
    if gefunden is None:
        raise SystemExit(f"Die Regel {regel} gibt es nicht.")
    return import_module(gefunden.__name__)  # type: ignore[union-attr]


def _path(modul: ModuleType) -> Path:
    return Path(str(modul.__file__))


def find_survivors(regel: str, mutanten: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that nothing asked of the rule tells from it; raises where the rule itself answers wrongly."""
    modul, proben = _modul(regel), list_proben(regel)
    falsch = [n for n, probe in enumerate(proben) if not probe(modul)]
    if falsch:
        raise AssertionError(f"{regel}: wrong without any mutation in {falsch}")
    gc.freeze()
    try:
        return [m for m in mutanten if _survives(modul, compile(m.code, str(modul.__file__), "exec"), proben)]
    finally:
        gc.unfreeze()


def _survives(modul: ModuleType, code: CodeType, proben: Sequence[Probe]) -> bool:
    kind = os.fork()
    if not kind:
        _answer(modul, code, proben)
    ende = os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1])
    if ende not in (_UEBERLEBT, _ROT, -signal.SIGALRM):
        raise RuntimeError(f"{modul.__name__}: a mutant ended with {ende}")
    return ende == _UEBERLEBT


def _answer(modul: ModuleType, code: CodeType, proben: Sequence[Probe]) -> None:
    """End this process with the answer; what the mutant remembers ends with it."""
    ende = _ROT
    signal.alarm(SEKUNDEN)
    try:
        mutant = ModuleType(modul.__name__)
        mutant.__file__, mutant.__package__ = modul.__file__, modul.__package__
        sys.modules[modul.__name__] = mutant
        exec(code, mutant.__dict__)  # noqa: S102 - our own source with one condition changed
        ende = _UEBERLEBT if all(probe(mutant) for probe in proben) else _ROT
    finally:
        # An error is an answer, too; nothing that the parent has open may be flushed or closed here.
        os._exit(ende)
