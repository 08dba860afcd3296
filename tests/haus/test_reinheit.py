"""Below the command nothing reads a file, the environment or the clock: the door is a function of its arguments.

What could do it is forbidden by name: the modules that reach the system, `open`, and the calls that ask for today. Each exception
is one small module with one purpose. What no name shows, such as a library that opens a path, a whole run under Python's audit
would.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT

RAEUME = ("corpus", "contracts", "generator", "checks")
TUER = ("vertragswerk/werk.py", "vertragswerk/fertigung.py", "vertragswerk/haus.py")
"""Part of the front door's room, and pure all the same."""
MODULE = frozenset({
    "os", "sys", "pathlib", "tempfile", "subprocess", "socket", "ssl", "urllib.request", "http.client", "sqlite3", "shutil", "glob", "time",
    "signal", "mmap", "fcntl", "multiprocessing", "threading", "asyncio", "locale", "getpass", "platform", "importlib.resources", "random", "uuid", "builtins", "codecs", "concurrent", "ctypes", "fileinput",
    "ftplib", "http", "linecache", "logging", "nt", "ntpath", "posix", "posixpath", "secrets", "tokenize", "urllib", "winreg",
})  # fmt: skip
NAMEN = frozenset({"pathlib.PurePosixPath", "urllib.parse.quote"})
"""What these modules offer and what touches nothing."""
AUFRUFE = frozenset({"today", "now", "utcnow", "getenv", "environ", "FileIO", "import_module"})
NACKT = frozenset({"open", "__import__", "FileIO", "import_module", "eval", "exec"})
"""Names that reach the system by themselves, imported or not."""
"""Attributes; what a path could do is shut out with `pathlib` itself."""
AUSNAHMEN: dict[str, frozenset[str]] = {
    # The program's own data files.
    "corpus/paketdaten.py": frozenset({"importlib.resources"}),
    "contracts/paketdaten.py": frozenset({"importlib.resources"}),
    "generator/paketdaten.py": frozenset({"importlib.resources"}),
    "checks/paketdaten.py": frozenset({"importlib.resources"}),
    # The engines outside this program: pandoc is a process with its own environment, Typst is shared by threads.
    "generator/pandoc.py": frozenset({"subprocess", "os", "environ"}),
    "generator/writers/satzmaschine.py": frozenset({"threading"}),
    # The typesetter and pandoc work beside Python; what comes of it does not depend on when.
    "vertragswerk/fertigung.py": frozenset({"concurrent.futures"}),
    # Kinds name code and rules; both are the program's own.
    "contracts/arten/vertragsart.py": frozenset({"import_module"}),
    "vertragswerk/haus.py": frozenset({"import_module"}),
}
"""Where a module of the list is needed, and which."""


def sources() -> list[Path]:
    return sorted([p for raum in RAEUME for p in (PROJEKT / raum).rglob("*.py")] + [PROJEKT / name for name in TUER])


def reaches(quelltext: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that could reach the system."""
    for k in ast.walk(ast.parse(quelltext)):
        if isinstance(k, ast.Import):
            yield from ((k.lineno, a.name) for a in k.names if _is_system(a.name))
        elif isinstance(k, ast.ImportFrom) and k.module and _is_system(k.module) and k.level == 0:
            if any(f"{k.module}.{a.name}" not in NAMEN for a in k.names):
                yield k.lineno, k.module
        elif isinstance(k, ast.ImportFrom) and k.level == 0:
            # `from importlib import resources`, `from io import open`
            for a in k.names:
                if f"{k.module}.{a.name}" in MODULE:
                    yield k.lineno, f"{k.module}.{a.name}"
                elif a.name in NACKT:
                    yield k.lineno, a.name
        elif isinstance(k, ast.Name) and k.id in NACKT:
            yield k.lineno, k.id
        elif isinstance(k, ast.Attribute) and (k.attr in AUFRUFE or ast.unparse(k) == "io.open"):
            yield k.lineno, k.attr


def _is_system(modul: str) -> bool:
    """Tell whether a module is one of the forbidden, or a part of one (`os.path`)."""
    teile = modul.split(".")
    return any(".".join(teile[:n]) in MODULE for n in range(1, len(teile) + 1))


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
        "import os.path",
        "from os.path import exists",
        "import posixpath",
        "from io import open",
        "from io import open as oeffnen",
        "import builtins",
        "modul = __import__('os')",
        "modul = import_module('os')",
        "modul = importlib.import_module('os')",
        "from importlib import import_module",
        "from urllib import request",
        "import linecache",
        "from importlib.resources.abc import Traversable",
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


LAUF = """
import json, sys
from datetime import date
from tests.vertragswerk.test_tuer import BEISPIELE, ERSTER, from_bytes, read_all
from generator.writers import find_format
from vertragswerk.fertigung import make_dateien
from vertragswerk.werk import work

dateien = read_all(BEISPIELE)
formate = [find_format(f) for f in ("docx", "odt", "pdf", "html", "markdown", "plain", "native")]
gesehen = []
ist_scharf = False
ERLAUBT = ("object.", "sys.", "compile", "exec", "import", "marshal.", "code.", "builtins.id", "gc.", "ctypes.")


def watch(ereignis, angaben):
    if ist_scharf and not ereignis.startswith(ERLAUBT):
        gesehen.append([ereignis, str(angaben)[:200]])


def run():
    fertig = make_dateien(work(from_bytes(dateien, ERSTER, date(2024, 12, 18))), formate, False)
    assert not fertig.grund and len(fertig.dateien) == len(formate) + 1


run()  # imports, the program's own data, the law
sys.addaudithook(watch)
ist_scharf = True
run()
ist_scharf = False
print(json.dumps(gesehen))
"""


@pytest.mark.langsam
def test_a_second_run_asks_the_system_for_nothing() -> None:
    """Check and documents of a contract in memory: no file, no process, no socket, as Python's audit sees it."""
    lauf = subprocess.run([sys.executable, "-c", LAUF], cwd=PROJEKT, capture_output=True, text=True, check=True)
    assert json.loads(lauf.stdout) == []
