"""The house rules that no other tool checks: sizes, names, words, registries, nothing foreign in the tree."""

from __future__ import annotations

import ast
import importlib
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.regex import Spaetmuster
from tests.hilfen import PROJEKT

RAEUME = ("corpus", "contracts", "generator", "checks", "vertragswerk")
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".typ", ".css", ".html", ".xml", ".po", ".txt", ""}


@cache
def quellen() -> tuple[Path, ...]:
    return tuple(sorted(p for raum in RAEUME for p in (PROJEKT / raum).rglob("*.py")))


@cache
def verfolgte() -> tuple[Path, ...]:
    """Every file of the project: what git tracks, or, in an unpacked archive, what lies there."""
    try:
        lauf = subprocess.run(["git", "ls-files", "-z"], cwd=PROJEKT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(p for p in PROJEKT.rglob("*") if p.is_file() and ".venv" not in p.parts)
    return tuple(PROJEKT / name for name in lauf.stdout.decode().split("\0") if name and (PROJEKT / name).is_file())


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for pfad in quellen():
        for knoten in ast.walk(ast.parse(pfad.read_text(encoding="utf-8"))):
            if isinstance(knoten, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield pfad, knoten


def test_modules_stay_small() -> None:
    laengen = {p.relative_to(PROJEKT).as_posix(): p.read_text(encoding="utf-8").count("\n") for p in quellen()}
    assert {n: z for n, z in laengen.items() if z > 400} == {}
    werte = sorted(laengen.values())
    assert statistics.median(werte) <= 120
    assert werte[int(len(werte) * 0.9)] <= 270


def test_functions_stay_small() -> None:
    laengen = [
        (p.relative_to(PROJEKT).as_posix(), f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for p, f in functions()
    ]
    assert [e for e in laengen if e[2] > 60] == []
    werte = sorted(e[2] for e in laengen)
    assert statistics.median(werte) <= 12
    assert werte[int(len(werte) * 0.9)] <= 30


def test_every_function_says_what_it_returns() -> None:
    assert [f"{p.name}:{f.lineno} {f.name}" for p, f in functions() if f.returns is None and f.name != "__init__"] == []


def test_public_functions_have_a_docstring() -> None:
    ohne = [
        f"{p.relative_to(PROJEKT)}:{k.lineno} {k.name}"
        for p in quellen()
        for k in ast.parse(p.read_text(encoding="utf-8")).body
        if isinstance(k, (ast.FunctionDef, ast.ClassDef)) and not k.name.startswith("_") and not ast.get_docstring(k)
        and not (isinstance(k, ast.ClassDef) and p.name == "klauselvorlage.py")
        and not (isinstance(k, ast.FunctionDef) and k.name == "pruefe" and "regeln" in p.parts)
    ]  # fmt: skip
    assert ohne == []


def test_modules_have_a_docstring() -> None:
    ohne = [
        p.relative_to(PROJEKT).as_posix()
        for p in quellen()
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ]
    assert ohne == []


def test_names_are_ascii_and_portable() -> None:
    """Identifiers in ASCII, file names that every system takes and that differ not only in case."""
    for pfad in quellen():
        for knoten in ast.walk(ast.parse(pfad.read_text(encoding="utf-8"))):
            name = getattr(knoten, "name", None) or getattr(knoten, "id", None) or getattr(knoten, "arg", None)
            assert not isinstance(name, str) or name.isascii(), f"{pfad}: {name}"
    namen = [p.relative_to(PROJEKT).as_posix() for p in verfolgte()]
    assert [n for n in namen if not re.fullmatch(r"[A-Za-z0-9._/+-]+", n)] == []
    assert len({n.lower() for n in namen}) == len(namen)
    assert [n for n in namen if (PROJEKT / n).is_symlink()] == []
    assert [n for n in namen if len(n) > 180] == []


def test_nothing_foreign_is_named() -> None:
    """No file names a machine's path, a tool of the makers, or the host of a package registry."""
    muster = re.compile(
        "/(?:w" "ork|f" "arm)/|/r" "oot/|sub" "agent|pypi" r"\.org|files\.python" "hosted|registry\\.npm" "js",
        re.IGNORECASE,
    )
    treffer = []
    for pfad in verfolgte():
        if pfad.suffix not in TEXT or pfad.stat().st_size > 2_000_000:
            continue
        for nummer, zeile in enumerate(pfad.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if muster.search(zeile):
                treffer.append(f"{pfad.relative_to(PROJEKT)}:{nummer}")
    assert treffer == []


def test_files_are_utf8_with_unix_line_ends() -> None:
    for pfad in verfolgte():
        if pfad.suffix in TEXT - {""} and "tests" not in pfad.parts:
            inhalt = pfad.read_bytes()
            inhalt.decode("utf-8")
            assert b"\r\n" not in inhalt, pfad


def test_nothing_reads_the_clock_but_the_front_door() -> None:
    muster = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|localtime)\b\(")
    treffer = [p.relative_to(PROJEKT).as_posix() for p in quellen() if muster.search(p.read_text(encoding="utf-8"))]
    assert treffer == ["vertragswerk/stichtag.py"]


def test_money_is_never_a_float() -> None:
    treffer = [
        f"{p.relative_to(PROJEKT)}:{k.lineno}"
        for p in quellen()
        if p.parts[len(PROJEKT.parts)] == "contracts"
        for k in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if (isinstance(k, ast.Constant) and isinstance(k.value, float)) or (isinstance(k, ast.Name) and k.id == "float")
    ]
    assert treffer == []


def test_no_statute_text_and_no_binaries_but_the_named() -> None:
    erlaubt, bilder = {".mo", ".gz", ".icc"}, "contracts/beispiele/vertraege/KV-MUSTERHAVEN-2026/beilagen/karte.png"
    binaer = [
        p.relative_to(PROJEKT).as_posix()
        for p in verfolgte()
        if b"\0" in p.read_bytes()[:8000] and p.suffix not in erlaubt and "tests" not in p.parts
    ]
    # A map is an Anlage that is a foreign file; the example has one, so that building carries it along.
    assert binaer == [bilder]
    summe = sum(p.stat().st_size for p in verfolgte() if p.is_relative_to(PROJEKT / "corpus" / "data"))
    assert summe <= 6 * 1024 * 1024


@pytest.mark.parametrize("raum", RAEUME)
def test_tests_mirror_the_rooms(raum: str) -> None:
    assert (PROJEKT / "tests" / raum).is_dir()


def test_start_is_light() -> None:
    """The version costs no library; the heavy ones are loaded only by the work that needs them."""
    import sys

    schwer = ("pydantic", "lxml", "typst", "babel", "yaml", "rich", "click", "pikepdf", "jsonschema")
    befehl = f"import sys; sys.argv=['v','--version']; from vertragswerk.__main__ import main; main(); print([m for m in {schwer} if m in sys.modules])"
    lauf = subprocess.run([sys.executable, "-c", befehl], capture_output=True, text=True, check=True)
    assert lauf.stdout.splitlines()[-1] == "[]"


def _patterns() -> Iterator[tuple[str, str]]:
    for pfad in quellen():
        modul = ".".join(pfad.relative_to(PROJEKT).with_suffix("").parts).removesuffix(".__init__")
        if modul.endswith("__main__"):
            continue
        for name, wert in vars(importlib.import_module(modul)).items():
            muster = wert.regex if isinstance(wert, Spaetmuster) else getattr(wert, "__self__", wert)
            if isinstance(muster, re.Pattern) and isinstance(muster.pattern, str):
                yield f"{modul}.{name}", muster.pattern


def test_no_possessive_group_in_a_pattern() -> None:
    """Python 3.11.0 to 3.11.4 lose characters behind `(…)?+` and `(?>…)` (gh-106052); `[…]{0,8}+` is sound there."""
    muster = dict(_patterns())
    assert len(muster) > 200
    gruppe = re.compile(r"(?<!\\)\)(?:[?*+]|\{\d*,?\d*\})\+|\(\?>")
    assert [name for name, text in muster.items() if gruppe.search(text)] == []
