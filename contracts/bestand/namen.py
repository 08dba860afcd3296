"""Names in a repository that every system takes as names of files and folders."""

from __future__ import annotations

import re
from typing import Final

_KENNUNG = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}").fullmatch
_OBJEKT = re.compile(r"[a-z][a-z0-9]{0,19}").fullmatch
_KLAUSELDATEI = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}").fullmatch
# Windows reserves these in any case and with any extension.
_RESERVIERT: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{geraet}{nummer}" for geraet in ("com", "lpt") for nummer in range(1, 10)))
)


def is_kennung(name: str) -> bool:
    """Tell whether a contract may have this name: letters, digits, hyphens, allowed as a folder on every system."""
    # `manifest.json` stands beside the files that bear the Kennung.
    return _KENNUNG(name) is not None and name.lower() not in {*_RESERVIERT, "manifest"}


def is_objektname(name: str) -> bool:
    """Tell whether a joint object (a party) may have this name: small letters and digits, allowed as a file on every system."""
    return _OBJEKT(name) is not None and name not in _RESERVIERT


def is_klauseldatei(name: str) -> bool:
    """Tell whether a clause file may have this name (without `.md`)."""
    return _KLAUSELDATEI(name) is not None and name.lower() not in _RESERVIERT
