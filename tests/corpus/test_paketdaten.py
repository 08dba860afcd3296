"""What the room reads: its own data through one module, and nothing else of the machine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.paketdaten import load_json, load_rows, read_daten
from tests.hilfen import PROJEKT

MODULE = sorted((PROJEKT / "corpus").rglob("*.py"))
FREMD = {"os", "pathlib", "shutil", "sqlite3", "socket", "subprocess", "tempfile", "time", "urllib"}
DATEN = {"importlib", "pkgutil"}


def imports(baum: ast.Module) -> Iterator[str]:
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in knoten.names)
        elif isinstance(knoten, ast.ImportFrom) and not knoten.level:
            yield (knoten.module or "").partition(".")[0]


@pytest.mark.parametrize("pfad", MODULE, ids=lambda p: p.relative_to(PROJEKT).as_posix())
def test_no_module_touches_the_machine(pfad: Path) -> None:
    baum = ast.parse(pfad.read_text(encoding="utf-8"))
    verboten = FREMD if pfad.name == "paketdaten.py" else FREMD | DATEN
    assert verboten & set(imports(baum)) == set()
    rufe = {k.func.id for k in ast.walk(baum) if isinstance(k, ast.Call) and isinstance(k.func, ast.Name)}
    assert rufe & {"open", "input", "print", "exec", "eval"} == set()


def test_data_are_read_by_name() -> None:
    assert read_daten("normen/bgg.jsonl.gz").startswith(b"\x1f\x8b")
    assert {e["gesetz"] for e in load_json("normen/gesetze.json")} >= {"SGB IX", "BGB"}
    assert next(iter(load_rows("gesetzesnamen.csv")))["schluessel"]
