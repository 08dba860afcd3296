"""Who may read what is written: files about a person only the one who writes them, where the system knows such rights."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NUR_EIGENE: Final = 0o077
"""What is taken from everybody else: files get 600, folders 700."""


@contextmanager
def private_files(ist_vertraulich: bool) -> Iterator[None]:
    """Let files made in this block belong to their writer alone. The mask is that of the process, so one build at a time."""
    if not ist_vertraulich:
        yield
        return
    davor = os.umask(NUR_EIGENE)
    try:
        yield
    finally:
        os.umask(davor)
