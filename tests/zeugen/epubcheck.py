"""EPUBCheck on finished files, in a process of its own: `python -m tests.zeugen.epubcheck ORDNER` prints one JSON object.

It says of each EPUB in the folder the errors and warnings; one start of Java serves all files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.zeugen import find_in_package


def validate(ordner: Path) -> dict[str, list[str]]:
    """Return of each EPUB, by name, what is wrong with it."""
    import jpype

    jpype.startJVM("-Xmx1g", classpath=[str(find_in_package("epubcheck", "epubcheck.jar"))])
    # It prints a summary even when asked to be quiet.
    jpype.JClass("java.lang.System").setOut(jpype.JClass("java.lang.System").err)
    pruefer = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    ergebnis: dict[str, list[str]] = {}
    for datei in sorted(ordner.glob("*.epub")):
        bericht = datei.with_suffix(".json")
        pruefer().run([str(datei), "--json", str(bericht), "--quiet"])
        meldungen = json.loads(bericht.read_text("utf-8"))["messages"]
        ernst = [m for m in meldungen if m["severity"] in ("FATAL", "ERROR", "WARNING")]
        ergebnis[datei.name] = [f"{m['ID']}: {m['message']}" for m in ernst]
    return ergebnis


if __name__ == "__main__":
    sys.stdout.write(json.dumps(validate(Path(sys.argv[1]))))
