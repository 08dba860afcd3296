"""The commands about amendments and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from vertragswerk.haus import Haus

from .befehlsform import OPTIONEN, examples, ordner, stichtag
from .ergaenzen import complete_vertrag


def _stil(befehl: Any) -> Any:
    """Add the choice of how commands are worded."""
    hilfe = "Wie die Befehle lauten: vertrag, hdr3, hdr4.  [Vorgabe: vertrag]"
    return click.option(
        "--stil", type=click.Choice(["vertrag", "hdr3", "hdr4"]), default="vertrag", metavar="STIL", help=hilfe
    )(befehl)


def _vereinbarung(befehl: Any) -> Any:
    """Add what two versions do not say of the amendment between them."""
    for option in (
        _stil,
        click.option("--in-kraft", metavar="TAG", help="Erster Tag der Änderung.  [Vorgabe: Beginn der neuen Fassung, nicht vor --vom]"),
        click.option("--vom", metavar="TAG", help="Tag der Unterzeichnung.  [Vorgabe: der der neuen Fassung]"),
        click.option("--kennung", required=True, metavar="KENNUNG", help="Kennung der Änderungsvereinbarung."),
    ):  # fmt: skip
        befehl = option(befehl)
    return befehl


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples("vertragswerk aendern TB1-HAFEN-2027@git:main TB1-HAFEN-2027 --kennung TB1-HAFEN-2027-A1 bestand"),
)
@click.argument("alt", metavar="ALT", shell_complete=complete_vertrag)
@click.argument("neu", metavar="NEU", shell_complete=complete_vertrag)
@ordner
@_vereinbarung
@stichtag
@click.pass_obj
def aendern(
    haus: Haus, alt: str, neu: str, ordner: Path, kennung: str, vom: str | None, in_kraft: str | None, stil: str, stichtag: str | None
) -> None:  # fmt: skip
    """Macht aus zwei Fassungen eines Vertrags die Änderungsvereinbarung, die von der einen zur anderen führt.

    ALT und NEU sind Fassungen wie bei „vergleichen“. Die Vereinbarung ist ein eigener Vertrag im Bestand mit Änderungsbefehlen und
    Lesefassung. Sie entsteht nur, wenn die Befehle, auf ALT angewandt, genau NEU ergeben.
    """
    from .aendern import Aenderungsangaben, amend_contract

    amend_contract(alt, neu, ordner, Aenderungsangaben(kennung, vom, in_kraft, stil, stichtag), haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk lesefassung TB1-HAFEN-2027 bestand",
        "vertragswerk lesefassung TB1-HAFEN-2027 bestand --stichtag 2028-01-01 --format docx,pdf --ziel lesefassung",
    ),
)
@click.argument("kennung", metavar="KENNUNG", shell_complete=complete_vertrag)
@ordner
@click.option(
    "--format",
    "formate",
    metavar="LISTE",
    default="text",
    help="Formate wie bei „bauen“, durch Komma getrennt.  [Vorgabe: text]",
)
@click.option(
    "--ziel", type=click.Path(path_type=Path), metavar="ORDNER", help="Ordner für die Dateien.  [Vorgabe: Bildschirm]"
)
@stichtag
@click.pass_obj
def lesefassung(haus: Haus, kennung: str, ordner: Path, formate: str, ziel: Path | None, stichtag: str | None) -> None:
    """Zeigt, wie ein geänderter Vertrag an einem Tag lautet.

    Die Lesefassung ist nicht maßgeblich; maßgeblich sind der Vertrag und seine Änderungsvereinbarungen.
    """
    from .lesefassungsbau import show_lesefassung

    show_lesefassung(kennung, ordner, formate, ziel, stichtag, haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk fortschreiben TB1-HAFEN-2026 bestand --jahr 2027 --rate 0.0275 --beschluss 2026-11-12 --vom 2026-12-10 --kennung TB1-HAFEN-2026-A1"
    ),
)
@click.argument("vertrag", metavar="KENNUNG", shell_complete=complete_vertrag)
@ordner
@click.option("--jahr", type=click.IntRange(2019, 2100), required=True, metavar="JAHR", help="Neues Budgetjahr.")
@click.option("--rate", required=True, metavar="ANTEIL", help="Steigerungsrate als Bruchteil: 0.0275 für 2,75 Prozent.")
@click.option("--beschluss", required=True, metavar="TAG", help="Tag des Beschlusses über die Rate (2026-11-12).")
@click.option("--aktenzeichen", metavar="TEXT", help="Aktenzeichen des Beschlusses.  [Vorgabe: eine offene Stelle]")
@click.option(
    "--mengen", type=click.Path(path_type=Path), metavar="DATEI",
    help="YAML-Datei mit den neuen Mengen, etwa „bW: {HBG1: 730}“.  [Vorgabe: die bisherigen]",
)  # fmt: skip
@click.option("--kennung", required=True, metavar="KENNUNG", help="Kennung der Änderungsvereinbarung.")
@click.option("--vom", required=True, metavar="TAG", help="Tag der Unterzeichnung der Änderungsvereinbarung.")
@click.option("--stand", metavar="TAG", help="Stand der neuen Fassung.  [Vorgabe: --vom]")
@_stil
@stichtag
@click.pass_obj
def fortschreiben(
    haus: Haus, vertrag: str, ordner: Path, jahr: int, rate: str, beschluss: str, aktenzeichen: str | None,
    mengen: Path | None, kennung: str, vom: str, stand: str | None, stil: str, stichtag: str | None,
) -> None:  # fmt: skip
    """Schreibt das Budget eines Vertrags auf das nächste Jahr fort und macht die Änderungsvereinbarung dazu.

    Die Vergütungssätze steigen nach der Fortschreibungsklausel des Vertrags; die Datei des Vertrags enthält danach das neue Jahr. Was
    sich außerdem ändert (Personen, Ziele, Berichte), tragen Sie dort ein und machen die Vereinbarung mit „aendern“ neu.
    """
    from .fortschreibung import Fortschreibungswunsch, carry_contract_forward

    wunsch = Fortschreibungswunsch(
        vertrag, kennung, jahr, rate, beschluss, aktenzeichen, mengen, vom, stand, stil, stichtag
    )
    carry_contract_forward(wunsch, ordner, haus)


AENDERUNGSBEFEHLE: Final[tuple[click.Command, ...]] = (fortschreiben, aendern, lesefassung)
"""In the order of the work."""
