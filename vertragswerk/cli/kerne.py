"""Many contracts on all cores: worker processes check packets of contracts; the findings come back in order."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from vertragswerk.werk import work_one

from .ende import Abbruch

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from checks.bericht import Pruefung
    from contracts.bestand import Bestand, Vertragsordner

KERNE_AB: Final = 48
"""From so many contracts on the start of the processes (each loads the clause texts) is won back."""
JE_PAKET: Final = 8
_HOECHSTENS: Final = 60  # Windows cannot wait for more processes at once
_KNOTEN_JE_LAUF: Final = 100_000


def count_kerne(anzahl: int) -> int:
    """Return how many processes check so many contracts best; 1 means: no further process."""
    kerne = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(kerne, anzahl // JE_PAKET, _HOECHSTENS) if anzahl >= KERNE_AB else 1


def check_on_kerne(
    bestand: Bestand, ordner: Sequence[Vertragsordner], stichtag: date, kerne: int
) -> Generator[Pruefung, None, None]:
    """Yield the checks of the contracts in their order as they get ready; closing the iterator ends the processes.

    An exception in a process is raised here with the contract's Kennung as its first note.
    """
    from multiprocessing.connection import wait

    pakete = [ordner[i : i + JE_PAKET] for i in range(0, len(ordner), JE_PAKET)]
    offen = iter(range(len(pakete)))
    fertig: dict[int, list[Pruefung]] = {}
    with _open_werkbaenke(bestand, stichtag, min(kerne, len(pakete))) as leitungen:
        for leitung, nummer in zip(leitungen, offen, strict=False):
            _send(leitung, nummer, pakete[nummer])
        for an_der_reihe in range(len(pakete)):
            while an_der_reihe not in fertig:
                bereit = wait(leitungen)
                for leitung in (x for x in leitungen if x in bereit):
                    nummer, ergebnis = _receive(leitung)
                    fertig[nummer] = ergebnis
                    naechste = next(offen, None)
                    if naechste is not None:
                        _send(leitung, naechste, pakete[naechste])
            yield from fertig.pop(an_der_reihe)


def _send(leitung: Connection, nummer: int, paket: Sequence[Vertragsordner]) -> None:
    with _explain_loss():
        leitung.send((nummer, paket))


def _receive(leitung: Connection) -> tuple[int, list[Pruefung]]:
    with _explain_loss():
        nummer, ergebnis = leitung.recv()
    if isinstance(ergebnis, Exception):
        raise ergebnis
    return nummer, ergebnis


@contextmanager
def _explain_loss() -> Iterator[None]:
    """Say what it means that a process is gone: the system takes one away where memory runs out."""
    try:
        yield
    except (EOFError, OSError) as fehler:
        rat = "Meist fehlt Arbeitsspeicher: Beenden Sie andere Programme, oder prüfen Sie weniger Verträge auf einmal."
        raise Abbruch(f"Das System hat einen Teil der Prüfung beendet. {rat}") from fehler


@contextmanager
def _open_werkbaenke(bestand: Bestand, stichtag: date, anzahl: int) -> Iterator[list[Connection]]:
    """Start the processes and give the lines to them; whatever happens, none of them stays behind."""
    from multiprocessing import get_context

    # The same way of starting on every system; a fork would copy a process whose threads it does not copy.
    art = get_context("spawn")
    leitungen, prozesse = [], []
    # Ctrl-C reaches every process of a terminal; only this one answers.
    bisher = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(anzahl):
            hier, dort = art.Pipe()
            prozess = art.Process(target=_serve, args=(dort, replace(bestand, ordner=()), stichtag), daemon=True)
            prozess.start()
            dort.close()
            leitungen.append(hier)
            prozesse.append(prozess)
        signal.signal(signal.SIGINT, bisher)
        yield leitungen
    finally:
        signal.signal(signal.SIGINT, bisher)
        for prozess in prozesse:
            prozess.terminate()
        for prozess in prozesse:
            prozess.join()


def _serve(leitung: Connection, bestand: Bestand, stichtag: date) -> None:
    """Check packets until the line is closed, which it also is when the other process was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A document is thousands of nodes without a cycle: looking for cycles after every 700 is a tenth of the time.
    gc.freeze()
    gc.set_threshold(_KNOTEN_JE_LAUF)
    try:
        while True:
            nummer, paket = leitung.recv()
            leitung.send((nummer, _check_paket(bestand, paket, stichtag)))
    except (EOFError, OSError):
        return


def _check_paket(bestand: Bestand, paket: Sequence[Vertragsordner], stichtag: date) -> list[Pruefung] | Exception:
    from checks.run import check

    pruefungen = []
    for ort in paket:
        try:
            pruefungen.append(check(work_one(bestand, ort).pruefling, stichtag))
        except Exception as fehler:  # noqa: BLE001 - raised again by the process that started this one
            ersatz = fehler if _is_portable(fehler) else RuntimeError(type(fehler).__name__)
            ersatz.add_note(ort.kennung)
            return ersatz
    return pruefungen


def _is_portable(fehler: Exception) -> bool:
    """Tell whether an exception survives the way to the other process; some cannot be built again."""
    try:
        return isinstance(pickle.loads(pickle.dumps(fehler)), type(fehler))  # noqa: S301 - made in the same line
    except Exception:  # noqa: BLE001 - whatever stops it, it is not portable
        return False
