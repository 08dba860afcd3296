"""Measuring: the same work some times, minimum and median; ratios, because absolute times say nothing on a shared machine.

Processes run as a user's install does: with compiled byte code, warmed once.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Messung:
    """Seconds of repeated runs of one thing."""

    name: str
    zeiten: tuple[float, ...]

    @property
    def minimum(self) -> float:
        """The best run, the one least disturbed."""
        return min(self.zeiten)

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.zeiten)


def measure(name: str, arbeit: Callable[[], object], anzahl: int) -> Messung:
    """Do the work once to warm up, then `anzahl` times."""
    arbeit()
    zeiten = []
    for _ in range(anzahl):
        beginn = time.perf_counter()
        arbeit()
        zeiten.append(time.perf_counter() - beginn)
    return Messung(name, tuple(zeiten))


def measure_in_turn(arbeiten: Mapping[str, Callable[[], object]], anzahl: int) -> list[Messung]:
    """Do several works in turn, so that a busy machine slows all alike; count the processor's time of this process."""
    for arbeit in arbeiten.values():
        arbeit()
    zeiten: dict[str, list[float]] = {name: [] for name in arbeiten}
    for _ in range(anzahl):
        for name, arbeit in arbeiten.items():
            beginn = time.process_time()
            arbeit()
            zeiten[name].append(time.process_time() - beginn)
    return [Messung(name, tuple(zeit)) for name, zeit in zeiten.items()]


def measure_process(name: str, befehl: Sequence[str], anzahl: int, erlaubt: frozenset[int] = frozenset({0})) -> Messung:
    """Run a program; any exit code but the allowed ones is an error of the benchmark."""

    return measure(name, lambda: _run(befehl, erlaubt), anzahl)


def measure_cpu(name: str, befehl: Sequence[str], anzahl: int, erlaubt: frozenset[int] = frozenset({0})) -> Messung:
    """Run a program; count the processor's time (user and system) of it and of the processes it starts."""
    _run(befehl, erlaubt)
    zeiten = []
    for _ in range(anzahl):
        vorher = os.times()
        _run(befehl, erlaubt)
        nachher = os.times()
        zeiten.append(nachher.children_user + nachher.children_system - vorher.children_user - vorher.children_system)
    return Messung(name, tuple(zeiten))


def measure_both(wege: Mapping[str, Callable[[], object]], anzahl: int) -> tuple[list[Messung], list[Messung]]:
    """Do several works in turn; return wall times and the processor's time, that of the started processes included."""
    for weg in wege.values():
        weg()
    uhr: dict[str, list[float]] = {name: [] for name in wege}
    rechnen: dict[str, list[float]] = {name: [] for name in wege}
    for _ in range(anzahl):
        for name, weg in wege.items():
            beginn, vorher = time.perf_counter(), sum(os.times()[:4])
            weg()
            uhr[name].append(time.perf_counter() - beginn)
            rechnen[name].append(sum(os.times()[:4]) - vorher)
    return [Messung(n, tuple(z)) for n, z in uhr.items()], [Messung(n, tuple(z)) for n, z in rechnen.items()]


def run_program(befehl: Sequence[str], erlaubt: frozenset[int] = frozenset({0}), **umgebung: str) -> None:
    """Run a program once with additions to the environment; any exit code but the allowed ones is an error."""
    _run(befehl, erlaubt, umgebung)


def _run(befehl: Sequence[str], erlaubt: frozenset[int], zusatz: Mapping[str, str] | None = None) -> None:
    umgebung = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | dict(zusatz or {})
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=False, env=umgebung)
    if lauf.returncode not in erlaubt:
        raise RuntimeError(f"{befehl[0]}: {lauf.returncode}: {lauf.stderr[-500:]}")


def report(titel: str, unsere: Messung, andere: Sequence[Messung], ziel: str) -> None:
    """Print one comparison with ratios of medians and minima."""
    print(f"\n{titel}  (aim: {ziel})")  # noqa: T201
    for m in (unsere, *andere):
        verhaeltnis = (
            ""
            if m is unsere
            else f"   {m.median / unsere.median:7.1f} × median   {m.minimum / unsere.minimum:7.1f} × minimum"
        )
        print(f"  {m.name:<48} {m.median * 1000:10.1f} ms median {m.minimum * 1000:10.1f} ms min{verhaeltnis}")  # noqa: T201


def find_command() -> str:
    """Return the `vertragswerk` command of this Python."""
    return shutil.which("vertragswerk", path=str(Path(sys.executable).parent)) or "vertragswerk"
