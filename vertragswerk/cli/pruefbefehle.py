"""The commands that check, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from vertragswerk.haus import Haus

from .befehlsform import OPTIONEN, ORDNER, daneben, examples, ordner, stichtag, vertrag
from .ergaenzen import complete_ausgabe

if TYPE_CHECKING:
    from checks.befund import Schwere


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples(
        "vertragswerk pruefen bestand",
        "vertragswerk pruefen --ausgabe text --ausgabe json:bericht.json",
        "vertragswerk pruefen bestand --vertrag TB1-HAFEN-2027 --stichtag 2027-01-31",
        "vertragswerk pruefen bestand --fehler-ab warnung",
        "vertragswerk pruefen bestand --beheben",
        "vertragswerk pruefen bestand --ausgabe text --ausgabe sarif:befunde.sarif --ausgabe junit:befunde.xml",
    ),
)
@click.option(
    "--ausgabe", "ausgaben", multiple=True, metavar="FORMAT[:DATEI]",
    shell_complete=complete_ausgabe,
    help="text, json, sarif, sarif-github, junit, gitlab, github, zusammenfassung, rdjson, markdown oder html; mehrfach möglich.  "
    "[Vorgabe: text]",
)  # fmt: skip
@click.option(
    "--fehler-ab", type=click.Choice(["fehler", "warnung", "hinweis"]), default="fehler", metavar="SCHWERE",
    help="Ab welcher Schwere das Ende 1 meldet: fehler, warnung oder hinweis.  [Vorgabe: fehler]",
)  # fmt: skip
@click.option("--ausfuehrlich", is_flag=True, help="Erklärt jeden Befund, auch wenn derselbe schon mehrmals dasteht.")
@click.option(
    "--quelltext/--ohne-quelltext", "quelltext", default=None,
    help="Zeigt zu jedem Befund die Zeile der Datei; sie kann Namen enthalten.  [Vorgabe: nur am Bildschirm]",
)  # fmt: skip
@click.option(
    "--beheben", "beheben", flag_value="sicher", default=None,
    help="Schreibt vorher, was sich gefahrlos berichtigen lässt: Anführungszeichen, Leerzeichen, unsichtbare Zeichen.",
)  # fmt: skip
@click.option(
    "--beheben-unsicher", "beheben", flag_value="unsicher",
    help="Zeigt auch Berichtigungen, die sichtbare Zeichen ändern, und fragt am Bildschirm, ob sie geschrieben werden.",
)  # fmt: skip
@click.option(
    "--ausfuehrung", metavar="ADRESSE", default="",
    help="Lässt einen Cluster von Dask prüfen, etwa dask://rechner:8786; Fälle einzelner Personen bleiben hier.",
)  # fmt: skip
@stichtag
@vertrag
@ordner
@click.pass_obj
def pruefen(
    haus: Haus,
    ordner: Path,
    ausgaben: tuple[str, ...],
    fehler_ab: Schwere,
    ausfuehrlich: bool,
    quelltext: bool | None,
    beheben: Literal["sicher", "unsicher"] | None,
    ausfuehrung: str,
    stichtag: str | None,
    vertraege: tuple[str, ...],
) -> None:
    """Prüft alle Verträge und Fälle eines Bestands; nennt ORDNER eine vertrag.yaml oder fall.yaml, nur diese.

    \b
    Das Ende meldet:
      0  keine Fehler (Warnungen und Hinweise sind möglich)
      1  Fehler gefunden (mit --fehler-ab warnung auch bei Warnungen)
      2  Programm, Eingabe oder Konfiguration versagt
      3  nichts zu prüfen
    """
    from .pruefen import Berichtswunsch, check_repository

    wunsch = Berichtswunsch(ausgaben or ("text",), fehler_ab, ausfuehrlich, quelltext, beheben or "", ausfuehrung)
    check_repository(ordner, wunsch, stichtag, frozenset(vertraege), haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples("vertragswerk altbestand anlegen bestand", "vertragswerk altbestand bereinigen bestand"),
)
@click.argument("was", type=click.Choice(["anlegen", "bereinigen"]))
@stichtag
@ordner
@click.pass_obj
def altbestand(haus: Haus, was: str, ordner: Path, stichtag: str | None) -> None:
    """Merkt sich, was ein übernommener Bestand schon an Befunden hat.

    „anlegen“ schreibt einmal die Datei altbestand.json; diese Befunde zählen bei „pruefen“ nicht, wohl aber bei „bauen“.
    „bereinigen“ streicht daraus, was behoben ist. Hinzu kommt nie etwas.
    """
    from .bestandsaufnahme import change_altbestand

    change_altbestand(was, ordner, stichtag, haus)


@click.command(
    options_metavar=OPTIONEN,
    epilog=examples("vertragswerk pruefprotokoll bestand --vertrag TB1-HAFEN-2027 --format docx"),
)
@daneben("pdf,docx")
@stichtag
@vertrag
@ordner
@click.pass_obj
def pruefprotokoll(
    haus: Haus, ordner: Path, formate: str, ziel: Path | None, ersetzen: bool, stichtag: str | None, vertraege: tuple[str, ...]
) -> None:  # fmt: skip
    """Schreibt zu jedem Vertrag und Fall ein Prüfprotokoll.

    Es sagt, was geprüft ist und gegen welches Recht, mit welchem Ergebnis, welche Ausnahmen gelten und wer was bestätigt hat. Es
    liegt unter ausgabe/KENNUNG/FASSUNG-pruefprotokoll.
    """
    from .begleitungen import begleite_mit_pruefprotokoll, build_beside

    build_beside(begleite_mit_pruefprotokoll(), ordner, formate, ziel, ersetzen, stichtag, vertraege, haus)


@click.command(options_metavar=OPTIONEN, epilog=examples("vertragswerk lesen vertraege/TB1-HAFEN-2027/vertrag.yaml"))
@click.argument("dateien", nargs=-1, type=ORDNER, metavar="DATEI...")
def lesen(dateien: tuple[Path, ...]) -> None:
    """Liest einzelne YAML-Dateien streng, ohne Regeln und ohne Bestand.

    \b
    Das Ende meldet:
      0  alles lesbar
      1  Mängel gefunden
      2  eine Datei lässt sich nicht öffnen
      3  keine Datei genannt
    """
    from .einzeldateien import read_files

    read_files(dateien)


@click.command(options_metavar=OPTIONEN, epilog=examples("vertragswerk lsp"))
@click.option("--stdio", is_flag=True, help="Spricht über Ein- und Ausgabe; etwas anderes gibt es nicht.")
@click.pass_obj
def lsp(haus: Haus, stdio: bool) -> None:
    """Hilft einem Editor beim Schreiben: Befunde, Vorschläge, Erklärungen, Sprünge und Umbenennen.

    Der Editor startet den Befehl selbst und spricht mit ihm nach dem Protokoll für Sprachdienste. Er gehört zum Zusatz „editor“.
    """
    from .sprachdienst import serve

    serve(haus)
