"""The terminal and its pitfalls: closed pipes, full disks, consoles without umlauts, colours only where they are wanted."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import IO, Final

from contracts.dateien import explain_oserror

from .ende import Abbruch

ERSATZ: Final[dict[str, str]] = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS", "„": '"', "“": '"', "”": '"',
    "‚": "'", "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "─": "-", "━": "-", "·": "*", "•": "*", "…": "...",
    "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=", "§": "Par.", "€": "EUR", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
"""What stands for a character that the console's encoding lacks; anything else becomes a question mark."""


def prepare_streams() -> None:
    """Make the standard streams such that printing never fails for what is printed."""
    codecs.register_error("vertragswerk", _transcribe)
    for name in ("stdout", "stderr"):
        strom = getattr(sys, name)
        if strom is None:
            setattr(sys, name, _nowhere())
        elif hasattr(strom, "reconfigure"):
            strom.reconfigure(errors="vertragswerk")


def _transcribe(fehler: UnicodeError) -> tuple[str, int]:
    if not isinstance(fehler, UnicodeEncodeError):
        raise fehler
    return "".join(ERSATZ.get(z, "?") for z in fehler.object[fehler.start : fehler.end]), fehler.end


def write(text: str) -> None:
    """Print on standard output. A reader who has gone away ends nothing; a full disk ends the command with a sentence."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as fehler:
        # Windows says EINVAL for a pipe that is closed. The stream is dropped: what it still holds would fail again.
        sys.stdout = _nowhere()
        if fehler.errno not in (errno.EPIPE, errno.EINVAL):
            raise Abbruch(f"Die Ausgabe kann nicht geschrieben werden: {explain_oserror(fehler)}.") from fehler


def complain(text: str) -> None:
    """Print a line on standard error, where somebody still reads it."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = _nowhere()


def is_coloured(strom: IO[str]) -> bool:
    """Tell whether to colour: on a terminal that can, and not with NO_COLOR."""
    return strom.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _nowhere() -> IO[str]:
    """Return a stream that takes everything; the standard stream's own number is led there too, against a late flush."""
    strom = Path(os.devnull).open("w", encoding="utf-8")
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(strom.fileno(), 1)
    return strom
