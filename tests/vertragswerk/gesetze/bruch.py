"""Writing that breaks off at a step: what makes a file safe, and what moves it to its place, fails once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest

IMPORT = tuple(
    f"vertragswerk.gesetze.{name}"
    for name in (
        "uebernahme.record_einfuhr",
        "textspeicher.store_stand",
        "textspeicher.close_stand",
        "uebernahme.write_entry",
    )
)
"""What an import does besides."""
RUECKNAHME = tuple(
    f"vertragswerk.gesetze.ruecknahme.{name}" for name in ("write_entry", "restore_texts", "forget_einfuhr")
)
"""What taking back does besides."""


@contextmanager
def break_off(stelle: int, *weitere: str) -> Iterator[None]:
    """Let the n-th step fail as on a full disk, counted from 0; `weitere` are dotted names whose calls are steps too.

    Fails where there is no such step: a place that is never reached is no test.
    """
    schritte: list[str] = []

    def breakable(name: str, tun: Callable[..., Any]) -> Callable[..., Any]:
        def tue(*argumente: Any, **benannte: Any) -> Any:
            schritte.append(name)
            if len(schritte) == stelle + 1:
                raise OSError(28, "kein Platz")
            return tun(*argumente, **benannte)

        return tue

    with pytest.MonkeyPatch.context() as m:
        for name in ("os.fsync", "os.replace", *weitere):
            modul, _, funktion = name.rpartition(".")
            m.setattr(name, breakable(name, getattr(import_module(modul), funktion)))
        yield
    assert len(schritte) > stelle, f"Es gibt nur {len(schritte)} Schritte: {schritte}"
