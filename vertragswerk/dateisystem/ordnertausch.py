"""A folder of outputs that appears as a whole, and never costs a file that is not one of those built before.

The new folder is made beside the old one and put in its place; between the two moves the old one lies beside, hidden. What
may be thrown away is decided by content: a file that is as an earlier build wrote it, or that stands in the new folder too.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from vertragswerk.dateisystem.ordnergriff import Ordnergriff, Verknuepfung, each_entry, is_link, remove_tree

Gebautes: TypeAlias = Mapping[str, tuple[int, str]]
"""What an earlier build wrote: name → number of bytes and SHA-256."""
Kenner: TypeAlias = Callable[[Ordnergriff], Gebautes]
_STAMM: Final = 120


@dataclass(frozen=True, slots=True)
class Vorwissen:
    """What the caller knows of folders written before, asked under the lock.

    `kenne` reads from a folder what a build wrote there; `erlaube` raises an error of the caller's own if the folder in the
    place must stay as it is.
    """

    kenne: Kenner = lambda ordner: {}
    erlaube: Callable[[Ordnergriff], None] = lambda ordner: None


OHNE_VORWISSEN: Final = Vorwissen()
"""No build wrote anything: every file that is there is somebody else's."""


class Geaendert(Exception):
    """Files stand in the way that are not as they were built; nothing has been changed."""

    def __init__(self, namen: Collection[str]) -> None:
        super().__init__(", ".join(namen))
        self.namen = tuple(namen)


@dataclass(slots=True)
class Ablagebericht:
    """What became of files that are not as they were built: they stay, or lie aside under another name."""

    unberuehrt: list[str] = field(default_factory=list)
    beiseite: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """What happens with the old folder: what stays, under which name; `wegfall` is replaced or outdated."""

    bleibt: dict[str, str] = field(default_factory=dict)
    ordner: list[str] = field(default_factory=list)
    wegfall: list[str] = field(default_factory=list)
    bericht: Ablagebericht = field(default_factory=Ablagebericht)


def replace_folder(
    ort: Ordnergriff,
    name: str,
    dateien: Mapping[str, bytes],
    vorwissen: Vorwissen = OHNE_VORWISSEN,
    ist_beiseite: bool = False,
) -> Ablagebericht:
    """Write the folder `name` in `ort`; the caller holds its lock. Raises OSError, ValueError, or Geaendert.

    `dateien` by name with `/`. What an earlier build wrote and this one does not goes; every other file stays. A changed or
    foreign file under the name of one to be written is never overwritten: it is moved aside, or, without `ist_beiseite`,
    stops the writing. Into the current folder, which cannot be swapped, the finished files are moved one by one.
    """
    for datei in dateien:
        _check_name(datei)
    recover(ort, name, vorwissen)
    ist_da = _check_place(ort, name)
    plan = _Plan()
    gebaut: Gebautes = {}
    if ist_da:
        with ort.enter(name) as alt:
            vorwissen.erlaube(alt)
            gebaut = vorwissen.kenne(alt)
            plan = _make_plan(alt, dateien, gebaut, ist_beiseite)
    neu = f".{name}.neu-{uuid.uuid4().hex}"
    ort.mkdir(neu)
    try:
        ist_hier = ist_da and _holds_cwd(ort.pfad / name)
        with ort.enter(neu) as griff:
            if ist_da and not ist_hier:
                with ort.enter(name) as alt:
                    _keep(alt, griff, plan)
            for datei, inhalt in dateien.items():
                with _enter_parent(griff, datei) as ziel:
                    ziel.write_new(PurePosixPath(datei).name, inhalt)
                    ziel.sync()
            griff.sync()
        if ist_hier:
            _fill(ort, name, neu, dateien, plan)
        else:
            _swap(ort, name, neu, ist_da)
    finally:
        if ort.look(neu) is not None:
            remove_tree(ort, neu)
    _clear(ort, name, lambda alt: gebaut, plan.bericht)
    ort.sync()
    return plan.bericht


def recover(ort: Ordnergriff, name: str, vorwissen: Vorwissen = OHNE_VORWISSEN) -> None:
    """Put right what a killed run has left beside a folder; only under the folder's lock, for a living run leaves the same.

    A folder that was moved away comes back; half-written copies go. Links are neither followed nor removed.
    """
    alte = _leftovers(ort, name, "alt")
    if alte and ort.look(name) is None:
        ort.move(max(alte, key=lambda n: _changed(ort, n)), ort, name)
    _clear(ort, name, vorwissen.kenne, Ablagebericht())
    for rest in _leftovers(ort, name, "neu"):
        remove_tree(ort, rest)


