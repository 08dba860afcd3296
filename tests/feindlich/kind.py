"""Run the command in a process that is stopped by the system beyond its bounds: `python -m tests.feindlich.kind MIB SEKUNDEN …`.

The last line of standard error names seconds of work and MiB of memory.
"""

from __future__ import annotations

import sys


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
        kib = r.ru_maxrss // 1024 if sys.platform == "darwin" else r.ru_maxrss
        sys.stderr.write(f"\nVERBRAUCH {r.ru_utime + r.ru_stime:.1f} {kib // 1024}\n")


if __name__ == "__main__":
    main()
