"""Outputs that are no file of their own: pipes, devices, what a standard stream already leads to. Written to, never replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import stat
from pathlib import Path
from typing import Final

from vertragswerk.dateisystem.ordnergriff import Inhalt, KeineDatei, pieces_of

GEDULD: Final = 60
"""Seconds after which a reader that takes nothing is given up."""


class NiemandLiest(OSError):
    """The other end of a pipe is not open, or takes nothing."""


def find_special(pfad: Path) -> int | Path | None:
    """Return how a target is written that must not be replaced: a standard stream's number, or its path; None for any other.

    `/dev/stdout` of a run whose output goes to a file leads to that file: replaced, the rest of the output would be lost.
    """
    try:
        was = pfad.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(was.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(pfad))
    if not stat.S_ISREG(was.st_mode):
        return pfad
    for nummer in (1, 2):
        with contextlib.suppress(OSError):
            if os.path.samestat(was, os.fstat(nummer)):
                return nummer
    return None


def write_special(ziel: int | Path, inhalt: Inhalt) -> None:
    """Write to a pipe, a device or a standard stream; a disk as a whole, and a pipe that nobody reads, are refused."""
    if isinstance(ziel, int):
        _write_all(ziel, inhalt)
        return
    try:
        nummer = os.open(
            ziel, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as fehler:
        if fehler.errno == errno.ENXIO:
            raise NiemandLiest(errno.ENXIO, "no reader", str(ziel)) from fehler
        raise
    try:
        art = os.fstat(nummer).st_mode
        if not (stat.S_ISFIFO(art) or stat.S_ISCHR(art)):
            raise KeineDatei(errno.EINVAL, "special", str(ziel))
        _write_all(nummer, inhalt)
    finally:
        os.close(nummer)


def _write_all(nummer: int, inhalt: Inhalt) -> None:
    for stueck in pieces_of(inhalt):
        _write_piece(nummer, stueck)


def _write_piece(nummer: int, stueck: bytes) -> None:
    rest = memoryview(stueck)
    while rest:
        try:
            rest = rest[os.write(nummer, rest) :]
        except BlockingIOError as fehler:
            if not select.select([], [nummer], [], GEDULD)[1]:
                raise NiemandLiest(errno.EAGAIN, "reader takes nothing") from fehler
