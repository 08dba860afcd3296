"""The commands and their options. Each command's module is imported when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vertragswerk import __version__
from vertragswerk.haus import HAUS, Haus

from .aenderungsbefehle import AENDERUNGSBEFEHLE
from .befehlsform import OPTIONEN as _OPTIONEN
from .befehlsform import ORDNER
from .befehlsform import examples as _beispiele
from .befehlsform import ordner as _ordner
from .befehlsform import stichtag as _stichtag
from .befehlsform import vertrag as _vertrag
from .begleitbefehle import vermerk, veroeffentlichen
from .ergaenzen import (
    complete_art,
    complete_code,
    complete_format,
    complete_schema,
    complete_vertrag,
    vervollstaendigung,
)
from .fallbefehle import schwaerzen
from .fassungsbefehle import FASSUNGSBEFEHLE
from .pruefbefehle import altbestand, lesen, lsp, pruefen, pruefprotokoll
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
    """Legt einen kommentierten Vertrag oder Fall an.

    Liegt ORDNER in einem Bestand, kommt er dazu; ein leerer oder neuer Ordner wird zu einem Bestand. Vorhandenes
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
app.add_command(pruefprotokoll)


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
@click.option(
    "--dokument", metavar="NAME", default="", help="Baut nur dieses Dokument, etwa bescheid, in einen eigenen Ordner."
)
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
    haus: Haus, ordner: Path, formate: str | None, ziel: Path | None, dokument: str, entwurf: bool, ohne_gegenprobe: bool, ersetzen: bool,
    stichtag: str | None, vertraege: tuple[str, ...],
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
        ordner,
        Angaben(formate, ziel, entwurf, not ohne_gegenprobe, ersetzen, stichtag, frozenset(vertraege), None, dokument),
        haus,
    )


for _befehl in (vermerk, veroeffentlichen, schwaerzen):
    app.add_command(_befehl)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk vergleichen TB1-HAFEN-2026 TB1-HAFEN-2027 bestand",
        "vertragswerk vergleichen TB1-HAFEN-2026@git:main TB1-HAFEN-2026 bestand",
        "vertragswerk vergleichen TB1-HAFEN-2026 TB1-HAFEN-2027 bestand --format docx,synopse-pdf,bericht-pdf --ziel vergleich",
        "vertragswerk vergleichen TB1-HAFEN-2027@1.0 TB1-HAFEN-2027@1.1 TB1-HAFEN-2027 bestand --format docx --ziel runden",
        "vertragswerk vergleichen --muster TB1-HAFEN-2027 bestand",
        "vertragswerk vergleichen entwurf-alt.docx entwurf-neu.docx --format docx --ziel vergleich",
    ),
)
@click.argument("alt", metavar="ALT", required=False, shell_complete=complete_vertrag)
@click.argument("neu", metavar="NEU", required=False, shell_complete=complete_vertrag)
@click.argument("weitere", metavar="[NEUERE]... [ORDNER]", nargs=-1, shell_complete=complete_vertrag)
@click.option(
    "--format", "formate", metavar="LISTE", default="bericht-text", show_default=False,
    help="docx, odt (mit verfolgten Änderungen), synopse-docx, synopse-odt, synopse-pdf, synopse-html, "
    "bericht-text, bericht-md, bericht-json, bericht-html, bericht-docx, bericht-odt, bericht-pdf.  [Vorgabe: bericht-text]",
)  # fmt: skip
@click.option("--ziel", type=ORDNER, metavar="ORDNER", help="Ordner für die Dateien.  [Vorgabe: Bildschirm]")
@click.option("--autor", "autoren", metavar="NAME", multiple=True, help="Wessen Änderungen; je Runde einmal.  [Vorgabe: die neue Fassung]")  # fmt: skip
@click.option("--datum", "tage", metavar="TAG", multiple=True, help="Tag der Änderungen, je Runde einmal.  [Vorgabe: Stand der Fassung]")  # fmt: skip
@click.option(
    "--verschiebung", type=click.Choice(["zug", "neu"]), default="zug", metavar="ART",
    help="zug zeigt in Word Verschobenes als verschoben, neu als gestrichen und eingefügt.  [Vorgabe: zug]",
)  # fmt: skip
@click.option(
    "--muster",
    metavar="KENNUNG",
    help="Diesen Vertrag oder Fall mit den Textbausteinen seiner Art vergleichen, statt ALT und NEU.",
)
@_stichtag
@click.pass_context
def vergleichen(
    ctx: click.Context, alt: str | None, neu: str | None, weitere: tuple[str, ...], formate: str, ziel: Path | None,
    autoren: tuple[str, ...], tage: tuple[str, ...], verschiebung: str, muster: str | None, stichtag: str | None,
) -> None:  # fmt: skip
    """Vergleicht Fassungen eines Vertrags oder Falls: als Word- oder ODT-Datei mit Änderungen und als Bericht.

    ALT und NEU nennen je eine Vergleichsseite: die Kennung eines Vertrags im Bestand, KENNUNG@1.0 für eine besiegelte Fassung,
    KENNUNG@git:main für einen Stand aus der Versionsverwaltung, den Ordner eines Vertrags, oder eine Datei (PDF, Word, ODT), die
    dieses Programm geschrieben hat. Der Bericht nennt Geld, Tage, Worte und Nummern, die anders sind, und was
    die Prüfung dazu sagt; bloß verschobene Nummern sind gezählt. Zwei Word-Dateien, die dieses Programm nicht geschrieben hat,
    vergleicht es nur nach Worten. Mehr als zwei Fassungen sind Runden einer Verhandlung, die älteste zuerst: „docx“ zeigt die
    Änderungen jeder Runde mit ihrem Namen und Tag, Bericht und Synopse stellen die erste der letzten gegenüber.
    """
    from .vergleichen import Verfolgung, Vergleichsangaben, compare_muster, compare_versions, split_folder

    angaben = Vergleichsangaben(formate, ziel, stichtag, Verfolgung(autoren, tage, verschiebung == "zug"))
    if muster is not None:
        if neu is not None:
            raise click.UsageError("Mit --muster gibt es kein ALT und NEU; nennen Sie nur den Ordner.")
        compare_muster(muster, Path(alt or "."), angaben, ctx.obj)
        return
    for name, wert in (("alt", alt), ("neu", neu)):
        if wert is None:
            raise click.MissingParameter(ctx=ctx, param=next(p for p in ctx.command.params if p.name == name))
    neuere, ordner = split_folder(weitere, ctx.obj)
    compare_versions((str(alt), str(neu), *neuere), ordner, angaben, ctx.obj)


