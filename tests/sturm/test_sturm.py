"""A short storm in the normal suite; the long one is `nox -s sturm`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.hilfen import PROJEKT
from tests.vertragswerk.conftest import environment


@pytest.mark.langsam
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Der Sturm startet seine Läufe mit fork.")
def test_a_short_storm_does_no_harm() -> None:
    """In a process of its own: forking one that has threads is not sound."""
    lauf = subprocess.run(
        [sys.executable, "-m", "tests.sturm", "--runden", "6", "--sekunden", "60"], capture_output=True, text=True, check=False,
        cwd=PROJEKT, env=environment(PYTHONPATH=str(PROJEKT), PYTHONUTF8="1"),
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Der Sturm startet seine Läufe mit fork.")
@pytest.mark.parametrize("toetungen", [8, pytest.param(200, marks=pytest.mark.langsam)])
def test_sealing_that_is_killed_leaves_the_old_state_or_the_new_one(toetungen: int) -> None:
    lauf = subprocess.run(
        [sys.executable, "-m", "tests.sturm.siegelsturm", "--toetungen", str(toetungen)], capture_output=True, text=True, check=False,
        cwd=PROJEKT, env=environment(PYTHONPATH=str(PROJEKT), PYTHONUTF8="1"),
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
