"""The report for people at a terminal: findings by file, then a table of what was found and what ran."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ..befund import Befund, Schwere
from ..bericht import AUSFALL, NICHTS, Pruefbericht
from .darstellung import Darstellung

if TYPE_CHECKING:
    from rich.console import Console

STIL: dict[Schwere, str] = {"fehler": "bold red", "warnung": "yellow", "hinweis": "cyan"}
WORT: dict[Schwere, str] = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
MEHRZAHL: dict[Schwere, str] = {"fehler": "Fehler", "warnung": "Warnungen", "hinweis": "Hinweise"}


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the report as text, file by file; control characters of the data are shown as “�”, never sent to the terminal."""
    from rich.console import Console

    puffer = io.StringIO()
    konsole = Console(
        file=puffer,
        force_terminal=darstellung.ist_farbig,
        color_system="standard" if darstellung.ist_farbig else None,
        no_color=not darstellung.ist_farbig,
        width=max(darstellung.breite, 40),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for datei, gruppe in groupby(bericht.befunde, key=lambda b: b.position.datei):
        konsole.print(_clean(datei), style="bold", soft_wrap=True)
        for befund in gruppe:
            _print_befund(konsole, befund)
        konsole.print()
        yield _take(puffer)
    _print_uebersicht(konsole, bericht, darstellung)
    yield _take(puffer)


def _take(puffer: io.StringIO) -> str:
    """Return what was printed and empty the buffer."""
    text = "\n".join(zeile.rstrip() for zeile in puffer.getvalue().splitlines()) + "\n"
    puffer.seek(0)
    puffer.truncate()
    return text


def _print_befund(konsole: Console, befund: Befund) -> None:
    from rich.padding import Padding
    from rich.text import Text

    zeile = Text()
    zeile.append(f"{befund.position.zeile}:{befund.position.spalte}".ljust(9), style="dim")
    zeile.append(WORT[befund.schwere].ljust(8), style=STIL[befund.schwere])
    zeile.append(befund.code, style="bold")
    if befund.titel:
        zeile.append(f"  {befund.titel}")
    konsole.print(Padding(zeile, (0, 0, 0, 2)))
    konsole.print(Padding(Text(_clean(befund.meldung)), (0, 0, 0, 11)))
    wo = " · ".join(_clean(teil) for teil in (befund.fundstelle, befund.pfad, ", ".join(befund.normen)) if teil)
    if wo:
        konsole.print(Padding(Text(wo, style="dim"), (0, 0, 0, 11)))
    for bezug in befund.bezug:
        ort = f"{bezug.position.zeile}:{bezug.position.spalte}"
        konsole.print(Padding(Text(_clean(f"→ {bezug.text}: {ort} {bezug.pfad}"), style="dim"), (0, 0, 0, 11)))


def _print_uebersicht(konsole: Console, bericht: Pruefbericht, darstellung: Darstellung) -> None:
    from rich import box
    from rich.table import Table

    tabelle = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    tabelle.add_column("Zusammenfassung")
    tabelle.add_column("Anzahl", justify="right")
    tabelle.add_row("Verträge", str(len(bericht.pruefungen)))
    for schwere, anzahl in bericht.anzahl.items():
        tabelle.add_row(MEHRZAHL[schwere], str(anzahl), style=STIL[schwere] if anzahl else None)
    tabelle.add_row("Regeln angewandt", str(len(bericht.gelaufen)))
    tabelle.add_row("Regeln übersprungen", str(len({code for code, _ in bericht.uebersprungen})))
    konsole.print(tabelle)
    konsole.print()
    _print_uebersprungen(konsole, bericht, darstellung)
    konsole.print(f"Geprüft zum Stichtag {bericht.stichtag.strftime('%d.%m.%Y')} mit vertragswerk {bericht.version}.")
    if bericht.recht:
        konsole.print(f"Rechtsbestand: {_clean(bericht.recht)}.", soft_wrap=True)
    konsole.print(_result(bericht), style="bold green" if bericht.exitcode == 0 else "bold red")


def _print_uebersprungen(konsole: Console, bericht: Pruefbericht, darstellung: Darstellung) -> None:
    gruende: dict[str, list[str]] = {}
    for code, grund in bericht.uebersprungen:
        gruende.setdefault(grund, []).append(code)
    for grund, codes in gruende.items():
        welche = ", ".join(codes) if darstellung.ist_ausfuehrlich or len(codes) <= 3 else f"{len(codes)} Regeln"
        konsole.print(f"Übersprungen ({welche}): {grund}", style="dim")


def _result(bericht: Pruefbericht) -> str:
    fehler = bericht.anzahl["fehler"]
    if bericht.exitcode == NICHTS:
        return "Es gibt nichts zu prüfen."
    if bericht.exitcode == AUSFALL:
        return "Eine Regel ist abgebrochen; das Ergebnis ist unvollständig."
    if fehler:
        return f"{fehler} Fehler: Der Bestand kann so nicht freigegeben werden."
    rest = bericht.anzahl["warnung"] + bericht.anzahl["hinweis"]
    return "Keine Fehler gefunden." if rest else "Keine Befunde."


def _clean(text: str) -> str:
    """Return `text` without control characters, which could steer a terminal or an annotation parser."""
    return "".join(zeichen if zeichen.isprintable() or zeichen in "\u00a0\u202f" else "�" for zeichen in text)
