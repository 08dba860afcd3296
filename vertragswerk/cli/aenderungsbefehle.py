"""The commands about amendments and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from vertragswerk.haus import Haus

from .ergaenzen import complete_vertrag

# What cannot be read is said by our own reader, with the reason.
ORDNER = click.Path(path_type=Path, readable=False)
_OPTIONEN: Final = "[OPTIONEN]"


def _vereinbarung(befehl: Any) -> Any:
    """Return the options of a command that makes an amendment."""
    for option in (
        click.option("--stichtag", metavar="TAG", help="Tag, zu dem geprüft wird.  [Vorgabe: der des Bestands, sonst heute]"),
        click.option("--stil", default="vertrag", metavar="STIL", help="Wie die Befehle lauten: vertrag, hdr3, hdr4.  [Vorgabe: vertrag]"),
        click.option("--in-kraft", metavar="TAG", help="Erster Tag der Änderung.  [Vorgabe: Beginn der Laufzeit der neuen Fassung]"),
        click.option("--vom", metavar="TAG", help="Tag der Unterzeichnung.  [Vorgabe: der der neuen Fassung]"),
        click.option("--kennung", required=True, metavar="KENNUNG", help="Kennung der Änderungsvereinbarung."),
    ):  # fmt: skip
        befehl = option(befehl)
    return befehl


@click.command(
    options_metavar=_OPTIONEN,
    epilog="Beispiel: vertragswerk aendern TB1-HAFEN-2027@git:main TB1-HAFEN-2027 --kennung TB1-HAFEN-2027-A1 bestand",
)
@click.argument("alt", metavar="ALT", shell_complete=complete_vertrag)
@click.argument("neu", metavar="NEU", shell_complete=complete_vertrag)
@click.argument("ordner", type=ORDNER, default=Path(), metavar="[ORDNER]")
@_vereinbarung
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


AENDERUNGSBEFEHLE: Final[tuple[click.Command, ...]] = (aendern,)
"""In the order of the work."""
