"""The commands and their options. Each command's module is imported when it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from vertragswerk import __version__
from vertragswerk.haus import HAUS, Haus

from .befehlsform import OPTIONEN as _OPTIONEN
from .befehlsform import ORDNER
from .befehlsform import examples as _beispiele
from .befehlsform import ordner as _ordner
from .befehlsform import stichtag as _stichtag
from .befehlsform import vertrag as _vertrag
from .ergaenzen import complete_art, complete_code, complete_format, complete_schema, complete_vertrag
from .pruefbefehle import altbestand, lesen, lsp, pruefen
from .recht.befehle import BEFEHLE


class Befehlsgruppe(click.Group):
    """Commands in the order of the work, not of the alphabet, with their whole first sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they are written below."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands; sentences are wrapped, not cut."""
        zeilen = [(name, befehl.get_short_help_str(1000)) for name, befehl in self.commands.items()]
        with formatter.section("Befehle"):
            formatter.write_dl(zeilen)


def _art(befehl: Any) -> Any:
    def first() -> str:
        return (click.get_current_context().find_object(Haus) or HAUS).arten[0].name

    hilfe = "Vertragsart; „vertragswerk schema“ nennt alle.  [Vorgabe: die erste]"
    return click.option("--art", default=first, metavar="ART", shell_complete=complete_art, help=hilfe)(befehl)


def _daneben(formate: str) -> Callable[[Any], Any]:
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


@click.group(
    cls=Befehlsgruppe,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    options_metavar=_OPTIONEN,
    subcommand_metavar="BEFEHL [ANGABEN]...",
    epilog=_beispiele(
        "vertragswerk beispiel probe      legt einen vollständigen Bestand zum Ausprobieren an",
        "vertragswerk pruefen probe       prüft ihn",
        "vertragswerk bauen probe         baut seine Dokumente",
        "vertragswerk bauen --help        erklärt einen Befehl",
    ),
)
@click.version_option(__version__, message="vertragswerk %(version)s", help="Zeigt die Version.")
def app() -> None:
    """Budgetverträge des Sozialrechts als Daten: anlegen, prüfen und als Word, ODT, PDF und HTML bauen."""


@app.command(
    options_metavar=_OPTIONEN,
    context_settings={"ignore_unknown_options": True},
    epilog=_beispiele(
        "vertragswerk neu --kennung TB1-HAFEN-2027 bestand",
        "vertragswerk neu --kennung TB1-HAFEN-2027 --leistungstraeger land --budgetjahr 2027",
        "vertragswerk neu --kennung TB1-HAFEN-2027 --antworten angaben.yaml bestand",
    ),
)
@_art
@click.option(
    "--kennung",
    required=True,
    metavar="KENNUNG",
    help="Dauerhafte Kennung: Buchstaben ohne Umlaute, Ziffern, Bindestriche.",
)
@click.option(
    "--antworten", type=ORDNER, metavar="DATEI",
    help="YAML-Datei mit den Angaben der Vertragsart (Name: Wert); was auf der Befehlszeile steht, geht vor.",
)  # fmt: skip
@click.option(
    "--trotz-risiko", "ist_trotz_risiko", is_flag=True,
    help="Legt auch eine Vertragsart an, die einen Risikohinweis trägt und die „neu“ sonst ablehnt.",
)  # fmt: skip
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--ANGABE WERT]... [ORDNER]")
@click.pass_obj
def neu(
    haus: Haus, art: str, kennung: str, antworten: Path | None, ist_trotz_risiko: bool, rest: tuple[str, ...]
) -> None:
    """Legt einen kommentierten Vertrag an.

    Liegt ORDNER in einem Bestand, kommt der Vertrag dazu; ein leerer oder neuer Ordner wird zu einem Bestand. Vorhandenes
    bleibt, wie es ist. Offene Stellen nennt danach „vertragswerk pruefen“.

    Jede Vertragsart fragt nach eigenen Angaben, etwa --budgetjahr, --leistungstraeger und --leistungserbringer. Was fehlt,
    fragt der Befehl am Bildschirm; sonst gelten die Vorgaben.
    """
    from vertragswerk.stichtag import day_of_check

    from .neu import Wunsch, create, is_dialog_possible
    from .restangaben import split_rest

    angaben, ordner = split_rest(rest)
    wunsch = Wunsch(art, kennung, angaben, antworten, is_dialog_possible(), ist_trotz_risiko)
    create(ordner, wunsch, day_of_check(None).year + 1, haus)


