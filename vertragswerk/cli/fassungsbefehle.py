"""The commands about sealed Fassungen and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from vertragswerk.haus import Haus

from .befehlsform import OPTIONEN, ORDNER, examples
from .befehlsform import ordner as ordner_angabe
from .befehlsform import stichtag as stichtag_option
from .befehlsform import vertrag as vertrag_option
from .ergaenzen import complete_format, complete_vertrag


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk besiegeln TB1-HAFEN-2027 bestand",
        "vertragswerk besiegeln TB1-HAFEN-2027 bestand --datum 2026-12-18",
    ),
)
@click.argument("kennung", metavar="KENNUNG", shell_complete=complete_vertrag)
@ordner_angabe
@click.option(
    "--format", "formate", metavar="LISTE", shell_complete=complete_format,
    help="Formate wie bei „bauen“.  [Vorgabe: die des Bestands, sonst docx,odt,pdf,html]",
)  # fmt: skip
@click.option("--datum", metavar="TAG", help="Tag der Besiegelung (2025-01-31).  [Vorgabe: heute]")
@stichtag_option
@click.pass_obj
def besiegeln(
    haus: Haus, kennung: str, ordner: Path, formate: str | None, datum: str | None, stichtag: str | None
) -> None:  # fmt: skip
    """Friert die Fassung eines geprüften Vertrags oder Falls ein.

    Unter fassungen/NUMMER im Ordner des Vertrags oder Falls liegen danach die Daten mit allen gemeinsamen Dateien, die
    Textbausteine, die Dokumente, das Prüfprotokoll und ein Manifest mit Prüfsummen, das die Fassung an die davor besiegelte
    kettet. Besiegelt wird nur ohne offene Fehler, mit allen Bestätigungen, nach denen eine Regel fragt, und wenn frühere Fassungen unberührt sind.

    \b
    Das Ende meldet:
      0  besiegelt
      1  Fehler oder offene Fragen verhindern es
      2  Programm, Eingabe oder Datenträger versagt, oder die Fassung ist schon besiegelt
    """
    from .besiegeln import Siegelangaben, seal_contract

    seal_contract(kennung, ordner, Siegelangaben(formate, stichtag, datum), haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk nachweisen bestand",
        "vertragswerk nachweisen zurueck.docx bestand",
    ),
)
@click.argument("orte", nargs=-1, type=ORDNER, metavar="[DATEI]... [ORDNER]")
@vertrag_option
@click.pass_obj
def nachweisen(haus: Haus, orte: tuple[Path, ...], vertraege: tuple[str, ...]) -> None:
    """Weist nach, dass besiegelte Fassungen unverändert sind und aus ihren Daten wieder entstehen.

    Mit DATEI (PDF, Word, ODT) sagt der Befehl, welche Fassung sie ist, ob die Daten in ihr die besiegelten sind und ob ihr
    sichtbarer Text der ist, den diese Daten ergeben; jede andere Stelle ist genannt.

    \b
    Das Ende meldet:
      0  alles ist, wie es besiegelt wurde
      1  etwas ist anders
      2  Programm, Eingabe oder Datenträger versagt
      3  nichts ist besiegelt
    """
    from .nachweisen import prove_named

    prove_named(orte, frozenset(vertraege), haus)


FASSUNGSBEFEHLE: Final[tuple[click.Command, ...]] = (besiegeln, nachweisen)
"""All commands about sealed Fassungen, in the order of the help."""
