"""`lesefassung`: how an amended contract reads on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.pandoc import PandocFehler
from generator.writers import find_format
from generator.writers.fremdformat import FremdformatFehler
from vertragswerk.aenderung.vereinbarungsentwurf import LESEFASSUNG
from vertragswerk.dateisystem.ablage import AblageFehler, write_in_turn
from vertragswerk.haus import Haus

from .aendern import last_amendment
from .bestandswahl import open_repository, stichtag_of
from .ende import Abbruch
from .fassungswahl import Fassungswahl
from .konsole import complain, write_pieces
from .recht.gemeinsam import law

NAMEN: Final = {"text": "plain"}
"""What a format is called here, where writers call it otherwise."""
ANZEIGBAR: Final = ("txt", "md", "html")


def show_lesefassung(
    kennung: str, ordner: Path, formate: str, ziel: Path | None, stichtag: str | None, haus: Haus
) -> None:
    """Write the wording of a contract on a day; without a folder one textual form goes to standard output."""
    bestand, _ = open_repository(ordner, frozenset(), haus)
    tag = stichtag_of(stichtag, bestand)
    vereinbarung = last_amendment(bestand, kennung, haus, tag)
    if vereinbarung is None:
        open_repository(ordner, frozenset({kennung}), haus)  # a Kennung that is not there is said first
        raise Abbruch(
            f"Keine Änderungsvereinbarung zu „{kennung}“ ist am {tag:%d.%m.%Y} in Kraft. Es gilt, was geschlossen ist; "
            f"„vertragswerk bauen --vertrag {kennung}“ baut es."
        )
    ergebnis = Fassungswahl(ordner, stichtag, law(), haus).open(vereinbarung.lesefassung.geschichte[-1].vereinbarung)
    dokument = ergebnis.dokumente[LESEFASSUNG]
    writer = []
    for name in dict.fromkeys(n.strip().lower() for n in formate.split(",") if n.strip()):
        try:
            writer.append(find_format(NAMEN.get(name, name)))
        except (FremdformatFehler, PandocFehler) as fehler:
            raise Abbruch(str(fehler)) from fehler
    if not writer or (ziel is None and (len(writer) > 1 or writer[0].endung not in ANZEIGBAR)):
        raise Abbruch("Mehrere Dateien und solche für Word, ODT und PDF brauchen einen Ordner: --ziel ORDNER.")
    dateien = {f"{kennung}-lesefassung.{w.endung}": w.write(dokument, b"") for w in writer}
    if ziel is None:
        write_pieces([next(iter(dateien.values())).decode("utf-8")])
        return
    try:
        write_in_turn(ziel, dateien, melde=complain)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write_pieces([f"{len(dateien)} Dateien in {ziel}: {', '.join(dateien)}\n"])
