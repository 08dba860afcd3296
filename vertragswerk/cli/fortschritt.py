"""A progress bar for long work, on a terminal only; and which thing was worked on when something broke."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
LANG = 5


def progress(dinge: Sequence[T], was: str, ab: int = LANG) -> Iterator[T]:
    """Yield the things; from `ab` things on a bar on standard error shows how far it is."""
    yield from _with_bar(dinge, was) if len(dinge) >= ab and sys.stderr.isatty() else dinge


def work_through(
    dinge: Sequence[T], was: str, tue: Callable[[T], R], nenne: Callable[[T], str], ab: int = LANG
) -> Iterator[R]:
    """Yield what `tue` makes of each thing, with a bar; an exception passes on with the name of the thing as its note."""
    for ding in progress(dinge, was, ab):
        try:
            ergebnis = tue(ding)
        except Exception as fehler:
            fehler.add_note(nenne(ding))
            raise
        yield ergebnis


def _with_bar(dinge: Sequence[T], was: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from .konsole import is_coloured

    spalten = (TextColumn(was), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    konsole = Console(stderr=True, no_color=not is_coloured(sys.stderr))
    with Progress(*spalten, console=konsole, transient=True) as balken:
        yield from balken.track(dinge)
