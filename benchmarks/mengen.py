"""Amounts: how time and memory grow with the size of a law that is imported, and with the number of contracts checked."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.beispiel import make_repository

NORMEN = (2_500, 20_000)
VERTRAEGE = (1_000, 5_000)
_GESETZ = (
    '<?xml version="1.0" encoding="UTF-8" ?><dokumente builddate="{tag}"><norm><metadaten><jurabk>MessG</jurabk>'
    "<kurzue>Messgesetz</kurzue></metadaten></norm>{normen}</dokumente>"
)
_NORM = (
    "<norm><metadaten><enbez>§ {n}</enbez><titel>Aufgabe {n}</titel></metadaten><textdaten><text><Content>"
    "<P>(1) Der Träger erbringt die Leistung {n}. Er kann sie {wort} ändern.</P><P>(2) Das Nähere regelt <DL><DT>1.</DT>"
    "<DD><LA>die Ordnung,</LA></DD><DT>2.</DT><DD><LA>der Plan {n}.</LA></DD></DL></P></Content></text></textdaten></norm>"
)


@dataclass(frozen=True, slots=True)
class Aufwand:
    """What one run took: seconds of the processors, and the memory of its largest process in MB."""

    sekunden: float
    megabyte: float


def mengen() -> None:
    """Both amounts, small and large."""
    if not hasattr(os, "wait4"):
        print("\nAmounts: this system does not say what a process took; measure on another one.")  # noqa: T201
        return
    _report("Import of a law, twice (a first and a newer state)", "norms", NORMEN, _import_law, "≤ 9 × the time")
    _report("Check of contracts", "contracts", VERTRAEGE, _check_contracts, "≤ 5.2 × the time, ≤ 1.2 × the memory")


def _import_law(anzahl: int, ordner: Path) -> Aufwand:
    """Import a first state, then one in which every tenth provision has changed."""
    dateien = []
    for tag, jeder in (("20260901", 0), ("20261001", 10)):
        normen = "".join(
            _NORM.format(n=n, wort="nie" if jeder and n % jeder == 0 else "stets") for n in range(1, anzahl + 1)
        )
        dateien.append(ordner / f"{tag}.xml")
        dateien[-1].write_text(_GESETZ.format(tag=tag, normen=normen), encoding="utf-8")
    umgebung = {"VERTRAGSWERK_CACHE": str(ordner / "cache"), "VERTRAGSWERK_VORRAT": "aus"}
    return run_measured(["gesetze", "importieren", *map(str, dateien)], umgebung)


def _check_contracts(anzahl: int, ordner: Path) -> Aufwand:
    make_repository(ordner / "bestand", anzahl)
    befehl = ["pruefen", str(ordner / "bestand"), "--ausgabe", f"json:{ordner / 'bericht.json'}"]
    return run_measured(befehl, {"VERTRAGSWERK_CACHE": str(ordner / "cache"), "VERTRAGSWERK_VORRAT": "aus"})


def run_measured(befehl: Sequence[str], umgebung: Mapping[str, str]) -> Aufwand:
    """Run a command of the program; what its own processes took counts with it."""
    lauf = subprocess.Popen(
        [sys.executable, "-m", "vertragswerk", *befehl], env={**os.environ, **umgebung}, stdout=subprocess.DEVNULL
    )
    _, ende, verbrauch = os.wait4(lauf.pid, 0)
    lauf.returncode = os.waitstatus_to_exitcode(ende)
    if lauf.returncode not in (0, 1):
        raise RuntimeError(f"{befehl[0]}: {lauf.returncode}")
    einheit = 2**20 if sys.platform == "darwin" else 2**10
    return Aufwand(verbrauch.ru_utime + verbrauch.ru_stime, verbrauch.ru_maxrss / einheit)


def _report(titel: str, was: str, mengen: Sequence[int], miss: Callable[[int, Path], Aufwand], ziel: str) -> None:
    print(f"\n{titel}  (aim: {ziel})")  # noqa: T201
    erster: Aufwand | None = None
    for anzahl in mengen:
        with tempfile.TemporaryDirectory() as ordner:
            aufwand = miss(anzahl, Path(ordner))
        erster = erster or aufwand
        zeit, speicher = aufwand.sekunden / erster.sekunden, aufwand.megabyte / erster.megabyte
        print(  # noqa: T201
            f"  {anzahl:>6} {was:<12} {aufwand.sekunden:8.1f} s CPU {aufwand.megabyte:8.0f} MB   {zeit:5.2f} × time   {speicher:5.2f} × memory"
        )
