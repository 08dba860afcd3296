"""Code that is not ours ends within its bounds, or the program does."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.hilfen import PROJEKT
from vertragswerk import schranke
from vertragswerk.schranke import Schrankenfehler, bounded, memory


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schranke, "TAKT", 0.01)


def test_what_ends_in_time_is_left_alone() -> None:
    with bounded("Die Probe"):
        gerechnet = sum(range(1000))
    assert gerechnet == 499500


def test_an_exception_of_the_work_passes() -> None:
    with pytest.raises(ZeroDivisionError), bounded("Die Probe"):
        _ = 1 / 0


def test_an_endless_loop_is_stopped() -> None:
    with (
        pytest.raises(Schrankenfehler, match=r"Die Probe braucht länger als 0.1 Sekunden und wurde angehalten"),
        bounded("Die Probe", 0.1),
    ):
        while True:
            pass


def test_one_that_catches_what_it_does_not_know_is_stopped_too() -> None:
    def stubborn(mal: int) -> None:
        for _ in range(mal):
            try:
                while True:
                    pass
            except BaseException:  # noqa: BLE001 - what is tested
                pass

    with pytest.raises(Schrankenfehler), bounded("Die Probe", 0.1):
        stubborn(3)


@pytest.mark.skipif(sys.platform != "linux", reason="Nur Linux sagt, wie viel Speicher der Prozess hält")
def test_one_that_takes_memory_is_stopped() -> None:
    assert memory() > 1
    with pytest.raises(Schrankenfehler, match="MiB Speicher"), bounded("Die Probe", 60, 20):
        haufen = []
        while True:
            haufen.append(bytearray(1 << 20))
            time.sleep(0.001)


def test_nothing_is_raised_after_the_work() -> None:
    for sekunden in (0.01, 0.02, 0.03):
        for _ in range(10):
            try:
                with bounded("Die Probe", sekunden):
                    ende = time.monotonic() + sekunden
                    while time.monotonic() < ende:
                        pass
            except Schrankenfehler:
                pass
            sum(range(5000))


def test_a_call_that_cannot_be_stopped_ends_the_program() -> None:
    programm = (
        "from vertragswerk import schranke\nimport time\nschranke.FRIST, schranke.TAKT = 0.2, 0.05\n"
        "with schranke.bounded('Die Probe', 0.1):\n    time.sleep(60)\n"
    )
    lauf = subprocess.run([sys.executable, "-c", programm], cwd=PROJEKT, capture_output=True, timeout=30, check=False)
    assert lauf.returncode == 2
    assert "lässt sich nicht anhalten" in lauf.stderr.decode("utf-8")
