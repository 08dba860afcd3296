"""What the language server takes from a keystroke to the findings, against one check of the same contract as a whole process."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.beispiel import make_single
from benchmarks.messen import Messung, find_command, measure, measure_process, report, run_program
from tests.vertragswerk.editor.test_server import VERTRAG, Sitzung

SCHEMA = Path(__file__).resolve().parent.parent / "contracts" / "schema" / "traegerbudget_singulaer.schema.json"
ANSCHLAEGE = 20
RUHE = 0.3
"""Seconds between two edits, more than the server waits for the next keystroke of a word."""


def editor() -> None:
    """An edit of a contract of some 480 lines, over the wire and by the clock, after the contract was opened."""
    with tempfile.TemporaryDirectory() as ordner:
        datei = make_single(Path(ordner))
        zeiten = asyncio.run(_edit(Path(ordner)))
        unsere = Messung("language server, from the edit to the findings", tuple(zeiten))
        befehl = [find_command(), "pruefen", ordner]
        frisch = {"VERTRAGSWERK_VORRAT": "aus"}
        einzeln = measure("vertragswerk pruefen, a whole process, anew", lambda: run_program(befehl, **frisch), 7)
        schema = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(datei)]
        andere = measure_process("check-jsonschema, schema only, a whole process", schema, 7)
    report("An edit in the editor", unsere, [einzeln, andere], "≤ 1/20 of a check as a whole process")


async def _edit(wurzel: Path) -> list[float]:
    """Return the seconds from each edit to what the server says of it."""
    zeiten = []
    async with Sitzung(wurzel) as sitzung:
        text = await sitzung.open(VERTRAG)
        await sitzung.said(VERTRAG)
        for n in range(ANSCHLAEGE):
            await asyncio.sleep(RUHE)
            beginn = time.perf_counter()
            sitzung.change(VERTRAG, text.replace("menge: 731", f"menge: {700 + n}"))
            await sitzung.said(VERTRAG)
            zeiten.append(time.perf_counter() - beginn)
    return zeiten
