"""The processes of this machine as an executor of `concurrent.futures`' interface."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from vertragswerk.speicher import collect_seldom

from .ende import Abbruch
from .pakete import make_portable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kerne:
    """The cores of this machine, as who carries out packets."""

    executor: Werkbaenke
    plaetze: int
    ist_fern: bool = False

    def look(self) -> None:
        """Nothing to see: a process that is gone is heard of by its line."""

    def explain(self, fehler: BaseException) -> BaseException:
        """Return the failure: it is a sentence already."""
        return fehler


@contextmanager
def open_kerne(anzahl: int) -> Iterator[Kerne]:
    """Start so many processes; whatever happens, none of them stays behind."""
    werkbaenke = Werkbaenke(anzahl)
    try:
        yield Kerne(werkbaenke, anzahl)
    finally:
        werkbaenke.shutdown()


class Werkbaenke(ThreadPoolExecutor):
    """Processes, each served by a thread that hands it one call after the other and waits for what comes back.

    Unlike those of `ProcessPoolExecutor` they end when the process that started them was killed, and at once when it is done with
    them, also in the middle of a call.
    """

    def __init__(self, anzahl: int) -> None:
        """Start the processes."""
        super().__init__(anzahl)
        self._frei: SimpleQueue[Connection] = SimpleQueue()
        self._prozesse: list[BaseProcess] = []
        # Ctrl-C reaches every process of a terminal; only this one answers.
        bisher = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            for _ in range(anzahl):
                self._start()
        except BaseException:
            self.shutdown()
            raise
        finally:
            signal.signal(signal.SIGINT, bisher)

    def _start(self) -> None:
        from multiprocessing import get_context

        # The same way of starting on every system; a fork would copy a process whose threads it does not copy.
        art = get_context("spawn")
        hier, dort = art.Pipe()
        prozess = art.Process(target=_serve, args=(dort,), daemon=True)
        prozess.start()
        dort.close()
        self._prozesse.append(prozess)
        self._frei.put(hier)

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a call made by one of the processes."""
        return super().submit(self._hand_over, fn, args, kwargs)

    def _hand_over(self, fn: Callable[..., R], args: Any, kwargs: Any) -> R:
        leitung = self._frei.get()
        try:
            leitung.send((fn, args, kwargs))
            ist_gelungen, ergebnis = leitung.recv()
        except (EOFError, OSError) as fehler:
            # The system takes a process away where memory runs out.
            rat = "Meist fehlt Arbeitsspeicher: Beenden Sie andere Programme, oder nehmen Sie weniger Verträge auf einmal."
            raise Abbruch(f"Das System hat einen Teil der Arbeit beendet. {rat}") from fehler
        finally:
            self._frei.put(leitung)
        if not ist_gelungen:
            raise ergebnis
        fertig: R = ergebnis
        return fertig

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End the processes, whatever they are doing."""
        for prozess in self._prozesse:
            prozess.terminate()
        for prozess in self._prozesse:
            prozess.join()
        super().shutdown(wait, cancel_futures=cancel_futures)


def _serve(leitung: Connection) -> None:
    """Make calls until the line is closed, which it also is when the other process was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    collect_seldom()
    try:
        while True:
            fn, args, kwargs = leitung.recv()
            try:
                antwort = (True, fn(*args, **kwargs))
            except Exception as fehler:  # noqa: BLE001 - raised again by the process that started this one
                antwort = (False, make_portable(fehler))
            leitung.send(antwort)
    except (EOFError, OSError):
        return
