"""Below the command nothing reads a file, the environment or the clock: the door is a function of its arguments.

What could do it is forbidden by name: the modules that reach the system, `open`, and the calls that ask for today. Each exception
is one small module with one purpose.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT

RAEUME = ("corpus", "contracts", "generator", "checks")
TUER = ("vertragswerk/werk.py", "vertragswerk/fertigung.py", "vertragswerk/haus.py")
"""Part of the front door's room, and pure all the same."""
MODULE = frozenset({
    "os", "sys", "pathlib", "tempfile", "subprocess", "socket", "ssl", "urllib.request", "http.client", "sqlite3", "shutil", "glob", "time",
    "signal", "mmap", "fcntl", "multiprocessing", "threading", "asyncio", "locale", "getpass", "platform", "importlib.resources", "random", "uuid",
})  # fmt: skip
NAMEN = frozenset({"pathlib.PurePosixPath"})
"""What these modules offer and what touches nothing."""
AUFRUFE = frozenset({"today", "now", "utcnow", "getenv", "environ", "FileIO"})
"""Attributes; what a path could do is shut out with `pathlib` itself."""
AUSNAHMEN: dict[str, frozenset[str]] = {
    # The program's own data files.
    "corpus/paketdaten.py": frozenset({"importlib.resources"}),
    "contracts/paketdaten.py": frozenset({"importlib.resources"}),
    "generator/paketdaten.py": frozenset({"importlib.resources"}),
    "checks/paketdaten.py": frozenset({"importlib.resources"}),
    # The engines outside this program: pandoc is a process with its own environment, Typst is shared by threads.
    "generator/pandoc.py": frozenset({"subprocess", "os", "environ"}),
    "generator/writers/pdf/setzen.py": frozenset({"threading"}),
}
"""Where a module of the list is needed, and which."""


def sources() -> list[Path]:
    return sorted([p for raum in RAEUME for p in (PROJEKT / raum).rglob("*.py")] + [PROJEKT / name for name in TUER])


def reaches(quelltext: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that could reach the system."""
    for k in ast.walk(ast.parse(quelltext)):
        if isinstance(k, ast.Import):
            yield from ((k.lineno, a.name) for a in k.names if a.name in MODULE)
        elif isinstance(k, ast.ImportFrom) and k.module in MODULE and k.level == 0:
            if any(f"{k.module}.{a.name}" not in NAMEN for a in k.names):
                yield k.lineno, k.module
        elif isinstance(k, ast.ImportFrom) and k.level == 0:
            # `from importlib import resources`
            yield from ((k.lineno, f"{k.module}.{a.name}") for a in k.names if f"{k.module}.{a.name}" in MODULE)
        elif isinstance(k, ast.Name) and k.id == "open":
            yield k.lineno, "open"
        elif isinstance(k, ast.Attribute) and (k.attr in AUFRUFE or ast.unparse(k) == "io.open"):
            yield k.lineno, k.attr


@pytest.mark.parametrize("pfad", sources(), ids=lambda p: p.relative_to(PROJEKT).as_posix())
def test_nothing_reaches_the_system(pfad: Path) -> None:
    erlaubt = AUSNAHMEN.get(pfad.relative_to(PROJEKT).as_posix(), frozenset())
    funde = [f for f in reaches(pfad.read_text(encoding="utf-8")) if f[1] not in erlaubt]
    assert funde == []


@pytest.mark.parametrize(
    "zeile",
    [
        "import os",
        "from os import environ",
        "from pathlib import Path",
        "from pathlib import Path, PurePosixPath",
        "inhalt = open('x').read()",
        "heute = date.today()",
        "jetzt = datetime.now(UTC)",
        "strom = io.open('x')",
        "import importlib.resources",
        "from importlib import resources",
        "import subprocess",
    ],
)
def test_the_test_sees_it(zeile: str) -> None:
    assert list(reaches(zeile))


@pytest.mark.parametrize(
    "zeile",
    ["from io import BytesIO", "from pathlib import PurePosixPath", "from datetime import date", "archiv.open('x')"],
)
def test_the_test_lets_it_pass(zeile: str) -> None:
    assert not list(reaches(zeile))
