"""Work on every contract of a repository: many on all cores, in packets; what comes of it comes back in order."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.speicher import collect_seldom

from .ende import Abbruch
from .fortschritt import work_through

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

R = TypeVar("R")
Arbeit: TypeAlias = Callable[[Bestand, Vertragsordner], R]
"""What is done with one contract: a function of a module, or a part of one, so that it can be sent to a process."""

KERNE_AB: Final = 48
"""From so many contracts on the start of the processes (each loads the clause texts) is won back."""
JE_PAKET: Final = 8
_VORLAUF: Final = 8
"""So many packets per process may be done or in work before the first of them is taken."""
_HOECHSTENS: Final = 60  # Windows cannot wait for more processes at once


def count_kerne(anzahl: int) -> int:
    """Return how many processes check so many contracts best; 1 means: no further process."""
    return min(usable_kerne(), anzahl // JE_PAKET, _HOECHSTENS) if anzahl >= KERNE_AB else 1


def usable_kerne() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_on_contracts(
    arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner], was: str, ab: int
) -> Generator[R, None, None]:
    """Yield what the work makes of each contract, in their order; how many processes do it changes nothing but the time.

    From `ab` contracts on a bar named `was` shows how far it is. An exception names the contract in its first note.
    """
    kerne = count_kerne(len(ordner))
    if kerne > 1:
        with closing(run_on_kerne(arbeit, bestand, ordner, kerne)) as fertige:
            yield from work_through(ordner, was, lambda _: next(fertige), _name, ab)
    else:
        yield from work_through(ordner, was, partial(arbeit, bestand), _name, ab)


def _name(ort: Vertragsordner) -> str:
    return ort.kennung


def run_on_kerne(
    arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner], kerne: int
) -> Generator[R, None, None]:
    """Yield the results for the contracts in their order as they get ready; closing the iterator ends the processes.

    An exception in a process is raised here with the contract's Kennung as its first note.
    """
    from multiprocessing.connection import wait

    anzahl = -(-len(ordner) // JE_PAKET)
    verteilt = 0
    fertig: dict[int, list[R]] = {}
    with _open_werkbaenke(arbeit, bestand, min(kerne, anzahl)) as leitungen:
        frei = list(leitungen)
        for an_der_reihe in range(anzahl):
            while an_der_reihe not in fertig:
                # Where one packet takes long, the results behind it would pile up without an end.
                while frei and verteilt < min(anzahl, an_der_reihe + _VORLAUF * kerne):
                    paket = ordner[verteilt * JE_PAKET : (verteilt + 1) * JE_PAKET]
                    _send(frei.pop(0), verteilt, paket)
                    verteilt += 1
                bereit = wait(leitungen)
                for leitung in (x for x in leitungen if x in bereit):
                    nummer, ergebnis = _receive(leitung)
                    fertig[nummer] = ergebnis
                    frei.append(leitung)
            yield from fertig.pop(an_der_reihe)


def _send(leitung: Connection, nummer: int, paket: Sequence[Vertragsordner]) -> None:
    with _explain_loss():
        leitung.send((nummer, paket))


def _receive(leitung: Connection) -> tuple[int, list[Any]]:
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
        rat = "Meist fehlt Arbeitsspeicher: Beenden Sie andere Programme, oder nehmen Sie weniger Verträge auf einmal."
        raise Abbruch(f"Das System hat einen Teil der Arbeit beendet. {rat}") from fehler


@contextmanager
def _open_werkbaenke(arbeit: Arbeit[R], bestand: Bestand, anzahl: int) -> Iterator[list[Connection]]:
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
            prozess = art.Process(target=_serve, args=(dort, arbeit, replace(bestand, ordner=())), daemon=True)
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


def _serve(leitung: Connection, arbeit: Arbeit[R], bestand: Bestand) -> None:
    """Work on packets until the line is closed, which it also is when the other process was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    collect_seldom()
    try:
        while True:
            nummer, paket = leitung.recv()
            leitung.send((nummer, _do_paket(arbeit, bestand, paket)))
    except (EOFError, OSError):
        return


def _do_paket(arbeit: Arbeit[R], bestand: Bestand, paket: Sequence[Vertragsordner]) -> list[R] | Exception:
    ergebnisse = []
    for ort in paket:
        try:
            ergebnisse.append(arbeit(bestand, ort))
        except Exception as fehler:  # noqa: BLE001 - raised again by the process that started this one
            ersatz = fehler if _is_portable(fehler) else RuntimeError(type(fehler).__name__)
            ersatz.add_note(ort.kennung)
            return ersatz
    return ergebnisse


def _is_portable(fehler: Exception) -> bool:
    """Tell whether an exception survives the way to the other process; some cannot be built again."""
    try:
        return isinstance(pickle.loads(pickle.dumps(fehler)), type(fehler))  # noqa: S301 - made in the same line
    except Exception:  # noqa: BLE001 - whatever stops it, it is not portable
        return False
