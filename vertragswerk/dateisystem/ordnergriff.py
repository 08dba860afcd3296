"""An open folder: what is done through it happens in this very folder, wherever its name leads meanwhile, and no link is followed.

Where the system has no handles of folders (Windows), names are used and looked at before and after.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

HAT_GRIFFE: Final = {os.open, os.mkdir, os.rename, os.unlink, os.rmdir, os.stat, os.link} <= os.supports_dir_fd
MAX_TIEFE: Final = 64
_BINAER: Final = getattr(os, "O_BINARY", 0)
# Opening a pipe must not wait for its other end, nor a terminal become ours.
_OHNE_WARTEN: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_OHNE_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_ORDNER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_UMLEITUNGEN: Final = frozenset(
    getattr(stat, name, None) for name in ("IO_REPARSE_TAG_SYMLINK", "IO_REPARSE_TAG_MOUNT_POINT")
)


class Verknuepfung(OSError):
    """A link stands where a folder or a file of its own is needed."""


class KeineDatei(OSError):
    """A pipe, a device or a folder stands where a regular file is needed."""


class ZuGross(OSError):
    """A file is larger than what is read at this place."""


class Ordnergriff:
    """A folder that is held open; `pfad` names it in messages."""

    __slots__ = ("_nummer", "pfad")

    def __init__(self, pfad: Path, nummer: int | None) -> None:
        self.pfad, self._nummer = pfad, nummer

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, art: type[BaseException] | None, fehler: BaseException | None, spur: TracebackType | None
    ) -> None:
        """Let the folder go."""
        if self._nummer is not None:
            os.close(self._nummer)

    def again(self) -> Ordnergriff:
        """Return a second handle of the same folder, to be closed for itself."""
        return Ordnergriff(self.pfad, None if self._nummer is None else os.dup(self._nummer))

    def enter(self, name: str, ist_neu_erlaubt: bool = False) -> Ordnergriff:
        """Open a folder in this one, if wished a new one; a link is refused."""
        _check_teil(name)
        if ist_neu_erlaubt:
            with contextlib.suppress(FileExistsError):
                self.mkdir(name)
        pfad = self.pfad / name
        if self._nummer is None:
            self._check_ordner(name)
            if os.path.normcase(os.path.realpath(pfad)) != os.path.normcase(pfad):
                raise Verknuepfung(errno.ELOOP, "link", str(pfad))
            return Ordnergriff(pfad, None)
        try:
            return Ordnergriff(pfad, os.open(name, _ORDNER | _OHNE_LINK, dir_fd=self._nummer))
        except OSError:
            self._check_ordner(name)
            raise

    def _check_ordner(self, name: str) -> None:
        """Say what stands in the place of a folder."""
        was = self.look(name)
        if was is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.pfad / name))
        if is_link(was):
            raise Verknuepfung(errno.ELOOP, "link", str(self.pfad / name))
        if not stat.S_ISDIR(was.st_mode):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.pfad / name))

    def look(self, name: str) -> os.stat_result | None:
        """Return what stands under a name, a link for itself; None if nothing does."""
        try:
            return os.stat(self._ort(name), dir_fd=self._nummer, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def names(self) -> list[str]:
        """Return the names of all entries in order."""
        with os.scandir(self.pfad if self._nummer is None else self._nummer) as eintraege:
            return sorted(e.name for e in eintraege)

    def mkdir(self, name: str) -> None:
        """Make a folder."""
        os.mkdir(self._ort(name), dir_fd=self._nummer)

    def move(self, name: str, nach: Ordnergriff, neu: str) -> None:
        """Move an entry; a file that has the name already is replaced."""
        os.replace(self._ort(name), nach._ort(neu), src_dir_fd=self._nummer, dst_dir_fd=nach._nummer)

    def unlink(self, name: str) -> None:
        """Remove a file, a pipe, or a link but never what it leads to; fine if it is gone."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._ort(name), dir_fd=self._nummer)

    def rmdir(self, name: str) -> None:
        """Remove an empty folder."""
        os.rmdir(self._ort(name), dir_fd=self._nummer)

    def create(self, name: str) -> int:
        """Open a new file to read and write; fails where anything has the name."""
        return os.open(self._ort(name), os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINAER, 0o666, dir_fd=self._nummer)

    def open_regular(self, name: str, zusatz: int = os.O_RDONLY) -> int:
        """Open a regular file; a link, a pipe or a device is refused, without waiting for anybody."""
        _check_teil(name)
        if self._nummer is None:
            self._refuse_link(name)
        try:
            nummer = os.open(self._ort(name), zusatz | _BINAER | _OHNE_WARTEN | _OHNE_LINK, 0o666, dir_fd=self._nummer)
        except OSError as fehler:
            self._refuse_link(name)
            # A socket, or a pipe to be written that nobody reads.
            if fehler.errno == errno.ENXIO:
                raise KeineDatei(errno.ENXIO, "special", str(self.pfad / name)) from fehler
            raise
        return check_regular(nummer, self.pfad / name)

    def _refuse_link(self, name: str) -> None:
        was = self.look(name)
        if was is not None and is_link(was):
            raise Verknuepfung(errno.ELOOP, "link", str(self.pfad / name))

    def read(self, name: str, hoechstens: int) -> bytes:
        """Return the content of a regular file; raises ZuGross for more than so many bytes."""
        return read_open(self.open_regular(name), hoechstens, self.pfad / name)

    def digest(self, name: str) -> tuple[int, str]:
        """Return number of bytes and SHA-256 of a regular file of any size, read in pieces."""
        with os.fdopen(self.open_regular(name), "rb") as strom:
            groesse = os.fstat(strom.fileno()).st_size
            return groesse, hashlib.file_digest(strom, "sha256").hexdigest()

    def is_at(self, nummer: int, name: str) -> bool:
        """Tell whether an open file still is the one that bears the name."""
        was = self.look(name)
        return was is not None and os.path.samestat(was, os.fstat(nummer))

    def write_new(self, name: str, inhalt: bytes) -> None:
        """Write a new file, safe on the disk."""
        nummer = self.create(name)
        try:
            write_synced(nummer, inhalt)
        finally:
            os.close(nummer)

    def keep(self, name: str, nach: Ordnergriff, neu: str) -> None:
        """Let an entry that is no folder appear under a second name too: the same file where the system can, else a copy."""
        try:
            os.link(
                self._ort(name), nach._ort(neu), src_dir_fd=self._nummer, dst_dir_fd=nach._nummer, follow_symlinks=False
            )
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            self._copy(name, nach, neu)

    def _copy(self, name: str, nach: Ordnergriff, neu: str) -> None:
        was = self.look(name)
        if was is not None and stat.S_ISLNK(was.st_mode):
            os.symlink(os.readlink(self._ort(name), dir_fd=self._nummer), nach._ort(neu), dir_fd=nach._nummer)
            return
        with os.fdopen(self.open_regular(name), "rb") as von, os.fdopen(nach.create(neu), "wb") as zu:
            shutil.copyfileobj(von, zu)
            zu.flush()
            os.fsync(zu.fileno())
            if was is not None and os.utime in os.supports_fd:
                os.utime(zu.fileno(), ns=(was.st_atime_ns, was.st_mtime_ns))

    def readlink(self, name: str) -> str:
        """Return where a link leads."""
        return os.readlink(self._ort(name), dir_fd=self._nummer)

    def sync(self) -> None:
        """Make the names in the folder survive a power cut; Windows has no such call."""
        if self._nummer is not None:
            os.fsync(self._nummer)

    def _ort(self, name: str) -> str:
        return name if self._nummer is not None else str(self.pfad / name)


