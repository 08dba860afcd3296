"""A bound around code that is not ours: it is stopped when it takes too long or too much memory, and the program ends if it cannot be.

An exception is raised within the running code from outside, again and again, as code may catch what it does not know. What does not even then end
(one endless call into a library) leaves only the end of the process: nothing is lost by it, because files are moved into place when they
are complete.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SEKUNDEN = 10.0
MIB: Final = 1024
FRIST: Final = 5.0
"""Seconds that code gets to end after it was stopped the first time."""
TAKT: Final = 0.2
AUSFALL: Final = 2


class Schrankenfehler(RuntimeError):
    """Code was stopped; the text is a German clause."""


class _Halt(BaseException):
    """What is raised within the code: no `except Exception` of its own holds it up."""


class _Waechter:
    """Watches one piece of work of one thread."""

    def __init__(self, was: str, sekunden: float, mib: int) -> None:
        self.was, self._sekunden, self._mib = was, sekunden, mib
        self._faden = ctypes.c_ulong(threading.get_ident())
        self._zu_ende = threading.Event()
        self._schloss = threading.Lock()
        self.grund = ""

    def watch(self) -> None:
        """Stop the work once it is beyond a bound; ends with the work."""
        beginn, anfangs = time.monotonic(), memory()
        gestoppt = 0.0
        while not self._zu_ende.wait(TAKT):
            jetzt = time.monotonic()
            if not self.grund:
                self.grund = self._beyond(jetzt - beginn, memory() - anfangs)
                gestoppt = jetzt
            if self.grund and jetzt - gestoppt > FRIST:
                self._end_process()
            if self.grund:
                self._raise(ctypes.py_object(_Halt))

    def finish(self) -> None:
        """Say that the work has ended; after it nothing is raised any more, and what comes at the last moment is caught here."""
        while True:
            try:
                self._zu_ende.set()
                with self._schloss:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self._faden, None)
                return
            except _Halt:
                continue

    def _beyond(self, sekunden: float, mib: float) -> str:
        if sekunden > self._sekunden:
            return f"braucht länger als {self._sekunden:g} Sekunden"
        return f"braucht mehr als {self._mib} MiB Speicher" if mib > self._mib else ""

    def _raise(self, was: ctypes.py_object[type[_Halt]]) -> None:
        with self._schloss:
            if not self._zu_ende.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._faden, was)

    def _end_process(self) -> None:
        satz = f"{self.was} {self.grund} und lässt sich nicht anhalten. Das Programm ist deshalb beendet.\n"
        os.write(2, satz.encode("utf-8"))
        os._exit(AUSFALL)


@contextmanager
def bounded(was: str, sekunden: float | None = None, mib: int = MIB) -> Iterator[None]:
    """Do work within bounds of time by the clock and of memory that the process gains; `was` names the work as a subject.

    Raises Schrankenfehler beyond them. Ends the process with code 2 and a sentence on standard error where the work does not stop
    within 5 seconds. How much memory there is used is known on Linux alone; elsewhere time is the only bound.
    """
    waechter = _Waechter(was, SEKUNDEN if sekunden is None else sekunden, mib)
    faden = threading.Thread(target=waechter.watch, daemon=True, name="schranke")
    faden.start()
    try:
        try:
            yield
        finally:
            waechter.finish()
    except _Halt:
        waechter.finish()
        raise Schrankenfehler(f"{was} {waechter.grund} und wurde angehalten.") from None
    finally:
        faden.join()
    if waechter.grund:
        raise Schrankenfehler(f"{was} {waechter.grund}.")


def memory() -> float:
    """Return the MiB that the process holds now; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0.0
    return (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 1024 / 1024
    )