app.add_command(pruefen)
app.add_command(altbestand)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk bauen bestand",
        "vertragswerk bauen --entwurf --format docx,pdf",
        "vertragswerk bauen bestand --format rtf,epub --ziel build",
    ),
)
@click.option(
    "--format", "formate", metavar="LISTE", shell_complete=complete_format,
    help="docx, odt, pdf, html, akn, markdown, plain, native oder ein Format von pandoc (rtf, epub …).  [Vorgabe: docx,odt,pdf,html]",
)  # fmt: skip
@click.option("--ziel", type=ORDNER, metavar="ORDNER", help="Wohin gebaut wird.  [Vorgabe: ausgabe im Bestand]")
@click.option("--entwurf", is_flag=True, help="Baut trotz Fehlern einen sichtbar gekennzeichneten Entwurf.")
@click.option("--ohne-gegenprobe", is_flag=True, help="Lässt Word und ODT nicht von pandoc gegenlesen.")
@click.option(
    "--ersetzen", is_flag=True,
    help="Ersetzt eine Vergleichsseite, die mit anderem Inhalt schon gebaut ist; seither Geändertes (etwa Unterschriebenes) legt es beiseite.",
)  # fmt: skip
@_stichtag
@_vertrag
@_ordner
@click.pass_obj
def bauen(
    haus: Haus, ordner: Path, formate: str | None, ziel: Path | None, entwurf: bool, ohne_gegenprobe: bool, ersetzen: bool, stichtag: str | None,
    vertraege: tuple[str, ...],
) -> None:  # fmt: skip
    """Baut die Dokumente; eine Reinfassung nur, wenn die Prüfung keinen Fehler findet.

    Die Dateien liegen danach unter ausgabe/KENNUNG/FASSUNG, ein Entwurf unter ausgabe/KENNUNG/FASSUNG-entwurf, mit einem
    Verzeichnis ihrer Prüfsummen (manifest.json).

    \b
    Das Ende meldet:
      0  alles gebaut
      1  Fehler verhindern eine Reinfassung
      2  Programm, Eingabe, Konfiguration oder Datenträger versagt
      3  nichts zu bauen
    """
    from .bauen import Angaben, build_repository

    build_repository(
        ordner, Angaben(formate, ziel, entwurf, not ohne_gegenprobe, ersetzen, stichtag, frozenset(vertraege)), haus
    )


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk vermerk bestand", "vertragswerk vermerk bestand --vertrag TB1-HAFEN-2027 --format docx"
    ),
)
@_daneben("docx,pdf")
@_stichtag
@_vertrag
@_ordner
@click.pass_obj
def vermerk(
    haus: Haus, ordner: Path, formate: str, ziel: Path | None, ersetzen: bool, stichtag: str | None, vertraege: tuple[str, ...]
) -> None:  # fmt: skip
    """Schreibt zu jedem Vertrag einen internen Vermerk.

    Er nennt die Befunde der Prüfung, die Fristen (auch als fristen.ics für den Kalender), die Abweichungen von der Bibliothek
    mit ihrem Grund, die Hinweise der Textbausteine, die zitierten Vorschriften und die bestimmten Begriffe mit ihren
    Fundstellen. Er ist nicht Bestandteil des Vertrages und liegt unter ausgabe/KENNUNG/FASSUNG-vermerk.
    """
    from .begleitungen import begleite_mit_vermerk, build_beside

    build_beside(begleite_mit_vermerk(), ordner, formate, ziel, ersetzen, stichtag, vertraege, haus)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele("vertragswerk veroeffentlichen bestand --vertrag TB1-HAFEN-2027"),
)
@_daneben("pdf,html")
@_stichtag
@_vertrag
@_ordner
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


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk vergleichen TB1-HAFEN-2026 TB1-HAFEN-2027 bestand",
        "vertragswerk vergleichen TB1-HAFEN-2026@git:main TB1-HAFEN-2026 bestand",
        "vertragswerk vergleichen TB1-HAFEN-2026 TB1-HAFEN-2027 bestand --format docx,bericht-pdf --ziel vergleich",
    ),
)
@click.argument("alt", metavar="ALT", shell_complete=complete_vertrag)
@click.argument("neu", metavar="NEU", shell_complete=complete_vertrag)
@_ordner
@click.option(
    "--format", "formate", metavar="LISTE", default="bericht-text", show_default=False,
    help="docx (Word mit Änderungen), bericht-text, bericht-md, bericht-json, bericht-html, bericht-docx, bericht-odt, bericht-pdf.  [Vorgabe: bericht-text]",
)  # fmt: skip
@click.option("--ziel", type=ORDNER, metavar="ORDNER", help="Ordner für die Dateien.  [Vorgabe: Bildschirm]")
@click.option("--autor", metavar="NAME", help="Wessen Änderungen Word zeigt.  [Vorgabe: die neue Fassung]")
@click.option("--datum", metavar="TAG", help="Tag der Änderungen (2025-01-31).  [Vorgabe: Stand der neuen Fassung]")
@click.option(
    "--verschiebung", type=click.Choice(["zug", "neu"]), default="zug", metavar="ART",
    help="zug zeigt in Word Verschobenes als verschoben, neu als gestrichen und eingefügt.  [Vorgabe: zug]",
)  # fmt: skip
@_stichtag
@click.pass_obj
def vergleichen(
    haus: Haus, alt: str, neu: str, ordner: Path, formate: str, ziel: Path | None, autor: str | None, datum: str | None,
    verschiebung: str, stichtag: str | None,
) -> None:  # fmt: skip
    """Vergleicht zwei Fassungen eines Vertrags: als Word-Datei mit Änderungen und als Bericht.

    ALT und NEU nennen je eine Vergleichsseite: die Kennung eines Vertrags im Bestand, KENNUNG@git:main für einen Stand aus der
    Versionsverwaltung, oder den Ordner eines Vertrags. Der Bericht nennt Geld, Tage, Worte und Nummern, die anders sind, und was
    die Prüfung dazu sagt; bloß verschobene Nummern sind gezählt.
    """
    from .vergleichen import Verfolgung, Vergleichsangaben, compare_versions

    verfolgung = Verfolgung(autor, datum, verschiebung == "zug")
    compare_versions(alt, neu, ordner, Vergleichsangaben(formate, ziel, stichtag, verfolgung), haus)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk schema",
        "vertragswerk schema partei > partei.schema.json",
        "vertragswerk schema --einrichten bestand",
    ),
)
@click.argument("name", required=False, metavar="[NAME]", shell_complete=complete_schema)
@click.option(
    "--einrichten", type=ORDNER, metavar="ORDNER",
    help="Legt die Schemata in den Bestand und nennt sie in der ersten Zeile seiner YAML-Dateien, für Editoren.",
)  # fmt: skip
@click.pass_obj
def schema(haus: Haus, name: str | None, einrichten: Path | None) -> None:
    """Gibt das JSON-Schema einer Vertragsart aus; ohne NAME die Liste der Schemata."""
    if einrichten is not None:
        from .schemaordner import set_up

        set_up(einrichten, haus)
        return
    from .schema import show

    show(name, haus)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk klauseln", "vertragswerk klauseln evaluation", "vertragswerk klauseln rubrum > rubrum.md"
    ),
)
@_art
@click.argument("kennung", required=False, metavar="[KENNUNG]")
@click.pass_obj
def klauseln(haus: Haus, art: str, kennung: str | None) -> None:
    """Nennt die Textbausteine einer Vertragsart mit Ort und Bedingung; mit KENNUNG zeigt er den Text."""
    from .klauseln import show_klauseln

    show_klauseln(art, kennung, haus)


