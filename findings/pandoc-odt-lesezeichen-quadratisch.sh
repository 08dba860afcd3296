#!/usr/bin/env bash
# pandoc 3.9 (wheel pypandoc_binary 1.17): its ODT reader takes time in the square of the number of bookmarks. 2.000 short
# paragraphs are read in a tenth of a second; give each one bookmark, as contract software does to find a place again, and the same
# text takes many seconds. The DOCX reader reads as many bookmarks in linear time, so nobody expects it of the ODT one.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
python3 -m venv "$ordner/venv"
"$ordner/venv/bin/python" -m pip install -q pypandoc_binary==1.17
"$ordner/venv/bin/python" - "$ordner" <<'PY'
import resource
import subprocess
import sys
from pathlib import Path

import pypandoc

ordner = Path(sys.argv[1])
pandoc = pypandoc.get_pandoc_path()
print("pandoc", pypandoc.get_pandoc_version())


def odt(anzahl: int, marken: bool) -> Path:
    """Let pandoc itself write the file, with a bookmark for each paragraph or without."""
    text = "\n\n".join(f"[Absatz {i}]{{#m{i}}}" if marken else f"Absatz {i}" for i in range(anzahl))
    ziel = ordner / f"{anzahl}-{marken}.odt"
    subprocess.run([pandoc, "-f", "markdown", "-t", "odt", "-o", str(ziel)], input=text.encode(), check=True)
    return ziel


def sekunden(datei: Path) -> float:
    vorher = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([pandoc, "-f", "odt", "-t", "plain", str(datei)], check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - vorher


ohne = sekunden(odt(2000, False))
halb, ganz = sekunden(odt(1000, True)), sekunden(odt(2000, True))
print(f"2000 Absätze ohne Lesezeichen {ohne:.2f} s, 1000 mit {halb:.2f} s, 2000 mit {ganz:.2f} s")
assert ganz > 10 * ohne, "bookmarks cost no longer much"
assert ganz > 3 * halb, "the time no longer grows with the square"
print("pandoc ODT: wie beschrieben")
PY
