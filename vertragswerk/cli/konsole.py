"""The terminal and its pitfalls: closed pipes, consoles without umlauts, missing streams, colours only where they are wanted."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import Final, TextIO

from corpus.druckbar import mask

ERSATZ: Final[dict[str, str]] = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS", "„": '"', "“": '"', "”": '"',
    "‚": "'", "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "─": "-", "━": "-", "·": "*", "•": "*", "…": "...",
    "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=", "±": "+-", "»": '"', "«": '"', "§": "Par.", "€": "EUR", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip
"""What stands for a character that the console's encoding lacks; of any other letter its marks go ("Renée")."""


class Ausgabefehler(Exception):
    """A standard stream cannot be written; the text says why."""


class Ausgabestrom(io.TextIOWrapper):
    """A standard stream that does not mind when its reader goes away (`vertragswerk pruefen | head`)."""

    def write(self, text: str) -> int:
        """Write; without a reader the text is dropped."""
        try:
            return super().write(text)
        except OSError as fehler:
            self._give_up(fehler)
            return len(text)

    def flush(self) -> None:
        """Flush; without a reader what is left is dropped."""
        try:
            super().flush()
        except OSError as fehler:
            self._give_up(fehler)

    def _give_up(self, fehler: OSError) -> None:
        """Lead the stream nowhere, so that nothing fails again at the end; any other reason than a lost reader passes on."""
        with contextlib.suppress(OSError, ValueError):
            nichts = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nichts, self.fileno())
            os.close(nichts)
        # Windows says EINVAL for a pipe that is closed.
        if fehler.errno not in (errno.EPIPE, errno.EINVAL):
            from vertragswerk.dateisystem.dateien import explain_oserror

            raise Ausgabefehler(explain_oserror(fehler)) from fehler


def prepare_streams() -> None:
    """Make the standard streams such that printing does not fail for what is printed nor for who reads."""
    codecs.register_error("vertragswerk", transcribe)
    for name in ("stdout", "stderr"):
        strom = getattr(sys, name)
        if not isinstance(strom, io.TextIOWrapper):
            strom = io.TextIOWrapper(io.BytesIO(), encoding="utf-8") if strom is None else strom
            setattr(sys, name, strom)
            continue
        sofort, kodierung = name == "stderr" or strom.line_buffering, strom.encoding
        setattr(sys, name, Ausgabestrom(strom.detach(), kodierung, "vertragswerk", line_buffering=sofort))


def transcribe(fehler: UnicodeError) -> tuple[str, int]:
    """Return the transcription of what an encoding lacks; an error handler for `codecs.register_error`."""
    if not isinstance(fehler, UnicodeEncodeError):
        raise fehler
    return "".join(ERSATZ.get(z) or _strip_marks(z) for z in fehler.object[fehler.start : fehler.end]), fehler.end


def _strip_marks(zeichen: str) -> str:
    """Return a character in ASCII, without its marks; what has no such form is a question mark."""
    zerlegt = unicodedata.normalize("NFKD", zeichen)
    return "".join(z for z in zerlegt if not unicodedata.combining(z)).encode("ascii", "replace").decode("ascii")


def write(text: str) -> None:
    """Print on standard output, at once; control characters of names and data never reach the terminal."""
    write_pieces([mask(text)])


def write_pieces(stuecke: Iterable[str]) -> None:
    """Print what a renderer makes as its pieces come, with its own colours; the renderer has cleaned what it was given."""
    sys.stdout.writelines(stuecke)
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print a line on standard error, where it can be printed at all, without control characters."""
    with contextlib.suppress(OSError, Ausgabefehler):
        sys.stderr.write(f"{mask(text)}\n")
        sys.stderr.flush()


def is_coloured(strom: TextIO) -> bool:
    """Tell whether to colour: on a terminal that can, and not with NO_COLOR."""
    return strom.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
