"""The threat model names tests that exist, for every door; SECURITY.md says what a reader looks for."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.hilfen import PROJEKT

TEXT = (PROJEKT / "docs" / "bedrohungsmodell.md").read_text(encoding="utf-8")
GENANNT = sorted(set(re.findall(r"`(tests/[^`:]+\.py)::(\w+)`", TEXT)))
TUEREN = ("Repository", "Clause", "Law file", "Office file", "Command line", "Output folder")


@cache
def functions(datei: str) -> frozenset[str]:
    baum = ast.parse((PROJEKT / datei).read_text(encoding="utf-8"))
    return frozenset(k.name for k in ast.walk(baum) if isinstance(k, ast.FunctionDef))


@pytest.mark.parametrize(("datei", "name"), GENANNT, ids=[name for _, name in GENANNT])
def test_named_test_exists(datei: str, name: str) -> None:
    assert name in functions(datei)


def test_every_file_it_names_exists() -> None:
    assert [d for d in re.findall(r"`((?:tests|docs)/[^`:]+)", TEXT) if not (PROJEKT / d).is_file()] == []


@pytest.mark.parametrize("tuer", TUEREN)
def test_every_door_has_threats_and_guards(tuer: str) -> None:
    (abschnitt,) = [a for a in TEXT.split("\n## ")[1:] if a.startswith(tuer)]
    zeilen = [z for z in abschnitt.splitlines() if z.startswith("|")][2:]
    assert zeilen
    assert all("::test_" in z for z in zeilen)


def test_the_policy_answers_its_questions() -> None:
    text = (PROJEKT / "SECURITY.md").read_text(encoding="utf-8")
    ueberschriften = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert ueberschriften == ["What is trusted", "What is not trusted", "Limits", "Not promised", "How to report"]
    assert "docs/bedrohungsmodell.md" in text