def open_griff(wurzel: Path, teile: Iterable[str] = (), ist_neu_erlaubt: bool = False) -> Ordnergriff:
    """Open a folder below a root. Links in the root's own name are the user's; below it none is followed."""
    if ist_neu_erlaubt:
        wurzel.mkdir(parents=True, exist_ok=True)
    echt = wurzel.resolve()
    griff = Ordnergriff(echt, os.open(echt, _ORDNER) if HAT_GRIFFE else None)
    if not HAT_GRIFFE and not echt.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(echt))
    for teil in teile:
        with griff:
            griff = griff.enter(teil, ist_neu_erlaubt)
    return griff


def open_special_proof(pfad: Path) -> int:
    """Open a file that a user named, all links followed; anything but a regular file is refused, without waiting."""
    if not stat.S_ISREG(pfad.stat().st_mode):
        raise KeineDatei(errno.EINVAL, "special", str(pfad))
    return check_regular(os.open(pfad, os.O_RDONLY | _BINAER | _OHNE_WARTEN), pfad)


def check_regular(nummer: int, pfad: Path) -> int:
    """Return an open file if it is a regular one, else close it; only what is open cannot be exchanged any more."""
    if stat.S_ISREG(os.fstat(nummer).st_mode):
        return nummer
    os.close(nummer)
    raise KeineDatei(errno.EINVAL, "special", str(pfad))


