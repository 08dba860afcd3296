"""Golden files: what a writer gave when someone last looked at it and found it right.

After a wanted change: `VERTRAGSWERK_GOLDEN=neu python -m pytest tests/generator -k golden` writes them anew; read the diff,
commit it.
"""

from __future__ import annotations

import os

from tests.hilfen import PROJEKT

ORDNER = PROJEKT / "tests" / "golden"


def check_golden(name: str, daten: bytes) -> None:
    """Compare with the golden file `name`, or renew it if asked to."""
    datei = ORDNER / name
    if os.environ.get("VERTRAGSWERK_GOLDEN") == "neu":
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_bytes(daten)
    assert datei.read_bytes().decode("utf-8") == daten.decode("utf-8")
