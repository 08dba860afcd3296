"""Two Word files that are not ours, compared by Docxodus (optional extra `fremdvergleich`): words only, no contract behind them.

The program is foreign code that reads foreign files: it gets copies in a folder of its own, a time and a bound for its memory, and
what it wrote is read by our own reader before anybody gets it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.readers import LeseFehler, text_docx

SEKUNDEN_MAX: Final = 120
SPEICHER_MAX: Final = 2 * 1024**3
"""Bytes that the program may hold for its objects."""
GRENZEN: Final = (
    "Verglichen sind zwei Word-Dateien, hinter denen kein Vertrag dieses Programms steht. Deshalb weiß dieser Vergleich nicht, "
    "welche Angabe ein Betrag, eine Frist oder eine Menge ist, was eine Änderung kostet, ob eine Klausel nur verschoben oder neu "
    "nummeriert ist, ob Verweise noch stimmen und ob jemand Änderungen ohne Nachverfolgung eingefügt hat. Kopf- und Fußzeilen, "
    "Textfelder, Bilder und Kommentare sind nicht verglichen. Dass die Datei nach dem Annehmen aller Änderungen der neuen gleicht, "
    "ist nicht bewiesen."
)
_FEHLT: Final = (
    "Zum Vergleich fremder Word-Dateien fehlt eine Zusatzbibliothek. Installieren Sie sie mit "
    "„pip install vertragswerk[fremdvergleich]“."
)


class Fremdfehler(ValueError):
    """The files cannot be compared; the message is a German sentence."""


def track_foreign(alt: bytes, neu: bytes, autor: str, datum: str) -> bytes:
    """Return a Word file with tracked changes; `datum` is an ISO date. Raises Fremdfehler."""
    for name, inhalt in (("alte", alt), ("neue", neu)):
        _read(inhalt, f"Die {name} Datei")
    with TemporaryDirectory(prefix="vertragswerk-") as ordner:
        ziel = Path(ordner) / "ziel.docx"
        orte = [Path(ordner) / "alt.docx", Path(ordner) / "neu.docx"]
        for ort, inhalt in zip(orte, (alt, neu), strict=True):
            ort.write_bytes(inhalt)
        _run(
            [
                _find_engine(),
                *map(str, orte),
                str(ziel),
                f"--author={autor}",
                f"--date-time={datum}T00:00:00Z",
                "--detect-moves",
            ]
        )
        ergebnis = ziel.read_bytes() if ziel.is_file() else b""
    _read(ergebnis, "Das Ergebnis des Vergleichs")
    return ergebnis


def list_differences(alt: bytes, neu: bytes) -> Iterator[str]:
    """Yield the lines that only one file has, those that went before those that came. Raises Fremdfehler."""
    a, b = _read(alt, "Die alte Datei"), _read(neu, "Die neue Datei")
    for art, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if art != "equal":
            yield from (f"− {z}" for z in a[a1:a2])
            yield from (f"+ {z}" for z in b[b1:b2])


def _read(inhalt: bytes, wer: str) -> list[str]:
    try:
        return list(text_docx(inhalt).zeilen)
    except LeseFehler as fehler:
        raise Fremdfehler(f"{wer} ist nicht lesbar: {fehler}") from fehler


def _find_engine() -> str:
    try:
        from python_redlines import DocxodusEngine, EngineNotInstalledError
    except ImportError as fehler:
        raise Fremdfehler(_FEHLT) from fehler
    try:
        return str(DocxodusEngine().extracted_binaries_path)
    except (EngineNotInstalledError, OSError) as fehler:
        raise Fremdfehler(_FEHLT) from fehler


def _run(befehl: list[str]) -> None:
    umgebung = {
        **os.environ,
        "DOTNET_GCHeapHardLimit": f"{SPEICHER_MAX:x}",
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
    }
    try:
        lauf = subprocess.run(befehl, env=umgebung, capture_output=True, timeout=SEKUNDEN_MAX, check=False)
    except subprocess.TimeoutExpired as fehler:
        raise Fremdfehler(f"Der Vergleich hat nach {SEKUNDEN_MAX} Sekunden nicht geendet.") from fehler
    except OSError as fehler:
        raise Fremdfehler(f"Das Vergleichsprogramm lässt sich nicht starten ({type(fehler).__name__}).") from fehler
    if lauf.returncode:
        raise Fremdfehler(
            f"Das Vergleichsprogramm ist gescheitert (Rückgabewert {lauf.returncode}). Vielleicht hat eine Datei Änderungen, die "
            "noch nicht angenommen oder abgelehnt sind."
        )
