"""The commands and their options. Each command's module is imported when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from vertragswerk import __version__

app = typer.Typer(
    name="vertragswerk",
    help="Budgetverträge des Sozialrechts als Daten: anlegen, prüfen und als Word, ODT, PDF und HTML bauen.",
    epilog="Beispiel: vertragswerk beispiel probe · vertragswerk pruefen probe · vertragswerk bauen probe",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Ordner = Annotated[Path, typer.Argument(help="Ordner des Vertragsbestandes.", show_default="hier")]
Stichtag = Annotated[str | None, typer.Option("--stichtag", metavar="TAG", help="Tag, zu dem geprüft wird (2025-01-31).", show_default="heute")]
Vertraege = Annotated[list[str] | None, typer.Option("--vertrag", metavar="KENNUNG", help="Nur diesen Vertrag; mehrfach möglich.")]


def _version(wert: bool) -> None:
    if wert:
        typer.echo(f"vertragswerk {__version__}")
        raise typer.Exit


@app.callback()
def wurzel(
    version: Annotated[bool, typer.Option("--version", help="Zeigt die Version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Budgetverträge des Sozialrechts als Daten: anlegen, prüfen und als Word, ODT, PDF und HTML bauen."""


@app.command(epilog="Beispiel: vertragswerk neu --art traegerbudget_singulaer --kennung TB1-HAFEN-2027 bestand")
def neu(
    kennung: Annotated[str, typer.Option("--kennung", metavar="KENNUNG", help="Dauerhafte Kennung: Buchstaben, Ziffern, Bindestriche.")],
    art: Annotated[str, typer.Option("--art", metavar="ART", help="Vertragsart.")] = "traegerbudget_singulaer",
    ordner: Ordner = Path(),
) -> None:
    """Legt einen kommentierten Vertrag an; offene Stellen meldet die Prüfung."""
    from .neu import create

    create(art, kennung, ordner)


@app.command(epilog="Beispiel: vertragswerk pruefen --ausgabe text --ausgabe json:bericht.json")
def pruefen(
    ordner: Ordner = Path(),
    ausgabe: Annotated[list[str] | None, typer.Option("--ausgabe", metavar="FORMAT[:DATEI]", help="text oder json; mehrfach möglich.", show_default="text")] = None,
    stichtag: Stichtag = None,
    vertrag: Vertraege = None,
) -> None:
    """Prüft alle Verträge. Ende mit 0: ohne Fehler, 1: Fehler gefunden, 2: Programm oder Konfiguration, 3: nichts zu prüfen."""
    from .pruefen import check_repository

    check_repository(ordner, ausgabe or ["text"], stichtag, frozenset(vertrag or ()))


@app.command(epilog="Beispiel: vertragswerk bauen --format docx,pdf --entwurf")
def bauen(
    ordner: Ordner = Path(),
    formate: Annotated[
        str | None,
        typer.Option("--format", metavar="LISTE", help="docx, odt, pdf, html, markdown, plain, native oder ein Format von pandoc.", show_default="docx,odt,pdf,html"),
    ] = None,
    ziel: Annotated[Path | None, typer.Option("--ziel", metavar="ORDNER", help="Wohin gebaut wird.", show_default="ausgabe im Bestand")] = None,
    entwurf: Annotated[bool, typer.Option("--entwurf", help="Baut trotz Fehlern einen sichtbar gekennzeichneten Entwurf.")] = False,
    ohne_gegenprobe: Annotated[bool, typer.Option("--ohne-gegenprobe", help="Lässt Word und ODT nicht von pandoc gegenlesen.")] = False,
    ersetzen: Annotated[bool, typer.Option("--ersetzen", help="Überschreibt eine Fassung, die mit anderem Inhalt schon gebaut ist.")] = False,
    stichtag: Stichtag = None,
    vertrag: Vertraege = None,
) -> None:
    """Baut die Dokumente; eine Reinfassung nur, wenn die Prüfung keinen Fehler findet."""
    from .bauen import Auftrag, build_repository

    build_repository(ordner, Auftrag(formate, ziel, entwurf, not ohne_gegenprobe, ersetzen, stichtag, frozenset(vertrag or ())))


@app.command(epilog="Beispiel: vertragswerk schema traegerbudget_singulaer > schema.json")
def schema(
    name: Annotated[str | None, typer.Argument(help="Vertragsart; ohne Angabe werden die Namen gezeigt.")] = None,
) -> None:
    """Gibt das JSON-Schema einer Vertragsart aus."""
    from .schema import show

    show(name)


@app.command(epilog="Beispiel: vertragswerk erklaere ZB-03")
def erklaere(code: Annotated[str, typer.Argument(help="Code einer Regel, zum Beispiel ZB-03.")]) -> None:
    """Erklärt eine Regel: was sie prüft, warum, nach welcher Norm und was zu tun ist."""
    from .erklaere import explain

    explain(code)


@app.command(epilog="Beispiel: vertragswerk beispiel probe && vertragswerk bauen probe")
def beispiel(ordner: Annotated[Path, typer.Argument(help="Neuer Ordner.")]) -> None:
    """Legt einen vollständigen, erfundenen Vertragsbestand an."""
    from .beispiel import copy_example

    copy_example(ordner)


def command() -> Any:
    """Return the command of the whole program, its completion options in German like the rest."""
    befehl = typer.main.get_command(app)
    for option in befehl.params:
        if option.name in VERVOLLSTAENDIGUNG:
            option.help = VERVOLLSTAENDIGUNG[option.name]  # type: ignore[attr-defined]
    return befehl


VERVOLLSTAENDIGUNG = {
    "install_completion": "Richtet die Vervollständigung für diese Shell ein.",
    "show_completion": "Zeigt die Vervollständigung für diese Shell, zum Kopieren oder Anpassen.",
}
