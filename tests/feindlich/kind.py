"""Run the command in a process that is stopped by the system beyond its bounds: `python -m tests.feindlich.kind MIB SEKUNDEN …`.

The last line of standard error names seconds of work and MiB of memory.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Set the limits, run the command, report what it used."""
    import resource

    from vertragswerk.__main__ import main as run

    mib, sekunden = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (sekunden, sekunden + 1))
    sys.argv = ["vertragswerk", *sys.argv[3:]]
    try:
        run()
    finally:
        r = resource.getrusage(resource.RUSAGE_SELF)
        sys.stderr.write(f"\nVERBRAUCH {r.ru_utime + r.ru_stime:.1f} {_peak_kib(r.ru_maxrss) // 1024}\n")


def _peak_kib(maxrss: int) -> int:
    """Return the most memory this program held; on Linux `ru_maxrss` counts what the parent held before the start as well."""
    if sys.platform == "darwin":
        return maxrss // 1024
    zeilen = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next((int(zeile.split()[1]) for zeile in zeilen if zeile.startswith("VmHWM:")), maxrss)


if __name__ == "__main__":
    main()
