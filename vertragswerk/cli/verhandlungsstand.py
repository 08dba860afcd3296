"""`verhandlungsstand`: what of a contract is open, disputed, agreed or fixed by law; on the screen or as files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.writers import find_format
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.haus import Haus
from vertragswerk.verhandlung import NAME, Verhandlungsfehler, checksum_of, make_verhandlungsstand

from .ablegen import store
from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import write_pieces
from .recht.gemeinsam import law

FORMATE: Final = {"text": "plain", "md": "markdown", "docx": "docx", "odt": "odt", "pdf": "pdf", "html": "html"}
ANZEIGBAR: Final = ("text", "md", "html")


def show_negotiation(
    kennung: str, ordner: Path, formate: str, ziel: Path | None, klausel: str | None, haus: Haus
) -> None:
    """Print or build the state of a negotiation, or print the checksum of one clause."""
    formen = _choose(formate, ziel)
    ergebnis = Fassungswahl(ordner, None, law(), haus).open(kennung)
    try:
        if klausel is not None:
            write_pieces([f"{checksum_of(ergebnis, klausel)}\n"])
            return
        dokument = make_verhandlungsstand(ergebnis)
    except Verhandlungsfehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    schreiber = [find_format(FORMATE[f]) for f in formen]
    dateien = {f"{NAME}.{s.endung}": s.write(dokument, b"") for s in schreiber}
    if ziel is None:
        write_pieces([next(iter(dateien.values())).decode("utf-8")])
        return
    with private_files(ergebnis.ist_vertraulich):
        store(ziel, dateien)


def _choose(formate: str, ziel: Path | None) -> list[str]:
    formen = list(dict.fromkeys(f.strip().lower() for f in formate.split(",") if f.strip()))
    falsch = [f for f in formen if f not in FORMATE]
    if falsch or not formen:
        raise Abbruch(f"„{', '.join(falsch)}“ ist keine Form. Möglich sind: {', '.join(FORMATE)}.")
    if ziel is None and (len(formen) > 1 or formen[0] not in ANZEIGBAR):
        raise Abbruch("Mehrere Dateien und solche für Word, ODT und PDF brauchen einen Ordner: --ziel ORDNER.")
    return formen
