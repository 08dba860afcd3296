"""How a command ends before its work is done: one sentence on standard error and an exit code."""

from __future__ import annotations

import os
import sys

FEHLER, AUSFALL, NICHTS = 1, 2, 3


class Abbruch(Exception):
    """Ends the command with a German sentence and an exit code."""

    def __init__(self, meldung: str, code: int = AUSFALL) -> None:
        super().__init__(meldung)
        self.meldung, self.code = meldung, code

    def show(self) -> None:
        """Print the sentence on standard error."""
        sys.stderr.write(f"{self.meldung}\n")


def report_crash(fehler: Exception) -> int:
    """Say that the program itself failed, without data; the traceback only for developers. Returns the exit code."""
    if os.environ.get("VERTRAGSWERK_ENTWICKLUNG"):
        raise fehler
    sys.stderr.write(
        f"Das Programm ist auf einen inneren Fehler gestoßen ({type(fehler).__name__}). "
        "Es ist nichts geschrieben, was nicht vollständig ist. "
        "Bitte melden Sie den Fehler mit dem Befehl, den Sie eingegeben haben.\n"
    )
    return AUSFALL
