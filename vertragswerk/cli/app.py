"""The commands and their options. Each command's module is imported when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vertragswerk import __version__

from .recht.befehle import BEFEHLE

ORDNER = click.Path(path_type=Path)
HIER = "hier"


class Gruppe(click.Group):
    """Commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they are written below."""
        return list(self.commands)


def _ordner(befehl: Any) -> Any:
    return click.argument("ordner", type=ORDNER, default=Path(), metavar="[ORDNER]")(befehl)


def _stichtag(befehl: Any) -> Any:
    return click.option("--stichtag", metavar="TAG", help="Tag, zu dem geprüft wird (2025-01-31).  [Vorgabe: heute]")(
        befehl
    )


def _vertrag(befehl: Any) -> Any:
    return click.option(
        "--vertrag", "vertraege", metavar="KENNUNG", multiple=True, help="Nur diesen Vertrag; mehrfach möglich."
    )(befehl)


@click.group(
    cls=Gruppe,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
    options_metavar="[OPTIONEN]",
    subcommand_metavar="BEFEHL [ANGABEN]...",
    epilog="Beispiel: vertragswerk beispiel probe; vertragswerk pruefen probe; vertragswerk bauen probe",
)
@click.version_option(__version__, message="vertragswerk %(version)s", help="Zeigt die Version.")
def app() -> None:
    """Budgetverträge des Sozialrechts als Daten: anlegen, prüfen und als Word, ODT, PDF und HTML bauen."""


@app.command(
    options_metavar="[OPTIONEN]",
    epilog="Beispiel: vertragswerk neu --art traegerbudget_singulaer --kennung TB1-HAFEN-2027 bestand",
)
@click.option("--art", default="traegerbudget_singulaer", show_default=True, metavar="ART", help="Vertragsart.")
@click.option(
    "--kennung", required=True, metavar="KENNUNG", help="Dauerhafte Kennung: Buchstaben, Ziffern, Bindestriche."
)
@click.option("--budgetjahr", type=int, metavar="JAHR", help="Erstes Budgetjahr.  [Vorgabe: das nächste]")
@click.option(
    "--leistungstraeger", default="leistungstraeger", metavar="PARTEI", help="Name der Parteidatei, etwa land."
)
@click.option("--leistungserbringer", default="leistungserbringer", metavar="PARTEI", help="Name der Parteidatei.")
@_ordner
def neu(
    art: str, kennung: str, budgetjahr: int | None, leistungstraeger: str, leistungserbringer: str, ordner: Path
) -> None:
    """Legt einen kommentierten Vertrag an; offene Stellen meldet die Prüfung."""
    from vertragswerk.vorlage import Wunsch
    from vertragswerk.werk import day_of_check

    from .neu import create

    jahr = day_of_check(None).year + 1 if budgetjahr is None else budgetjahr
    create(ordner, Wunsch(art, kennung, leistungstraeger, leistungserbringer, jahr))


@app.command(
    options_metavar="[OPTIONEN]", epilog="Beispiel: vertragswerk pruefen --ausgabe text --ausgabe json:bericht.json"
)
@click.option(
    "--ausgabe",
    "ausgaben",
    multiple=True,
    metavar="FORMAT[:DATEI]",
    help="text oder json; mehrfach möglich.  [Vorgabe: text]",
)
@_stichtag
@_vertrag
@_ordner
def pruefen(ordner: Path, ausgaben: tuple[str, ...], stichtag: str | None, vertraege: tuple[str, ...]) -> None:
    """Prüft alle Verträge.

    Ende mit 0: ohne Fehler, 1: Fehler gefunden, 2: Programm oder Konfiguration, 3: nichts zu prüfen.
    """
    from .pruefen import check_repository

    check_repository(ordner, ausgaben or ("text",), stichtag, frozenset(vertraege))


@app.command(options_metavar="[OPTIONEN]", epilog="Beispiel: vertragswerk bauen --format docx,pdf --entwurf")
@click.option(
    "--format", "formate", metavar="LISTE",
    help="docx, odt, pdf, html, markdown, plain, native oder ein Format von pandoc (rtf, epub …).  [Vorgabe: docx,odt,pdf,html]",
)  # fmt: skip
@click.option("--ziel", type=ORDNER, metavar="ORDNER", help="Wohin gebaut wird.  [Vorgabe: ausgabe im Bestand]")
@click.option("--entwurf", is_flag=True, help="Baut trotz Fehlern einen sichtbar gekennzeichneten Entwurf.")
@click.option("--ohne-gegenprobe", is_flag=True, help="Lässt Word und ODT nicht von pandoc gegenlesen.")
@click.option("--ersetzen", is_flag=True, help="Überschreibt eine Fassung, die mit anderem Inhalt schon gebaut ist.")
@_stichtag
@_vertrag
@_ordner
def bauen(
    ordner: Path, formate: str | None, ziel: Path | None, entwurf: bool, ohne_gegenprobe: bool, ersetzen: bool, stichtag: str | None,
    vertraege: tuple[str, ...],
) -> None:  # fmt: skip
    """Baut die Dokumente; eine Reinfassung nur, wenn die Prüfung keinen Fehler findet."""
    from .bauen import Angaben, build_repository

    build_repository(
        ordner, Angaben(formate, ziel, entwurf, not ohne_gegenprobe, ersetzen, stichtag, frozenset(vertraege))
    )


@app.command(options_metavar="[OPTIONEN]", epilog="Beispiel: vertragswerk schema traegerbudget_singulaer > schema.json")
@click.argument("name", required=False, metavar="[NAME]")
def schema(name: str | None) -> None:
    """Gibt das JSON-Schema einer Vertragsart aus; ohne NAME die Liste der Schemata."""
    from .schema import show

    show(name)


@app.command(options_metavar="[OPTIONEN]", epilog="Beispiel: vertragswerk erklaere ZB-03")
@click.argument("code", metavar="CODE")
def erklaere(code: str) -> None:
    """Erklärt eine Regel: was sie prüft, warum, nach welcher Norm und was zu tun ist."""
    from .erklaere import explain

    explain(code)


@app.command(options_metavar="[OPTIONEN]", epilog="Beispiel: vertragswerk beispiel probe")
@click.argument("ordner", type=ORDNER, metavar="ORDNER")
def beispiel(ordner: Path) -> None:
    """Legt einen vollständigen, erfundenen Vertragsbestand an."""
    from .beispiel import copy_example

    copy_example(ordner)


@app.command(options_metavar="[OPTIONEN]", epilog='Beispiel: eval "$(vertragswerk vervollstaendigung bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def vervollstaendigung(shell: str) -> None:
    """Gibt das Skript aus, mit dem die Shell Befehle und Optionen vervollständigt."""
    from click.shell_completion import get_completion_class

    klasse = get_completion_class(shell)
    if klasse is not None:
        click.echo(klasse(app, {}, "vertragswerk", "_VERTRAGSWERK_COMPLETE").source())


for _befehl in BEFEHLE:
    app.add_command(_befehl)
