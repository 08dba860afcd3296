"""How often this program looks for cycles of objects: seldom, because documents are thousands of nodes without a cycle."""

from __future__ import annotations

import gc
from typing import Final

_KNOTEN_JE_LAUF: Final = 300_000
"""So many new objects hold some dozens of megabytes; the usual 700 cost a short run a sixth of its time."""


def collect_seldom() -> None:
    """Look for cycles of objects only after many new ones."""
    gc.set_threshold(_KNOTEN_JE_LAUF)


def keep_to_the_end() -> None:
    """Spare the end of the process the search for cycles among everything there is; the system takes the memory back whole."""
    gc.disable()
    gc.freeze()
