"""Work on every contract of a repository: many on all cores, or on a cluster; what comes of it comes back in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner

from .fortschritt import work_through

if TYPE_CHECKING:
    from .pakete import Arbeit
    from .werkbaenke import Kerne

R = TypeVar("R")

KERNE_AB: Final = 48
"""From so many contracts on the start of the processes (each loads the clause texts) is won back."""
JE_KERN: Final = 8
BAUKERNE_AB: Final = 3
"""To build a contract takes seconds: with so many the start of the processes is won back."""
BAUKERNE_MAX: Final = 8
"""Each has a typesetter and a pandoc beside it, which may take up to a gigabyte of memory."""
_HOECHSTENS: Final = 60  # Windows cannot wait for more processes at once


def count_kerne(anzahl: int) -> int:
    """Return how many processes check so many contracts best; 1 means: no further process."""
    return min(usable_kerne(), anzahl // JE_KERN, _HOECHSTENS) if anzahl >= KERNE_AB else 1


def count_baukerne(anzahl: int) -> int:
    """Return how many processes build so many contracts best; 1 means: no further process."""
    return min(usable_kerne(), anzahl, BAUKERNE_MAX) if anzahl >= BAUKERNE_AB else 1


def usable_kerne() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Verteiler: TypeAlias = "Callable[[Arbeit[Any], Bestand, Sequence[Vertragsordner]], Generator[Any, None, None]]"
"""Has work done on contracts and yields what comes of it, in their order."""


def work_here(arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner]) -> Generator[R, None, None]:
    """Yield what the work makes of each contract, on this machine: on several cores where there are enough contracts."""
    kerne = count_kerne(len(ordner))
    if kerne <= 1:
        yield from _work_alone(arbeit, bestand, ordner)
        return
    from .werkbaenke import open_kerne

    with open_kerne(kerne) as weg:
        yield from _work_at(weg, 0, arbeit, bestand, ordner)


@contextmanager
def open_baukerne(anzahl: int, vorbereite: Callable[[], object]) -> Iterator[Verteiler]:
    """Start what builds so many contracts and yield it: each contract goes to the next free core.

    `vorbereite` is called at each core at once: what all contracts need is loaded there while the caller still does something else.
    """
    kerne = count_baukerne(anzahl)
    if kerne <= 1:
        yield _work_alone
        return
    from .werkbaenke import open_kerne

    with open_kerne(kerne) as weg:
        for _ in range(kerne):
            weg.executor.submit(vorbereite)
        yield partial(_work_at, weg, 1)


def _work_alone(arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner]) -> Generator[R, None, None]:
    for ort in ordner:
        yield arbeit(bestand.read_dateien(ort))


def _work_at(
    weg: Kerne, je_paket: int, arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner]
) -> Generator[R, None, None]:
    from .pakete import run_packets

    with closing(run_packets(arbeit, bestand, ordner, weg, je_paket)) as fertige:
        yield from fertige


def work_on_contracts(
    arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner], was: str, ab: int, wer: Verteiler = work_here
) -> Generator[R, None, None]:
    """Yield what the work makes of each contract, in their order; who does it changes nothing but the time.

    From `ab` contracts on a bar named `was` shows how far it is. An exception names the contract in its first note.
    """
    with closing(wer(arbeit, bestand, ordner)) as fertige:
        yield from work_through(ordner, was, lambda _: next(fertige), lambda ort: ort.kennung, ab)
