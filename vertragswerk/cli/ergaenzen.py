"""What the shell offers when a user presses the tabulator; each function imports what it needs only then."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vertragswerk.haus import Haus


def complete_art(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer the kinds of contract."""
    return _begin((art.name for art in _house(kontext).arten), anfang)


def complete_schema(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer the schemas."""
    from contracts.schemata import list_schemas

    return _begin(list_schemas(_house(kontext).arten), anfang)


def complete_code(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer the codes of rules and of defects."""
    from checks.handbuch import list_codes

    haus = _house(kontext)
    return _begin((code for code, _ in list_codes((*haus.regeln(), *haus.querregeln()))), anfang.upper())


def complete_format(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer formats for the last place of a list separated by commas."""
    from generator.writers import WRITERS

    vorn, komma, letztes = anfang.rpartition(",")
    return [f"{vorn}{komma}{name}" for name in _begin((*WRITERS, "epub", "rtf", "latex"), letztes)]


def complete_ausgabe(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer the formats of a report."""
    from checks.report import WRITERS

    return _begin(WRITERS, anfang)


def complete_vertrag(kontext: click.Context, option: click.Parameter, anfang: str) -> list[str]:
    """Offer the contracts of the repository that the command line names, else of the current folder."""
    from vertragswerk.dateisystem.verzeichnis import find_bestand

    # While an option waits for its value, click leaves the folder among the words it has not placed yet.
    weitere = kontext.args or kontext.params.get("weitere")
    ordner = Path(weitere[-1]) if weitere else kontext.params.get("ordner")
    bestand, _ = find_bestand(ordner if isinstance(ordner, Path) else Path())
    return _begin((o.kennung for o in bestand.vertraege()), anfang) if bestand else []


def _house(kontext: click.Context) -> Haus:
    from vertragswerk.haus import HAUS, Haus

    return kontext.find_object(Haus) or HAUS


def _begin(namen: Iterable[str], anfang: str) -> list[str]:
    return [name for name in namen if name.startswith(anfang)]


@click.command(
    options_metavar="[OPTIONEN]",
    epilog=(
        "\b\nBeispiele:\n"
        '  eval "$(vertragswerk vervollstaendigung bash)"    in ~/.bashrc\n'
        "  vertragswerk vervollstaendigung fish > ~/.config/fish/completions/vertragswerk.fish"
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def vervollstaendigung(shell: str) -> None:
    """Gibt das Skript aus, mit dem die Shell Befehle und Angaben vervollständigt."""
    from click.shell_completion import get_completion_class

    klasse = get_completion_class(shell)
    if klasse is not None:
        click.echo(
            klasse(
                click.get_current_context().find_root().command, {}, "vertragswerk", "_VERTRAGSWERK_COMPLETE"
            ).source()
        )