def _leftovers(ort: Ordnergriff, name: str, art: str) -> list[str]:
    muster = re.compile(rf"\.{re.escape(name)}\.{art}-[0-9a-f]{{32}}").fullmatch
    return [
        n for n in ort.names() if muster(n) and (was := ort.look(n)) and stat.S_ISDIR(was.st_mode) and not is_link(was)
    ]


def _changed(ort: Ordnergriff, name: str) -> int:
    was = ort.look(name)
    return was.st_ctime_ns if was else 0


def _check_place(ort: Ordnergriff, name: str) -> bool:
    """Return whether the folder is there; anything else in its place is refused."""
    was = ort.look(name)
    if was is None:
        return False
    if is_link(was):
        raise Verknuepfung(errno.ELOOP, "link", str(ort.pfad / name))
    if not stat.S_ISDIR(was.st_mode):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(ort.pfad / name))
    return True


def _make_plan(alt: Ordnergriff, dateien: Mapping[str, bytes], gebaut: Gebautes, ist_beiseite: bool) -> _Plan:
    plan, im_weg, belegt = _Plan(), [], {n.casefold() for n in dateien}
    eintraege = list(_entries(alt))
    belegt |= {rel.casefold() for _, rel in eintraege}
    for ist_ordner, rel in eintraege:
        if ist_ordner:
            if rel in dateien:
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(alt.pfad / rel))
            plan.ordner.append(rel)
        elif _is_built(alt, rel, gebaut) or (rel in dateien and _is_equal(alt, rel, dateien[rel])):
            plan.wegfall.append(rel)
        elif rel not in dateien:
            plan.bleibt[rel] = rel
            if rel in gebaut:
                plan.bericht.unberuehrt.append(rel)
        elif ist_beiseite:
            plan.bleibt[rel] = free_name(rel, belegt)
            plan.bericht.beiseite.append((rel, plan.bleibt[rel]))
        else:
            im_weg.append(rel)
    if im_weg:
        raise Geaendert(im_weg)
    return plan


def _entries(ordner: Ordnergriff) -> list[tuple[bool, str]]:
    return [(ist_ordner, rel) for _, _, rel, ist_ordner in each_entry(ordner)]


def free_name(name: str, belegt: set[str]) -> str:
    """Return a name beside a file's own that is free on every system, and take it."""
    pfad = PurePosixPath(name)
    for nummer in range(1, 1_000_000):
        neu = pfad.with_name(f"{pfad.stem[:_STAMM]}-beiseite-{nummer}{pfad.suffix[:20]}").as_posix()
        if neu.casefold() not in belegt:
            belegt.add(neu.casefold())
            return neu
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)


def _is_built(ordner: Ordnergriff, rel: str, gebaut: Gebautes) -> bool:
    """Tell whether a file is as an earlier build wrote it; what cannot be read is not."""
    return rel in gebaut and _digest(ordner, rel) == gebaut[rel]


def _is_equal(ordner: Ordnergriff, rel: str, inhalt: bytes) -> bool:
    return _digest(ordner, rel) == (len(inhalt), hashlib.sha256(inhalt).hexdigest())


def _digest(ordner: Ordnergriff, rel: str) -> tuple[int, str] | None:
    try:
        with _enter_parent(ordner, rel, ist_neu_erlaubt=False) as ort:
            return ort.digest(PurePosixPath(rel).name)
    except OSError:
        return None


def _enter_parent(ordner: Ordnergriff, rel: str, ist_neu_erlaubt: bool = True) -> Ordnergriff:
    """Open the folder that holds a file named from the top."""
    griff = ordner.again()
    for teil in PurePosixPath(rel).parts[:-1]:
        with griff:
            griff = griff.enter(teil, ist_neu_erlaubt)
    return griff


def _keep(alt: Ordnergriff, neu: Ordnergriff, plan: _Plan) -> None:
    for rel in plan.ordner:
        with _enter_parent(neu, f"{rel}/x"):
            pass
    for rel, bleibt in plan.bleibt.items():
        with _enter_parent(alt, rel, ist_neu_erlaubt=False) as von, _enter_parent(neu, bleibt) as nach:
            von.keep(PurePosixPath(rel).name, nach, PurePosixPath(bleibt).name)