for _befehl in FASSUNGSBEFEHLE:
    app.add_command(_befehl)


@app.command(
    options_metavar=_OPTIONEN,
    epilog=_beispiele(
        "vertragswerk verhandlungsstand TB1-HAFEN-2027 bestand",
        "vertragswerk verhandlungsstand TB1-HAFEN-2027 bestand --format docx,pdf --ziel sitzung",
        "vertragswerk verhandlungsstand TB1-HAFEN-2027 bestand --pruefsumme budget",
    ),
)
@click.argument("kennung", metavar="KENNUNG", shell_complete=complete_vertrag)
@_ordner
@click.option(
    "--format", "formate", metavar="LISTE", default="text", show_default=False,
    help="text, md, html, docx, odt, pdf.  [Vorgabe: text]",
)  # fmt: skip
@click.option("--ziel", type=ORDNER, metavar="ORDNER", help="Ordner für die Dateien.  [Vorgabe: Bildschirm]")
@click.option("--pruefsumme", metavar="KLAUSEL", help="Nur die Prüfsumme dieser Klausel ausgeben, wie sie jetzt ist.")
@click.pass_obj
def verhandlungsstand(
    haus: Haus, kennung: str, ordner: Path, formate: str, ziel: Path | None, pruefsumme: str | None
) -> None:
    """Zeigt, was an einem Vertrag offen, streitig, geeint oder durch Gesetz vorgegeben ist.

    Der Stand steht in „verhandlung.yaml“ im Ordner des Vertrags. Zuerst kommen die streitigen und offenen Punkte: die Liste für die
    nächste Sitzung oder die Schiedsstelle, mit dem Wortlaut jeder Seite. Ändert sich eine geeinte Klausel, meldet das VV-06.
    """
    from .verhandlungsstand import show_negotiation

    show_negotiation(kennung, ordner, formate, ziel, pruefsumme, haus)


@app.command("text", options_metavar=_OPTIONEN, epilog=_beispiele("vertragswerk text vertrag.docx"))
@click.argument("datei", type=ORDNER, metavar="DATEI")
def dateitext(datei: Path) -> None:
    """Gibt den Text einer Datei aus (Word, ODT, PDF, HTML, RTF, Markdown), eine Zeile je Absatz.

    Damit zeigt die Versionsverwaltung git, welche Worte sich in einer solchen Datei geändert haben.
    """
    from .textausgabe import print_text

    print_text(datei)


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
    """Legt einen vollständigen, erfundenen Bestand aus Verträgen und Fällen an."""
    from .beispiel import copy_example

    copy_example(ordner)


for _befehl in (lesen, lsp, vervollstaendigung, *AENDERUNGSBEFEHLE, *BEFEHLE):
    app.add_command(_befehl)
