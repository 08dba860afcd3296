"""Sessions of the workshop. All run in the environment nox itself runs in (README: one line makes it); nothing is installed twice."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["lint", "types", "imports", "schema", "beispiele", "tests"]
nox.options.default_venv_backend = "none"

RAEUME = ["corpus", "contracts", "generator", "checks", "vertragswerk"]
PYTHON = sys.executable
ZIEL = Path("build") / "beispiele"


def _run(session: nox.Session, modul: str, *argumente: str) -> None:
    session.run(PYTHON, "-m", modul, *argumente, env={"PYTHONUTF8": "1"})


@nox.session
def tests(session: nox.Session) -> None:
    """All tests; `nox -s tests -- -k wort` chooses. All cores unless told otherwise (`TESTKERNE`)."""
    parallel = (
        []
        if any(a.startswith("-n") for a in session.posargs)
        else [
            "-n",
            os.environ.get("TESTKERNE", str(max(2, os.cpu_count() or 2))),
            "--dist",
            "loadfile",
            "--no-loadscope-reorder",
        ]
    )
    _run(session, "pytest", *parallel, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and mistakes that a reader of the source can see."""
    _run(session, "ruff", "check", ".")
    _run(session, "ruff", "format", "--check", *RAEUME, "tests", "benchmarks", "noxfile.py")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    _run(session, "mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Imports go down only."""
    session.run(PYTHON, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", *session.posargs)


@nox.session
def schema(session: nox.Session) -> None:
    """Everything generated is what its source makes of it; `nox -s schema -- --schreiben` writes it anew."""
    if "--schreiben" in session.posargs:
        _run(session, "vertragswerk.erzeugnisse")
        _run(session, "vertragswerk.regelseiten", "tests/checks/regeln", "docs/regeln")
        return
    _run(session, "pytest", "-q", "-n0", "-m", "erzeugt")


@nox.session
def beispiele(session: nox.Session) -> None:
    """The example repository is clean and builds into every format."""
    _run(session, "vertragswerk", "pruefen", "contracts/beispiele")
    _run(
        session,
        "vertragswerk",
        "bauen",
        "contracts/beispiele",
        "--ziel",
        str(ZIEL),
        "--ersetzen",
        "--format",
        "docx,odt,pdf,html,markdown,plain,native",
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Side by side with peers, in one run; prints ratios."""
    _run(session, "pip", "install", "-q", ".[bench]")
    _run(session, "benchmarks")


@nox.session
def sturm(session: nox.Session) -> None:
    """Runs at once on shared targets, killed and on a full disk, 300 rounds unless told otherwise; two hundred killed sealings."""
    _run(session, "tests.sturm", *session.posargs)
    _run(session, "tests.sturm.siegelsturm", "--toetungen", "200")


@nox.session
def vergleich(session: nox.Session) -> None:
    """Ten thousand random edits: comparison complete and mirrored, commands re-applied = new, files proven; `--office 200`: LibreOffice reads some."""
    _run(session, "tests.generator.vergleich.langlauf", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Search for inputs that crash a reader or a clause text; `nox -s fuzz -- 600` gives each target 600 seconds, twice."""
    _run(session, "tests.fuzz.suche", *session.posargs)
    _run(session, "pip", "install", "-q", ".[fuzz]")
    _run(session, "tests.fuzz.gefuehrt", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Conditions of rules, negated and removed: which no case would miss; writes docs/mutationen.md, with codes only prints."""
    _run(session, "pip", "install", "-q", ".[mutation]")
    _run(session, "tests.mutation", *session.posargs)
