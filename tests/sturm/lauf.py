"""One run of the command as a process of its own that can be killed: a fork of this one, so that a run costs no start of Python."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vertragswerk.dateisystem.ordnergriff import Ordnergriff


@dataclass
class Prozess:
    """A running command; `ende` is its exit code, negative for the signal that ended it."""

    angaben: tuple[str, ...]
    protokoll: Path
    nummer: int = 0
    beginn: float = field(default_factory=time.monotonic)
    ende: int | None = None
    dauer: float = 0.0

    def is_over(self) -> bool:
        """Look whether it has ended, without waiting."""
        if self.ende is None:
            nummer, status = os.waitpid(self.nummer, os.WNOHANG)
            if nummer:
                self.ende, self.dauer = os.waitstatus_to_exitcode(status), time.monotonic() - self.beginn
        return self.ende is not None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.ende is None:
            os.kill(self.nummer, signal.SIGKILL)

    def said(self) -> str:
        """Return what it printed."""
        return self.protokoll.read_text(encoding="utf-8", errors="replace")


def start_lauf(protokoll: Path, cache: Path, *angaben: object, pause: float = 0) -> Prozess:
    """Start the command with arguments; what it prints goes to a file. A disk with a pause before each step is slow."""
    prozess = Prozess(tuple(map(str, angaben)), protokoll)
    prozess.nummer = os.fork()
    if prozess.nummer == 0:
        code = 70
        try:
            code = _run(prozess, cache, pause)
        finally:
            os._exit(code)
    return prozess


def _run(prozess: Prozess, cache: Path, pause: float) -> int:
    for schritt in ("move", "write_new", "keep", "unlink", "rmdir") if pause else ():
        setattr(Ordnergriff, schritt, _slow(getattr(Ordnergriff, schritt), pause))
    ausgabe = os.open(prozess.protokoll, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    for nummer in (1, 2):
        os.dup2(ausgabe, nummer)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
    os.environ["VERTRAGSWERK_CACHE"] = str(cache)
    sys.argv = ["vertragswerk", *prozess.angaben]
    from vertragswerk.cli import run

    try:
        run()
    except SystemExit as ende:
        return ende.code if isinstance(ende.code, int) else 1
    return 0


def _slow(tun: Callable[..., Any], pause: float) -> Callable[..., Any]:
    def wait_then_do(*angaben: Any, **weitere: Any) -> Any:
        time.sleep(pause)
        return tun(*angaben, **weitere)

    return wait_then_do


def load_program(bestand: Path, ziel: Path) -> None:
    """Build once in this process, so that the forks find loaded what every run reads: modules, clauses, the shipped law."""
    import vertragswerk.gesetze.uebernahme  # noqa: F401
    from vertragswerk.cli import run_command

    sys.argv = [
        "vertragswerk",
        "bauen",
        str(bestand),
        "--format",
        "plain,markdown",
        "--ohne-gegenprobe",
        "--ziel",
        str(ziel),
    ]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = run_command()
    if code:
        raise RuntimeError(code)
