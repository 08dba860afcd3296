"""The commands about the law and their options."""

from __future__ import annotations

from pathlib import Path

import click

from vertragswerk.haus import Haus

# What cannot be read is said by our own reader, with the reason.
ORDNER = click.Path(path_type=Path, readable=False)
_AUSGABE = click.option(
    "--ausgabe", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form der Antwort."
)
_STICHTAG = click.option("--stichtag", metavar="TAG", help="Tag, zu dem gefragt wird (2025-01-31).  [Vorgabe: heute]")
_TROTZDEM = click.option(
    "--trotzdem", is_flag=True, help="Übernimmt auch eine Datei, die nicht zum bekannten Gesetz passt."
)
_OPTIONEN = "[OPTIONEN]"


@click.command(
    options_metavar=_OPTIONEN,
    epilog='Beispiele: vertragswerk norm "§ 29 Abs. 4 SGB IX"; vertragswerk norm vergleich "§ 123 SGB IX" --alt 2021-12-31 --neu 2023-01-01',
)
@click.argument("angaben", nargs=-1, required=True, metavar="[vergleich] NORM")
@_STICHTAG
@click.option("--alt", metavar="TAG", help="Mit „vergleich“: der frühere Tag.")
@click.option("--neu", metavar="TAG", help="Mit „vergleich“: der spätere Tag.")
@_AUSGABE
def norm(angaben: tuple[str, ...], stichtag: str | None, alt: str | None, neu: str | None, ausgabe: str) -> None:
    """Sagt, ob eine Norm gilt, seit wann und was aus ihr wurde; „vergleich“ stellt zwei Tage gegenüber."""
    from .normauskunft import compare_norm, show_norm

    if angaben[0] != "vergleich":
        if alt or neu:
            raise click.UsageError(
                "--alt und --neu gehören zu „norm vergleich“; für einen einzelnen Tag gibt es --stichtag."
            )
        show_norm(" ".join(angaben), stichtag, ausgabe)
    elif len(angaben) < 2 or not alt or not neu:
        raise click.UsageError("Ein Vergleich braucht eine Norm und die Tage --alt und --neu.")
    elif stichtag:
        raise click.UsageError("Ein Vergleich fragt nach den Tagen --alt und --neu; lassen Sie --stichtag weg.")
    else:
        compare_norm(" ".join(angaben[1:]), alt, neu, ausgabe)


@click.command(options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk zitate entwurf.docx --ausgabe json")
@click.argument("datei", type=ORDNER, metavar="DATEI")
@_STICHTAG
@click.option("--rechtsstand", metavar="TAG", help="Tag, dessen Recht der Text folgt, wenn es ein anderer ist.")
@click.option(
    "--grenzen", type=click.Choice(["normal", "weit"]), default="normal", show_default=True,
    help="Wie groß die Datei und ihr Inhalt sein dürfen; „weit“ nur für Dateien, deren Herkunft Sie kennen.",
)  # fmt: skip
@_AUSGABE
def zitate(datei: Path, stichtag: str | None, rechtsstand: str | None, grenzen: str, ausgabe: str) -> None:
    """Findet alle Zitate einer Datei (Text, Markdown, DOCX, ODT, RTF, PDF, HTML, JSONL) und beurteilt sie."""
    from generator.readers.lesegrenzen import LESEGRENZEN

    from .zitatliste import list_citations

    list_citations(datei, stichtag, rechtsstand, ausgabe, LESEGRENZEN[grenzen])


@click.command(
    options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk auswirkung bestand --von 2024-12-31 --bis 2025-12-31"
)
@click.argument("ordner", type=ORDNER, default=Path(), metavar="[ORDNER]")
@click.option("--von", required=True, metavar="TAG", help="Tag, nach dem die Änderungen liegen.")
@click.option("--bis", required=True, metavar="TAG", help="Letzter Tag der Änderungen.")
@_AUSGABE
@click.pass_obj
def auswirkung(haus: Haus, ordner: Path, von: str, bis: str, ausgabe: str) -> None:
    """Nennt die Verträge und Klauseln, die Recht zitieren, das sich geändert hat. Ende mit 1, wenn es welche gibt."""
    from .auswirkung import report_impact

    report_impact(ordner, von, bis, ausgabe, haus)


@click.group(options_metavar=_OPTIONEN, subcommand_metavar="BEFEHL [ANGABEN]...")
def gesetze() -> None:
    """Importiert, holt, zeigt und durchsucht Gesetze."""


@gesetze.command("importieren", options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk gesetze importieren xml.zip")
@click.argument("dateien", type=ORDNER, nargs=-1, required=True, metavar="DATEI...")
@click.option("--stand", metavar="TAG", help="Tag, den die Datei zeigt, wenn sie ihn nicht selbst nennt.")
@_TROTZDEM
def importieren(dateien: tuple[Path, ...], stand: str | None, trotzdem: bool) -> None:
    """Übernimmt amtliche XML-Dateien (auch als zip) und aufbereitete Dateien in den eigenen Zwischenspeicher.

    Passt eine Datei nicht zu dem, was über das Gesetz bekannt ist (Dokumentnummer, Zahl der Vorschriften, Überschriften, Stand),
    wird sie abgelehnt; die Meldung sagt, was abweicht.
    """
    from .gesetzesbestand import import_files

    import_files(dateien, stand, trotzdem)


@gesetze.command(
    "zuruecknehmen", options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk gesetze zuruecknehmen SGB-IX"
)
@click.argument("gesetz", metavar="GESETZ")
def zuruecknehmen(gesetz: str) -> None:
    """Nimmt den letzten Import eines Gesetzes zurück: Normindex, Wortlaut und Sperrdatei sind danach wie davor."""
    from .gesetzesbestand import take_back

    take_back(gesetz)


@gesetze.command("holen", options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk gesetze holen SGB-IX")
@click.argument("gesetz", metavar="GESETZ")
@click.option("--pruefsumme", default="", metavar="SHA256", help="Nur diese Bytes annehmen.")
@_TROTZDEM
def holen(gesetz: str, pruefsumme: str, trotzdem: bool) -> None:
    """Holt die amtliche XML-Datei eines Gesetzes aus dem Netz und zeigt, was sich geändert hat."""
    from .gesetzesbestand import fetch

    fetch(gesetz, pruefsumme, trotzdem)


@gesetze.command("stand", options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk gesetze stand")
def stand() -> None:
    """Zeigt die Gesetze des Bestandes und wie weit ihre Quellen reichen."""
    from .gesetzesbestand import show_state

    show_state()


@gesetze.command(
    "suchen", options_metavar=_OPTIONEN, epilog="Beispiel: vertragswerk gesetze suchen Budget --gesetz SGB-IX"
)
@click.argument("anfrage", nargs=-1, required=True, metavar="WORT...")
@_STICHTAG
@click.option("--gesetz", default="", metavar="GESETZ", help="Nur in diesem Gesetz.")
def suchen(anfrage: tuple[str, ...], stichtag: str | None, gesetz: str) -> None:
    """Sucht in den importierten Texten, in der Fassung eines Tages."""
    from .gesetzesbestand import search_texts

    search_texts(" ".join(anfrage), stichtag, gesetz)


BEFEHLE: tuple[click.Command, ...] = (norm, zitate, auswirkung, gesetze)
"""All commands about the law, in the order of the help."""
