"""The architecture page is true: every function and file that it names exists."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.hilfen import PROJEKT

SEITE = (PROJEKT / "docs" / "architektur.md").read_text(encoding="utf-8")
RAEUME = ("corpus", "contracts", "generator", "checks", "vertragswerk")
NAMEN = sorted(set(re.findall(rf"`((?:{'|'.join(RAEUME)})\.[A-Za-z_.]+)`", SEITE)))
PFADE = sorted(set(re.findall(rf"`((?:{'|'.join((*RAEUME, 'tests'))})/[A-Za-z_./]*)`", SEITE)))


def find(name: str) -> object:
    """Return what a dotted name leads to; the longest part that is a module is imported."""
    teile = name.split(".")
    for ende in range(len(teile), 0, -1):
        try:
            ort: object = importlib.import_module(".".join(teile[:ende]))
        except ModuleNotFoundError:
            continue
        for teil in teile[ende:]:
            ort = getattr(ort, teil)
        return ort
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("name", NAMEN)
def test_named_function_exists(name: str) -> None:
    assert find(name) is not None


@pytest.mark.parametrize("pfad", PFADE)
def test_named_file_exists(pfad: str) -> None:
    assert (PROJEKT / pfad).exists()


def test_the_page_names_enough() -> None:
    assert len(NAMEN) > 30 and len(PFADE) > 10
