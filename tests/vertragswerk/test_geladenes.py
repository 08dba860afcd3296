"""What a check of a usual contract loads: its kind, its law, its rules, and nothing that only other kinds, formats or commands need.

Half of the time of one short check are imports, and one line at the head of a module is enough to lose what was won.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import copy_beispiel, environment
from vertragswerk.cli.befundvorrat import SCHALTER

PROBE = "import sys; from vertragswerk.cli import run_command; code = run_command(); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"  # fmt: skip
BIBLIOTHEKEN = (
    "lxml", "typst", "rich", "pikepdf", "jsonschema", "holidays", "icalendar", "num2words", "pypandoc", "asyncio", "multiprocessing",
)  # fmt: skip
"""Libraries of formats, of other commands and of tables that are made in advance."""
EIGENE = (
    "generator.readers", "generator.writers", "generator.vergleich.synopse", "generator.vergleich.synopsenprobe",
    "generator.vergleich.unverfolgt", "generator.aenderung.anwendung", "generator.aenderung.befehlstext", "generator.gegenprobe",
    "contracts.rechnen.budgetfall", "contracts.rechnen.budgetrechnung", "contracts.rechnen.mitgliedschaft",
    "contracts.rechnen.regionalberechnung", "contracts.modell.budgetfalldaten", "contracts.modell.teilbudget",
    "contracts.modell.sozialraum", "contracts.modell.konferenz", "contracts.modell.modellvorhaben", "contracts.modell.modellbudget",
    "contracts.modell.rahmen", "contracts.modell.erprobung", "contracts.verfremdung", "vertragswerk.vergleich", "vertragswerk.siegel",
    "vertragswerk.editor", "vertragswerk.fertigung",
)  # fmt: skip
"""Parts of this program that a contract about one Trägerbudget does without."""


def _loaded(ort: Path) -> set[str]:
    lauf = subprocess.run(
        [sys.executable, "-c", PROBE, "pruefen", str(ort), "--stichtag", "2025-12-11"],
        env=environment(**{SCHALTER: "aus"}), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return set(lauf.stderr.split())


def test_a_check_loads_what_its_contract_needs(tmp_path: Path) -> None:
    ort = copy_beispiel(tmp_path / "bestand", ERSTER)
    shutil.rmtree(ort / "faelle")
    geladen = _loaded(ort)
    assert {"checks.registry", "generator.assemble", "contracts.modell.budget"} <= geladen, "sonst wäre nichts geprüft"
    unnoetig = {m for m in geladen for name in (*BIBLIOTHEKEN, *EIGENE) if m == name or m.startswith(f"{name}.")}
    assert not unnoetig


def test_what_is_named_here_exists() -> None:
    """A module that was renamed would be asked for in vain."""
    from importlib.util import find_spec

    assert [name for name in (*BIBLIOTHEKEN, *EIGENE) if find_spec(name) is None] == []
