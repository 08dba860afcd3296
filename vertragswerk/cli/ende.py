"""How a command ends before its work is done: one sentence on standard error and an exit code."""

from __future__ import annotations

import os

FEHLER, AUSFALL, NICHTS = 1, 2, 3


class Abbruch(Exception):
    """Ends the command with a German sentence and an exit code."""

    def __init__(self, meldung: str, code: int = AUSFALL) -> None:
        super().__init__(meldung)
        self.meldung, self.code = meldung, code


def report_crash(fehler: Exception) -> int:
    """Say that the program itself failed, without data; the traceback only for developers. Returns the exit code.

    Notes of the exception name the contract that was being worked on.
    """
    from corpus.index.indexformat import IndexFehler
    from vertragswerk.gesetze.eingefuehrt import RAT

    from .konsole import complain

    if isinstance(fehler, IndexFehler):
        # An index in the user's cache is opened when it is first asked, anywhere below.
        complain(f"{fehler} {RAT}")
        return AUSFALL
    if os.environ.get("VERTRAGSWERK_ENTWICKLUNG"):
        raise fehler
    wo = "".join(f", bei {n}" for n in getattr(fehler, "__notes__", ())[:1])
    complain(
        f"Das Programm ist auf einen inneren Fehler gestoßen ({type(fehler).__name__}{wo}). "
        "Es ist nichts geschrieben, was nicht vollständig ist. "
        "Bitte melden Sie den Fehler mit dem Befehl, den Sie eingegeben haben."
    )
    return AUSFALL
