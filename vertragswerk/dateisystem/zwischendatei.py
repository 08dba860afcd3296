"""A file written beside its place, to be moved there: whole or not at all, safe beside others that do the same at once."""

from __future__ import annotations

import contextlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from vertragswerk.dateisystem.ordnergriff import HAT_GRIFFE, Inhalt, Ordnergriff, write_synced
from vertragswerk.dateisystem.zielsperre import try_lock

_REST: Final = re.compile(r"\.(.{1,40})\.[0-9a-f]{32}\.teil", re.DOTALL).fullmatch
_REST_ALT: Final = re.compile(r"\.[^/]+\.\d+\.neu").fullmatch


@contextmanager
def stage(ordner: Ordnergriff, name: str, inhalt: Inhalt) -> Iterator[str]:
    """Write a file and give its hidden name, safe on the disk; what is not moved from there is removed again.

    Its lock is held as long as it is open: by that a file of a living run is told from one that a killed run has left.
    """
    clear_staged(ordner, name)
    vorlaeufig, nummer = _create(ordner, name)
    try:
        try:
            write_synced(nummer, inhalt)
            if not HAT_GRIFFE:
                # What is open cannot be moved on Windows.
                os.close(nummer)
                nummer = -1
            yield vorlaeufig
        finally:
            ordner.unlink(vorlaeufig)
    finally:
        if nummer >= 0:
            os.close(nummer)


def _create(ordner: Ordnergriff, name: str) -> tuple[str, int]:
    while True:
        vorlaeufig = f".{name[:40]}.{uuid.uuid4().hex}.teil"
        nummer = ordner.create(vorlaeufig)
        try:
            # Somebody who cleared away may have taken it between the two calls.
            ist_meine = try_lock(nummer) and ordner.is_at(nummer, vorlaeufig)
        except OSError:
            # No locks on this disk: then nobody can take one and clear the file away either.
            return vorlaeufig, nummer
        if ist_meine:
            return vorlaeufig, nummer
        os.close(nummer)


def clear_staged(ordner: Ordnergriff, name: str | None = None) -> None:
    """Remove what killed runs have left of a file (of every file without a name); what a living run writes stays."""
    for rest in ordner.names():
        teile = _REST(rest)
        if teile and (name is None or teile[1] == name[:40]):
            with contextlib.suppress(OSError):
                _remove_unlocked(ordner, rest)


def clear_old_style(ordner: Ordnergriff) -> None:
    """Remove what killed runs of earlier versions have left; only under a lock that keeps every other run out."""
    for rest in ordner.names():
        if _REST_ALT(rest):
            with contextlib.suppress(OSError):
                _remove_unlocked(ordner, rest)


def _remove_unlocked(ordner: Ordnergriff, rest: str) -> None:
    nummer = ordner.open_regular(rest)
    try:
        if HAT_GRIFFE and try_lock(nummer) and ordner.is_at(nummer, rest):
            ordner.unlink(rest)
    finally:
        os.close(nummer)
    if not HAT_GRIFFE:
        # Windows itself refuses this for a file that somebody has open.
        ordner.unlink(rest)
