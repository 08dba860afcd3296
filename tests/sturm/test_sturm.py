"""A short storm in the normal suite; the long one is `nox -s sturm`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Never

import pytest

from tests.hilfen import PROJEKT
from tests.sturm.siegelsturm import KENNUNG, load, seal_once
from tests.vertragswerk.conftest import environment
from vertragswerk.dateisystem import fassungsablage


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
@pytest.mark.parametrize("toetungen", [8, pytest.param(100, marks=pytest.mark.langsam)])
def test_sealing_that_is_killed_leaves_the_old_state_or_the_new_one(toetungen: int) -> None:
    lauf = subprocess.run(
        [sys.executable, "-m", "tests.sturm.siegelsturm", "--toetungen", str(toetungen)], capture_output=True, text=True, check=False,
        cwd=PROJEKT, env=environment(PYTHONPATH=str(PROJEKT), PYTHONUTF8="1"),
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr


def test_sealing_stopped_before_its_list_twice_running_leaves_a_whole_chain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the storm in CI: the second one, stopped at the same place, left a list that lacked two."""
    vertrag = tmp_path / "vertraege" / KENNUNG
    vertrag.mkdir(parents=True)
    seal_once(vertrag, tmp_path, "1.0")
    schreibe = fassungsablage.write_atomic

    def stop(*_: object) -> Never:
        raise KeyboardInterrupt

    for nummer in ("1.1", "1.2", "1.3"):
        davor = len(load(vertrag, tmp_path))
        mit = [stop] if davor == 1 else [schreibe, stop]
        monkeypatch.setattr(fassungsablage, "write_atomic", lambda *a, mit=mit: mit.pop(0)(*a))
        with pytest.raises(KeyboardInterrupt):
            seal_once(vertrag, tmp_path, nummer)
        assert len(load(vertrag, tmp_path)) == davor + 1
    monkeypatch.undo()
    seal_once(vertrag, tmp_path, "1.4")
    assert [f.nummer for f in load(vertrag, tmp_path)] == ["1.0", "1.1", "1.2", "1.3", "1.4"]
