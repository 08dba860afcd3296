"""The kind that a contract file names, read off its text: also where the rest of it is broken."""

from __future__ import annotations

import re
from typing import Final

_ART: Final = re.compile(r"(?m)^art:[ ]*[\"']?([a-z0-9_]+)")


def read_art(text: str) -> str:
    """Return the name of the kind, empty where the text names none."""
    treffer = _ART.search(text)
    return treffer[1] if treffer else ""