@app.command(
    options_metavar=_OPTIONEN, epilog=_beispiele("vertragswerk erklaere ZB-03", "vertragswerk erklaere YML-18")
)
@click.argument("code", metavar="CODE", shell_complete=complete_code)
@click.pass_obj
def erklaere(haus: Haus, code: str) -> None:
    """Erklärt einen Befund: was geprüft wird, warum, nach welcher Norm und was zu tun ist."""
    from .erklaere import print_explanation

    print_explanation(code, haus)


@app.command(options_metavar=_OPTIONEN, epilog=_beispiele("vertragswerk beispiel probe"))
@click.argument("ordner", type=ORDNER, metavar="ORDNER")
def beispiel(ordner: Path) -> None:
    """Legt einen vollständigen, erfundenen Vertragsbestand an."""
    from .beispiel import copy_example

    copy_example(ordner)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        'eval "$(vertragswerk vervollstaendigung bash)"    in ~/.bashrc',
        "vertragswerk vervollstaendigung fish > ~/.config/fish/completions/vertragswerk.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def vervollstaendigung(shell: str) -> None:
    """Gibt das Skript aus, mit dem die Shell Befehle und Angaben vervollständigt."""
    from click.shell_completion import get_completion_class

    klasse = get_completion_class(shell)
    if klasse is not None:
        click.echo(klasse(app, {}, "vertragswerk", "_VERTRAGSWERK_COMPLETE").source())


for _befehl in (lesen, lsp, *BEFEHLE):
    app.add_command(_befehl)
