"""The commands that build something beside the contracts, and their options."""

from __future__ import annotations

from pathlib import Path

import click

from vertragswerk.haus import Haus

from .befehlsform import OPTIONEN, daneben, examples
from .befehlsform import ordner as ordner_angabe
from .befehlsform import stichtag as stichtag_angabe
from .befehlsform import vertrag as vertrag_angabe


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk vermerk bestand", "vertragswerk vermerk bestand --vertrag TB1-HAFEN-2027 --format docx"
    ),
)
@daneben("docx,pdf")
@stichtag_angabe
@vertrag_angabe
@ordner_angabe
@click.pass_obj
def vermerk(
    haus: Haus, ordner: Path, formate: str, ziel: Path | None, ersetzen: bool, stichtag: str | None, vertraege: tuple[str, ...]
) -> None:  # fmt: skip
    """Schreibt zu jedem Vertrag und Fall einen internen Vermerk.

    Er nennt die Befunde der Prüfung, die Fristen (auch als fristen.ics für den Kalender), die Abweichungen von der Bibliothek
    mit ihrem Grund, die Hinweise der Textbausteine, die zitierten Vorschriften und die bestimmten Begriffe mit ihren
    Fundstellen. Er ist kein Bestandteil davon und liegt unter ausgabe/KENNUNG/FASSUNG-vermerk.
    """
    from .begleitungen import begleite_mit_vermerk, build_beside

    build_beside(begleite_mit_vermerk(), ordner, formate, ziel, ersetzen, stichtag, vertraege, haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples("vertragswerk veroeffentlichen bestand --vertrag TB1-HAFEN-2027"),
)
@daneben("pdf,html")
@stichtag_angabe
@vertrag_angabe
@ordner_angabe
@click.pass_obj
def veroeffentlichen(
    haus: Haus, ordner: Path, formate: str, ziel: Path | None, ersetzen: bool, stichtag: str | None, vertraege: tuple[str, ...]
) -> None:  # fmt: skip
    """Schreibt zu jedem Vertrag eine geschwärzte Veröffentlichungsfassung.

    Was geschwärzt wird und warum, steht in „veroeffentlichung.yaml“ im Ordner des Vertrags. Die Werte fehlen in den Dateien
    ganz; steht einer noch an anderer Stelle, wird nichts geschrieben. Das Ergebnis liegt unter
    ausgabe/KENNUNG/FASSUNG-veroeffentlichung.
    """
    from .begleitungen import begleite_mit_veroeffentlichung, build_beside

    build_beside(begleite_mit_veroeffentlichung(), ordner, formate, ziel, ersetzen, stichtag, vertraege, haus)
