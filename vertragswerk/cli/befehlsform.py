"""What commands share in their form: how their examples stand, and the arguments that many of them take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from .ergaenzen import complete_format, complete_vertrag

# What cannot be read is said by our own reader, with the reason.
ORDNER: Final = click.Path(path_type=Path, readable=False)
OPTIONEN: Final = "[OPTIONEN]"


def examples(*befehle: str) -> str:
    """Return the examples at the end of a help page, one to a line."""
    return "\b\n" + "\n".join(["Beispiele:" if len(befehle) > 1 else "Beispiel:", *(f"  {b}" for b in befehle)])


def ordner(befehl: Any) -> Any:
    """Add the folder of the repository, which may be left out."""
    return click.argument("ordner", type=ORDNER, default=Path(), metavar="[ORDNER]")(befehl)


def stichtag(befehl: Any) -> Any:
    """Add the day of the check."""
    hilfe = "Tag, zu dem geprüft wird (2025-01-31).  [Vorgabe: der des Bestands, sonst heute]"
    return click.option("--stichtag", metavar="TAG", help=hilfe)(befehl)


def vertrag(befehl: Any) -> Any:
    """Add the choice of contracts."""
    hilfe = "Nur diesen Vertrag oder Fall; mehrfach möglich."
    return click.option(
        "--vertrag", "vertraege", metavar="KENNUNG", multiple=True, shell_complete=complete_vertrag, help=hilfe
    )(befehl)


def daneben(formate: str) -> Callable[[Any], Any]:
    """Return the options of a command that builds something beside the contracts, with its usual formats."""

    def decorate(befehl: Any) -> Any:
        for option in (
            click.option("--ersetzen", is_flag=True, help="Legt beiseite, was seit dem Bau geändert ist."),
            click.option(
                "--ziel", type=ORDNER, metavar="ORDNER", help="Wohin geschrieben wird.  [Vorgabe: ausgabe im Bestand]"
            ),
            click.option(
                "--format", "formate", metavar="LISTE", shell_complete=complete_format, default=formate,
                show_default=False, help=f"Formate wie bei „bauen“.  [Vorgabe: {formate}]",
            ),
        ):  # fmt: skip
            befehl = option(befehl)
        return befehl

    return decorate
