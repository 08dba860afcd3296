"""The command about cases of one person and its options."""

from __future__ import annotations

from pathlib import Path

import click

from vertragswerk.haus import Haus

from .befehlsform import OPTIONEN, ORDNER, examples
from .befehlsform import ordner as ordner_angabe
from .ergaenzen import complete_vertrag


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk schwaerzen PB-2027-001 bestand --ziel schulung --schluessel-datei geheim/kopie.key --schluessel-anlegen",
        "vertragswerk schwaerzen PB-2027-001 bestand --ziel meldung --schluessel-datei geheim/kopie.key --wortlaut bescheid.begruendung",
    ),
)
@click.argument("kennung", metavar="KENNUNG", shell_complete=complete_vertrag)
@ordner_angabe
@click.option("--ziel", type=ORDNER, required=True, metavar="ORDNER", help="Neuer oder leerer Ordner für die Kopie.")
@click.option(
    "--schluessel-datei", type=ORDNER, required=True, metavar="DATEI",
    help="Datei mit mindestens 32 geheimen Zeichen; mit ihr entsteht dieselbe Kopie wieder.",
)  # fmt: skip
@click.option("--schluessel-anlegen", is_flag=True, help="Legt die Schlüsseldatei mit einem zufälligen Schlüssel an.")
@click.option(
    "--wortlaut", metavar="STELLE", multiple=True,
    help="Freier Text, der bleibt und nur nach Namen, Nummern und Tagen abgesucht wird, etwa bescheid.begruendung; mehrfach möglich.",
)  # fmt: skip
@click.option(
    "--stichtag", metavar="TAG",
    help="Tag, zu dem der Fall geprüft wird (2025-01-31).  [Vorgabe: der des Bestands, sonst der Rechtsstand des Falls]",
)  # fmt: skip
@click.pass_obj
def schwaerzen(
    haus: Haus, kennung: str, ordner: Path, ziel: Path, schluessel_datei: Path, schluessel_anlegen: bool, wortlaut: tuple[str, ...],
    stichtag: str | None,
) -> None:  # fmt: skip
    """Schreibt einen Fall unter erfundenen Namen, für Schulung oder Fehlermeldung.

    Personen, Stellen, Anschriften, Konten und Zeichen bekommen erfundene Namen, dieselbe Person überall denselben. Alle Tage sind um
    einen Abstand verschoben, Beträge bleiben, freier Text wird durch neutrale Sätze ersetzt. Die Kopie wird geprüft wie der Fall: mit
    denselben Beträgen und, soweit sie nicht am ersetzten Wortlaut hängen, denselben Befunden.

    Ohne die Schlüsseldatei lässt sich kein Name zurückrechnen. Bewahren Sie sie getrennt auf, und geben Sie sie nie mit der Kopie weiter.
    Anonym ist die Kopie nicht: Wer den Fall kennt, erkennt ihn an Beträgen und Ablauf wieder.

    \b
    Das Ende meldet:
      0  geschrieben
      1  dieser Fall lässt sich so nicht verfremden
      2  Programm, Eingabe oder Datenträger versagt
    """
    from .schwaerzen import Schwaerzwunsch, write_kopie

    write_kopie(kennung, ordner, Schwaerzwunsch(ziel, schluessel_datei, schluessel_anlegen, wortlaut, stichtag), haus)
