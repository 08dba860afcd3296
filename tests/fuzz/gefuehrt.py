"""Search led by the branches that inputs reach: `python -m tests.fuzz.gefuehrt [SEKUNDEN [ZIEL]]`. Needs the extra `fuzz`.

hypothesis makes the inputs out of the bytes that the leader varies, so that both searches know the same targets.
"""

from __future__ import annotations

import subprocess
import sys


def search(ziel: str, sekunden: str) -> None:
    """Search one target and end the process; a crash ends it with the input that made it."""
    import atheris

    with atheris.instrument_imports(include=["corpus", "contracts", "generator"]):
        from tests.fuzz.suche import make_probe

        probe = make_probe(ziel, lambda: None)
        probe()  # what is imported late is watched as well
    atheris.Setup([sys.argv[0], f"-max_total_time={sekunden}", "-max_len=4096"], probe.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main() -> None:
    """Search the named target, or each in a process of its own: what is watched is settled when it is imported."""
    sekunden, *ziele = sys.argv[1:] or ["30"]
    if ziele:
        search(ziele[0], sekunden)
        return
    from tests.fuzz.suche import ZIELE

    for ziel in ZIELE:
        subprocess.run([sys.executable, "-m", "tests.fuzz.gefuehrt", sekunden, ziel], check=True)


if __name__ == "__main__":
    main()
