"""A progress bar for long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
LANG = 5


def progress(dinge: Sequence[T], was: str) -> Iterator[T]:
    """Yield the things; show a bar on standard error while more than a few are worked on."""
    if len(dinge) < LANG or not sys.stderr.isatty():
        yield from dinge
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(dinge, description=was, console=Console(stderr=True), transient=True)
