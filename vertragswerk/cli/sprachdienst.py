"""`lsp`: start the language server on standard input and output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vertragswerk.dateisystem.verzeichnis import find_wurzel, open_bestand
from vertragswerk.haus import Haus
from vertragswerk.stichtag import day_of_check

from .bestandswahl import house_of
from .ende import Abbruch
from .konsole import complain
from .recht.gemeinsam import law

if TYPE_CHECKING:
    from vertragswerk.editor.arbeitsstand import Arbeitsstand


def serve(haus: Haus) -> None:
    """Serve until the editor ends it; ends with a sentence where the extra is not installed."""
    try:
        from vertragswerk.editor.arbeitsstand import Arbeitsstand
        from vertragswerk.editor.server import build_server
    except ImportError as fehler:
        rat = 'Installieren Sie es mit dem Zusatz „editor“: pip install "vertragswerk[editor]".'
        raise Abbruch(f"Dem Programm fehlt, was es für den Editor braucht ({fehler.name}). {rat}") from fehler
    recht, heute = law(), day_of_check(None)

    def open_stand(ordner: Path) -> Arbeitsstand | None:
        wurzel = find_wurzel(ordner)
        if wurzel is None:
            return None
        bestand, _ = open_bestand(wurzel, haus.arten)
        try:
            eigenes = house_of(bestand, haus)
        except Abbruch as grund:
            # The editor goes on with the rules of the program; standard error is its log.
            complain(grund.meldung)
            eigenes = haus
        return Arbeitsstand(wurzel, eigenes, recht, heute)

    build_server(open_stand, complain).start_io()