def _swap(ort: Ordnergriff, name: str, neu: str, ist_da: bool) -> None:
    """Put the new folder in the place of the old one; between the two moves the old one lies beside, never lost."""
    if not ist_da:
        ort.move(neu, ort, name)
        return
    alt = f".{name}.alt-{uuid.uuid4().hex}"
    ort.move(name, ort, alt)
    try:
        ort.move(neu, ort, name)
    except BaseException:
        with contextlib.suppress(OSError):
            ort.move(alt, ort, name)
        raise
    ort.sync()


def _fill(ort: Ordnergriff, name: str, neu: str, dateien: Collection[str], plan: _Plan) -> None:
    """Move the finished files in one by one: each appears whole, though not all in one moment."""
    weg = f".{name}.alt-{uuid.uuid4().hex}"
    ort.mkdir(weg)
    with ort.enter(name) as hier, ort.enter(neu) as von, ort.enter(weg) as zu:
        for rel, bleibt in plan.bericht.beiseite:
            with _enter_parent(hier, rel) as ordner:
                ordner.move(PurePosixPath(rel).name, ordner, PurePosixPath(bleibt).name)
        for rel in sorted({*dateien, *plan.wegfall}):
            letztes = PurePosixPath(rel).name
            with _enter_parent(hier, rel) as ordner:
                if ordner.look(letztes) is not None:
                    with _enter_parent(zu, rel) as ablage:
                        ordner.move(letztes, ablage, letztes)
                if rel in dateien:
                    with _enter_parent(von, rel) as quelle:
                        quelle.move(letztes, ordner, letztes)
                ordner.sync()


def _clear(ort: Ordnergriff, name: str, kenne: Kenner, bericht: Ablagebericht) -> None:
    """Throw away what an old folder holds and the new one does not need; a file of somebody else comes into the new one."""
    for rest in _leftovers(ort, name, "alt"):
        # What cannot be thrown away now, the next run throws away.
        with contextlib.suppress(OSError), ort.enter(rest) as alt, ort.enter(name) as neu:
            _rescue(alt, neu, kenne(alt), bericht)
            for ordner, eintrag, _, ist_ordner in each_entry(alt):
                if ist_ordner:
                    ordner.rmdir(eintrag)
        with contextlib.suppress(OSError):
            ort.rmdir(rest)


def _rescue(alt: Ordnergriff, neu: Ordnergriff, gebaut: Gebautes, bericht: Ablagebericht) -> None:
    bestand = {rel: (ordner.look(n), ist_ordner) for ordner, n, rel, ist_ordner in each_entry(neu)}
    knoten = {(w.st_dev, w.st_ino) for w, _ in bestand.values() if w is not None and w.st_ino}
    groessen: dict[int, list[str]] = {}
    for rel, (was, ist_ordner) in bestand.items():
        if was is not None and not ist_ordner:
            groessen.setdefault(was.st_size, []).append(rel)
    belegt = {rel.casefold() for rel in bestand}
    for ordner, name, rel, ist_ordner in each_entry(alt):
        was = ordner.look(name)
        if ist_ordner or was is None:
            continue
        if (
            (was.st_dev, was.st_ino) in knoten
            or _is_built(alt, rel, gebaut)
            or _is_kept(alt, rel, was, neu, groessen.get(was.st_size, []))
        ):
            ordner.unlink(name)
            continue
        frei = rel if rel.casefold() not in belegt else free_name(rel, belegt)
        with _enter_parent(neu, frei) as ziel:
            ordner.move(name, ziel, PurePosixPath(frei).name)
        belegt.add(frei.casefold())
        bericht.beiseite.append((rel, frei))


def _is_kept(alt: Ordnergriff, rel: str, was: os.stat_result, neu: Ordnergriff, gleich_gross: list[str]) -> bool:
    """Tell whether the new folder holds a file of the same content, or a link to the same place."""
    if is_link(was):
        with _enter_parent(alt, rel, ist_neu_erlaubt=False) as ordner, contextlib.suppress(OSError):
            ziel = ordner.readlink(PurePosixPath(rel).name)
            with _enter_parent(neu, rel, ist_neu_erlaubt=False) as dort:
                return dort.readlink(PurePosixPath(rel).name) == ziel
        return False
    summe = _digest(alt, rel) if gleich_gross else None
    return summe is not None and any(_digest(neu, n) == summe for n in gleich_gross)


def _holds_cwd(ordner: Path) -> bool:
    """Tell whether somebody stands in this folder: moved away, it would leave their shell in a place that is gone."""
    return Path.cwd().is_relative_to(ordner.resolve())


def _check_name(name: str) -> None:
    pfad = PurePosixPath(name)
    if not name or pfad.is_absolute() or ".." in pfad.parts or "\\" in name or ":" in name:
        raise ValueError(name)
