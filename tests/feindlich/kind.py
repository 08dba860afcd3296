"""Run the command in a process that is stopped by the system beyond its bounds: `python -m tests.feindlich.kind MIB SEKUNDEN …`.

The last line of standard error names seconds of work, MiB of memory and the seconds it had. A machine that is slow at the moment
gets more of them, by how long it takes for a fixed piece of work, and three times as many at most.
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path

PROBE = 0.042
"""Seconds of work of the fixed piece on the machine the bounds were set on."""


def slowness() -> float:
    """Return how many times slower this machine is now than the one the bounds were set on, between one and three."""
    beginn = time.process_time()
    worte: dict[str, int] = {}
    for i in range(200_000):
        wort = f"wort{i % 977}"
        worte[wort] = worte.get(wort, 0) + len(wort)
    return min(3.0, max(1.0, (time.process_time() - beginn) / PROBE))


def main() -> None:
    """Set the limits, run the command, report what it used."""
    import resource

    from vertragswerk.__main__ import main as run

    mib, sekunden = int(sys.argv[1]), math.ceil(int(sys.argv[2]) * slowness())
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (sekunden, sekunden + 1))
    sys.argv = ["vertragswerk", *sys.argv[3:]]
    try:
        run()
    finally:
        r = resource.getrusage(resource.RUSAGE_SELF)
        sys.stderr.write(f"\nVERBRAUCH {r.ru_utime + r.ru_stime:.1f} {_peak_kib(r.ru_maxrss) // 1024} {sekunden}\n")


def _peak_kib(maxrss: int) -> int:
    """Return the most memory this program held; on Linux `ru_maxrss` counts what the parent held before the start as well."""
    if sys.platform == "darwin":
        return maxrss // 1024
    zeilen = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next((int(zeile.split()[1]) for zeile in zeilen if zeile.startswith("VmHWM:")), maxrss)


if __name__ == "__main__":
    main()
