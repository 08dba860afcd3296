"""Helpers shared by the tests: where the project and the development material lie, and what is on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PROJEKT = Path(__file__).resolve().parent.parent
SHARED = PROJEKT.parent / "shared"


def need_shared(*teile: str) -> Path:
    """Return a path below the development material or skip the test visibly."""
    pfad = SHARED.joinpath(*teile)
    if not pfad.exists():
        pytest.skip(f"Entwicklungsmaterial fehlt: ../shared/{'/'.join(teile)}")
    return pfad


def need_program(*namen: str) -> str:
    """Return the path of the first program found or skip the test visibly."""
    for name in namen:
        gefunden = shutil.which(name)
        if gefunden:
            return gefunden
    pytest.skip(f"Programm nicht installiert: {' oder '.join(namen)}")
