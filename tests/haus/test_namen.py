"""One name, one meaning: no two modules, classes or public functions of one name in the house, but where rooms answer the same call."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT

RAEUME = ("corpus", "contracts", "generator", "checks", "vertragswerk")
GLEICHE = (
    ("generator/writers/docx/", "generator/writers/odt/", "generator/writers/html/", "generator/writers/akn/"),
    ("checks/report/",),
    ("checks/regeln/",),
    ("corpus/paketdaten.py", "contracts/paketdaten.py", "generator/paketdaten.py", "checks/paketdaten.py"),
)
"""Places that answer the same call under the same name: writers and reports of several formats, rules, package data of each room."""


def sources() -> list[Path]:
    return sorted(p for raum in RAEUME for p in (PROJEKT / raum).rglob("*.py"))


def names(pfad: Path, art: str) -> Iterator[str]:
    """Yield the names of one kind that a file defines at its top level, overloads once."""
    if art == "modul":
        if pfad.stem not in ("__init__", "__main__"):
            yield pfad.stem
        return
    klasse = ast.ClassDef if art == "klasse" else ast.FunctionDef
    gefunden = [k.name for k in ast.parse(pfad.read_text(encoding="utf-8")).body if isinstance(k, klasse)]
    yield from dict.fromkeys(n for n in gefunden if not n.startswith("_"))


def find_doubles(art: str) -> dict[str, list[str]]:
    """Return names with several meanings and the files that define them."""
    orte: dict[str, set[str]] = defaultdict(set)
    dateien: dict[str, list[str]] = defaultdict(list)
    for pfad in sources():
        datei = pfad.relative_to(PROJEKT).as_posix()
        ort = next((g[0] for g in GLEICHE if datei.startswith(g)), datei)
        for name in names(pfad, art):
            orte[name].add(ort)
            dateien[name].append(datei)
    return {n: dateien[n] for n, o in orte.items() if len(o) > 1}


@pytest.mark.parametrize("art", ["modul", "klasse", "funktion"])
def test_no_name_has_two_meanings(art: str) -> None:
    assert find_doubles(art) == {}