def read_open(nummer: int, hoechstens: int, pfad: Path) -> bytes:
    """Return what an open file holds and close it; raises ZuGross for more than so many bytes."""
    with os.fdopen(nummer, "rb") as strom:
        inhalt = strom.read(hoechstens + 1)
    if len(inhalt) > hoechstens:
        raise ZuGross(errno.EFBIG, "large", str(pfad))
    return inhalt


Inhalt: TypeAlias = bytes | Callable[[], Iterable[bytes]]
"""What is written: bytes, or what gives them in pieces as often as it is asked, for a file too large for the memory."""


def pieces_of(inhalt: Inhalt) -> Iterable[bytes]:
    """Yield what is to be written."""
    return [inhalt] if isinstance(inhalt, bytes) else inhalt()


def write_synced(nummer: int, inhalt: Inhalt) -> None:
    """Write to an open file until it is safe on the disk."""
    for stueck in pieces_of(inhalt):
        rest = memoryview(stueck)
        while rest:
            rest = rest[os.write(nummer, rest) :]
    os.fsync(nummer)


def is_link(was: os.stat_result) -> bool:
    """Tell whether an entry leads elsewhere; on Windows a junction does so too."""
    return stat.S_ISLNK(was.st_mode) or getattr(was, "st_reparse_tag", 0) in _UMLEITUNGEN - {None, 0}


def each_entry(ordner: Ordnergriff, unter: str = "", tiefe: int = 0) -> Iterator[tuple[Ordnergriff, str, str, bool]]:
    """Yield (folder, name, name from the top with `/`, whether it is a folder) of everything below; a folder after its content."""
    if tiefe > MAX_TIEFE:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(ordner.pfad))
    for name in ordner.names():
        was = ordner.look(name)
        if was is None:
            continue
        ist_ordner = stat.S_ISDIR(was.st_mode) and not is_link(was)
        if ist_ordner:
            with ordner.enter(name) as innen:
                yield from each_entry(innen, f"{unter}{name}/", tiefe + 1)
        yield ordner, name, f"{unter}{name}", ist_ordner


def remove_tree(ordner: Ordnergriff, name: str) -> None:
    """Remove a folder of our own with all that is in it; links in it go, never what they lead to."""
    with ordner.enter(name) as innen:
        for ort, eintrag, _, ist_ordner in each_entry(innen):
            (ort.rmdir if ist_ordner else ort.unlink)(eintrag)
    ordner.rmdir(name)


def _check_teil(name: str) -> None:
    if name in ("", ".", "..") or "/" in name or "\0" in name or (os.name == "nt" and set(name) & set("\\:")):
        raise ValueError(name)
