"""One lock per target of writing. The system itself holds it for the process, so that it ends with it, however it ends.

The file that bears the lock lies hidden beside the target and names the owner; a killed run leaves it behind, but not locked.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from vertragswerk.dateisystem.ordnergriff import Ordnergriff

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Melder = Callable[[str], None]
WARTEZEIT: Final = 600
"""Seconds after which a run gives up waiting; no build holds a target that long."""
_PAUSE: Final = 0.05
_STELLE: Final = 1 << 30  # Windows keeps others from reading what is locked; the name of the owner lies before it
_BESITZER: Final = re.compile(rb"(\d{1,10}) ([A-Za-z0-9._-]{1,100})\n").fullmatch


class Besetzt(OSError):
    """Another run has held the target for too long; the text names it."""

    def __init__(self, meldung: str) -> None:
        super().__init__(errno.EBUSY, meldung)
        self.meldung = meldung


def stay_silent(meldung: str) -> None:
    """Take a message and say nothing."""


@contextmanager
def hold_ziel(ordner: Ordnergriff, name: str, melde: Melder = stay_silent) -> Iterator[None]:
    """Hold the lock of the target `name` in a folder, or of the folder itself; who has to wait is told for whom. Raises Besetzt when it takes too long."""
    datei = f".{name}.sperre" if name else ".sperre"
    nummer = _acquire(ordner, datei, f"„{ordner.pfad / name}“" if name else f"„{ordner.pfad}“", melde)
    try:
        yield
    finally:
        if sys.platform == "win32":
            # What is open cannot be removed there.
            unlock(nummer)
            os.close(nummer)
            with contextlib.suppress(OSError):
                ordner.unlink(datei)
        else:
            with contextlib.suppress(OSError):
                ordner.unlink(datei)
            os.close(nummer)


def _acquire(ordner: Ordnergriff, datei: str, ziel: str, melde: Melder) -> int:
    frist = time.monotonic() + WARTEZEIT
    ist_gemeldet = False
    while True:
        nummer = _open(ordner, datei)
        try:
            if nummer >= 0 and try_lock(nummer):
                # Its last owner may have removed the file while this run opened it.
                if ordner.is_at(nummer, datei):
                    _name_owner(nummer)
                    meine, nummer = nummer, -1
                    return meine
                continue
            if time.monotonic() > frist:
                raise Besetzt(f"{_owner(nummer)} schreibt seit über {WARTEZEIT // 60} Minuten nach {ziel}")
            if not ist_gemeldet:
                melde(f"Warte: {_owner(nummer)} schreibt gerade nach {ziel}; dieser Lauf macht danach weiter.")
                ist_gemeldet = True
        finally:
            if nummer >= 0:
                os.close(nummer)
        time.sleep(_PAUSE)


def _open(ordner: Ordnergriff, datei: str) -> int:
    """Return the open lock file, -1 while Windows is still removing it."""
    try:
        return ordner.open_regular(datei, os.O_RDWR | os.O_CREAT)
    except PermissionError:
        if sys.platform != "win32" or ordner.look(datei) is None:
            raise
        return -1


def try_lock(nummer: int) -> bool:
    """Take the lock of an open file if it is free; it ends when the file is closed or the process ends."""
    try:
        if sys.platform == "win32":
            os.lseek(nummer, _STELLE, os.SEEK_SET)
            msvcrt.locking(nummer, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(nummer, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fehler:
        if fehler.errno in (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK):
            return False
        raise
    return True


def unlock(nummer: int) -> None:
    """Give the lock of an open file back before it is closed, as Windows asks."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            os.lseek(nummer, _STELLE, os.SEEK_SET)
            msvcrt.locking(nummer, msvcrt.LK_UNLCK, 1)


def _name_owner(nummer: int) -> None:
    """Write who holds the lock; a full disk keeps nobody from working."""
    rechner = re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:100] or "unbekannt"
    with contextlib.suppress(OSError):
        os.ftruncate(nummer, 0)
        os.lseek(nummer, 0, os.SEEK_SET)
        os.write(nummer, f"{os.getpid()} {rechner}\n".encode())


def _owner(nummer: int) -> str:
    inhalt = b""
    with contextlib.suppress(OSError):
        os.lseek(nummer, 0, os.SEEK_SET)
        inhalt = os.read(nummer, 200)
    teile = _BESITZER(inhalt)
    return f"Prozess {int(teile[1])} auf „{teile[2].decode()}“" if teile else "Ein anderer Lauf"
