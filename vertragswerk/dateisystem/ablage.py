"""Writing that a killed run cannot spoil: a file or a folder appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from vertragswerk.dateisystem.dateien import explain_oserror


class AblageFehler(Exception):
    """Something could not be written; the text is a German sentence for the user."""

    def __init__(self, pfad: Path, ursache: OSError | ValueError) -> None:
        super().__init__(f"„{pfad}“ kann nicht geschrieben werden: {explain_oserror(ursache)}.")
        self.pfad = pfad


def write_atomic(pfad: Path, inhalt: bytes | Iterable[bytes]) -> None:
    """Write a file so that at every moment the old or the new one is there whole; raises `AblageFehler`.

    A large file may come in pieces, which need not all be in memory at once.
    """
    vorlaeufig = pfad.with_name(f".{pfad.name[:40]}.{uuid.uuid4().hex}.teil")
    try:
        pfad.parent.mkdir(parents=True, exist_ok=True)
        for rest in pfad.parent.glob(f".{_literal(pfad.name[:40])}.{'?' * 32}.teil"):
            # A killed run has left it.
            rest.unlink(missing_ok=True)
        try:
            _write_synced(vorlaeufig, inhalt)
            vorlaeufig.replace(pfad)
        finally:
            vorlaeufig.unlink(missing_ok=True)
        _sync_ordner(pfad.parent)
    except (OSError, ValueError) as fehler:
        raise AblageFehler(pfad, fehler) from fehler


def write_all_atomic(ordner: Path, dateien: Mapping[str, bytes], *, veraltet: Collection[str] = ()) -> None:
    """Write a folder of outputs that appears as a whole; raises `AblageFehler` and then leaves the old one as it was.

    Only into the current folder, which cannot be swapped, the finished files are moved one by one.

    `dateien` by name relative to `ordner` with `/`. Files of an old folder that are not written anew stay, for a user may
    have put a signed copy there; only those named in `veraltet` (outputs of an earlier build) go. What a killed run left
    beside the folder is put right by the next one.
    """
    neu = ordner.with_name(f".{ordner.name}.neu-{uuid.uuid4().hex}")
    try:
        for name in (*dateien, *veraltet):
            _check_name(name)
        ordner.parent.mkdir(parents=True, exist_ok=True)
        recover(ordner)
        if ordner.exists() and not ordner.is_dir():
            raise FileExistsError(ordner)
        try:
            neu.mkdir()
            ist_hier = _holds_cwd(ordner)
            if not ist_hier:
                _keep_others(ordner, neu, {*dateien, *veraltet})
            for name, inhalt in dateien.items():
                ziel = neu / name
                ziel.parent.mkdir(parents=True, exist_ok=True)
                _write_synced(ziel, inhalt)
            _sync_ordner(neu)
            if ist_hier:
                _fill(ordner, neu, dateien, veraltet)
            else:
                _swap(ordner, neu)
        finally:
            if neu.exists():
                shutil.rmtree(neu)
    except (OSError, ValueError) as fehler:
        raise AblageFehler(ordner, fehler) from fehler


def recover(ordner: Path) -> None:
    """Put right what a run killed while writing `ordner` has left: half-written copies go, a folder moved aside comes back."""
    if not ordner.parent.is_dir():
        return
    alte = sorted(ordner.parent.glob(f".{_literal(ordner.name)}.alt-*"))
    if alte and not ordner.exists():
        alte.pop().rename(ordner)
    for rest in [*alte, *ordner.parent.glob(f".{_literal(ordner.name)}.neu-*")]:
        _remove(rest)


def _remove(pfad: Path) -> None:
    """Remove a folder, or a link to one but never what it leads to."""
    if pfad.is_symlink() or not pfad.is_dir():
        pfad.unlink()
    else:
        shutil.rmtree(pfad)


def _holds_cwd(ordner: Path) -> bool:
    """Tell whether somebody stands in this folder: moved away, it would leave their shell in a place that is gone."""
    return ordner.is_dir() and Path.cwd().is_relative_to(ordner.resolve())


def _fill(ordner: Path, neu: Path, dateien: Collection[str], veraltet: Collection[str]) -> None:
    """Move the finished files in one by one: each appears whole, though not all in one moment."""
    for name in sorted(dateien):
        (ordner / name).parent.mkdir(parents=True, exist_ok=True)
        (neu / name).replace(ordner / name)
    for name in sorted({*veraltet} - {*dateien}):
        (ordner / name).unlink(missing_ok=True)
    _sync_ordner(ordner)


def _swap(ordner: Path, neu: Path) -> None:
    """Put the new folder in the place of the old one; between the two moves the old one lies beside, never lost."""
    if not ordner.exists():
        neu.rename(ordner)
    else:
        alt = ordner.with_name(f".{ordner.name}.alt-{uuid.uuid4().hex}")
        ordner.rename(alt)
        try:
            neu.rename(ordner)
        except OSError:
            alt.rename(ordner)
            raise
        # The new folder stands; what cannot be removed now, the next run removes.
        with contextlib.suppress(OSError):
            _remove(alt)
    _sync_ordner(ordner.parent)


def _keep_others(ordner: Path, neu: Path, ersetzt: Collection[str]) -> None:
    if not ordner.is_dir():
        return
    for pfad in sorted(ordner.rglob("*")):
        name = pfad.relative_to(ordner).as_posix()
        if pfad.is_dir() and not pfad.is_symlink():
            (neu / name).mkdir()
        elif name not in ersetzt:
            shutil.copy2(pfad, neu / name, follow_symlinks=False)


def _check_name(name: str) -> None:
    pfad = PurePosixPath(name)
    if not name or pfad.is_absolute() or ".." in pfad.parts or "\\" in name or ":" in name:
        raise ValueError(name)


def _literal(name: str) -> str:
    return "".join(f"[{zeichen}]" if zeichen in "*?[" else zeichen for zeichen in name)


def _write_synced(pfad: Path, inhalt: bytes | Iterable[bytes]) -> None:
    with pfad.open("xb") as strom:
        strom.writelines([inhalt] if isinstance(inhalt, bytes) else inhalt)
        strom.flush()
        os.fsync(strom.fileno())


def _sync_ordner(ordner: Path) -> None:
    """Make the names in a folder survive a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    nummer = os.open(ordner, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
