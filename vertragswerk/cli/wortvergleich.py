"""`vergleichen` of two Word files that this program did not write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.readers import LeseFehler
from vertragswerk.fremdvergleich import GRENZEN, Fremdfehler, list_differences, track_foreign
from vertragswerk.siegel.dateifassung import claimed_contract
from vertragswerk.siegel.siegelmanifest import SiegelFehler
from vertragswerk.stichtag import day_of_check

from .ablegen import store
from .ende import Abbruch
from .fassungswahl import read_document
from .konsole import write_pieces

FORMEN: Final = ("bericht-text", "docx")


def are_foreign(alt: str, neu: str) -> bool:
    """Tell whether both sides are Word files that no contract of ours stands behind."""
    return all(Path(n).suffix.lower() == ".docx" and not _is_ours(Path(n)) for n in (alt, neu))


def _is_ours(datei: Path) -> bool:
    try:
        claimed_contract(read_document(datei))
    except (LeseFehler, SiegelFehler):
        return False
    return True


def compare_foreign(alt: str, neu: str, formate: str, ziel: Path | None, autor: str | None, datum: str | None) -> None:
    """Print the lines that differ, or write a Word file with tracked changes; say what such a comparison cannot know."""
    formen = list(dict.fromkeys(f.strip().lower() for f in formate.split(",") if f.strip()))
    falsch = [f for f in formen if f not in FORMEN]
    if falsch or not formen:
        raise Abbruch(
            f"Zwei Word-Dateien, die dieses Programm nicht geschrieben hat, gibt es nur als {' oder '.join(FORMEN)}; verlangt ist: "
            f"{', '.join(falsch) or 'nichts'}."
        )
    if ziel is None and formen != ["bericht-text"]:
        raise Abbruch("Die Word-Datei braucht einen Ordner: --ziel ORDNER.")
    seiten = [read_document(Path(n)) for n in (alt, neu)]
    dateien: dict[str, bytes] = {}
    try:
        tag = day_of_check(datum).isoformat()
        if "bericht-text" in formen:
            zeilen = list(list_differences(seiten[0], seiten[1])) or ["Beide Dateien haben denselben Text."]
            dateien["bericht.txt"] = ("\n".join([GRENZEN, "", *zeilen]) + "\n").encode("utf-8")
        if "docx" in formen:
            dateien["vergleich.docx"] = track_foreign(seiten[0], seiten[1], autor or "Vergleich", tag)
    except (Fremdfehler, ValueError) as fehler:
        raise Abbruch(str(fehler)) from fehler
    if ziel is None:
        write_pieces([dateien["bericht.txt"].decode("utf-8")])
        return
    write_pieces([f"{GRENZEN}\n"])
    store(ziel, dateien)
