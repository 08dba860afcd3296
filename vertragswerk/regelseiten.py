"""`python -m vertragswerk.regelseiten FAELLE ZIEL` writes the manual pages of the rules; FAELLE holds their case files."""

from __future__ import annotations

import sys
from pathlib import Path

from checks.handbuch import build_docs


def write_regelseiten(faelle: Path, ziel: Path) -> None:
    """Write the Markdown pages and remove pages of rules that are gone."""
    import yaml

    geladen = {
        p.parent.name: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(faelle.glob("*/faelle.yaml"))
    }
    seiten = build_docs(geladen)
    ziel.mkdir(parents=True, exist_ok=True)
    for alt in ziel.glob("*.md"):
        if alt.name not in seiten:
            alt.unlink()
    for name, inhalt in seiten.items():
        (ziel / name).write_text(inhalt, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_regelseiten(Path(sys.argv[1]), Path(sys.argv[2]))
