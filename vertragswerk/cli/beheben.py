"""`pruefen --beheben`: write corrections into the user's files, by span; every other byte stays as it is."""

from __future__ import annotations

import difflib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from checks.befund import Befund
from checks.korrekturen import Korrektur, apply_korrekturen, find_korrektur, is_same_content, keeps_facts
from contracts.arten import Vertragsart
from contracts.yamltext.zeichen import split_zeilen
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.dateien import read_bytes
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.vertraulichkeit import is_confidential

from .ende import Abbruch
from .konsole import write

BOM: Final = "\ufeff"
RUNDEN: Final = 5
"""What is mended may uncover what was hidden behind it; so often the check is repeated at most."""


@dataclass(slots=True)
class Behebung:
    """What was found to mend in one round: old and new text by file, and how many places."""

    dateien: dict[str, tuple[str, str]] = field(default_factory=dict)
    stellen: int = 0


def plan_behebung(wurzel: Path, befunde: Iterable[Befund], ist_unsicher: bool) -> Behebung:
    """Return what would be written; a file whose edits cannot be proven harmless stays out."""
    je_datei: dict[str, list[Befund]] = defaultdict(list)
    for befund in befunde:
        je_datei[befund.position.datei].append(befund)
    plan = Behebung()
    for datei, seine in je_datei.items():
        inhalt, _ = read_bytes(wurzel / datei, wurzel)
        try:
            text = (inhalt or b"").decode("utf-8")
        except UnicodeDecodeError:
            continue
        rumpf = text.removeprefix(BOM)
        zeilen = split_zeilen(rumpf)
        gefunden = {k for b in seine if (k := find_korrektur(b, zeilen)) and (k.ist_sicher or ist_unsicher)}
        neu = apply_korrekturen(rumpf, gefunden)
        if neu != rumpf and _is_allowed(rumpf, neu, gefunden):
            plan.dateien[datei] = text, text[: len(text) - len(rumpf)] + neu
            plan.stellen += len(gefunden)
    return plan


def _is_allowed(alt: str, neu: str, korrekturen: Iterable[Korrektur]) -> bool:
    """Prove what is promised of corrections, whatever made them."""
    return keeps_facts(alt, neu) and (not all(k.ist_sicher for k in korrekturen) or is_same_content(alt, neu))


def write_behebung(wurzel: Path, plan: Behebung, arten: Sequence[Vertragsart]) -> None:
    """Write the planned files, those about a person for their owner alone; ends the command where one cannot be written."""
    for datei, (_, neu) in plan.dateien.items():
        try:
            with private_files(is_confidential(datei, arten)):
                _write(wurzel, datei, neu)
        except AblageFehler as fehler:
            raise Abbruch(str(fehler)) from fehler


def _write(wurzel: Path, datei: str, text: str) -> None:
    write_atomic(wurzel / datei, lambda: iter([text.encode("utf-8")]), wurzel=wurzel)


def show_difference(plan: Behebung) -> Iterator[str]:
    """Yield the plan as a unified diff."""
    for datei, (alt, neu) in plan.dateien.items():
        vorher, nachher = alt.splitlines(keepends=True), neu.splitlines(keepends=True)
        for zeile in difflib.unified_diff(vorher, nachher, datei, datei, n=1):
            yield zeile if zeile.endswith("\n") else f"{zeile}\n"


def confirm_behebung(plan: Behebung) -> bool:
    """Show what the unsafe corrections change, and ask; where nobody can answer nothing is written."""
    import click

    write("".join(show_difference(plan)))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        write("Nur gezeigt, nichts geschrieben: Das fragt der Befehl am Bildschirm.\n")
        return False
    return click.confirm("Diese Änderungen schreiben?", default=False)
