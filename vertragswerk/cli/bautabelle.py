"""The summary table at the end of a build."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

from corpus.druckbar import mask_line
from vertragswerk.einzelbau import Bauergebnis, Zustand
from vertragswerk.fertigung import count_errors

from .konsole import is_coloured

WORT: dict[Zustand, str] = {"gebaut": "gebaut", "entwurf": "Entwurf", "nicht_gebaut": "nicht gebaut", "ausfall": "Ausfall"}  # fmt: skip
STIL: dict[Zustand, str] = {"gebaut": "green", "entwurf": "yellow", "nicht_gebaut": "red", "ausfall": "bold red"}


def render_summary(ergebnisse: Sequence[Bauergebnis], wurzel: Path) -> str:
    """Return the table and what has to be said below it, ready for standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    farbig, puffer = is_coloured(sys.stdout), io.StringIO()
    konsole = Console(
        file=puffer,
        no_color=not farbig,
        color_system="standard" if farbig else None,
        force_terminal=farbig,
        highlight=False,
        markup=False,
        width=max(get_terminal_size((100, 24)).columns, 60) if sys.stdout.isatty() else 120,
    )
    tabelle = Table(box=None, pad_edge=False)
    for spalte in ("Kennung", "Fassung", "Ergebnis", "Fehler", "Dateien", "Ordner oder Grund"):
        tabelle.add_column(spalte, overflow="fold", justify="right" if spalte in ("Fehler", "Dateien") else "left")
    for e in ergebnisse:
        wo = _place(e.ordner, wurzel) if e.ordner else e.grund
        zahlen = str(count_errors(e.pruefung)), str(e.dateien)
        tabelle.add_row(
            e.kennung, mask_line(e.fassung), Text(WORT[e.zustand], style=STIL[e.zustand]), *zahlen, mask_line(wo)
        )
    konsole.print(tabelle)
    for e in ergebnisse:
        for zeile in e.einzelheiten:
            konsole.print(mask_line(f"{e.kennung}: {zeile}"), soft_wrap=True)
    konsole.print(_sentence(ergebnisse))
    return "\n".join(z.rstrip() for z in puffer.getvalue().splitlines()) + "\n"


def _sentence(ergebnisse: Sequence[Bauergebnis]) -> str:
    gebaut = sum(e.dateien > 0 for e in ergebnisse)
    satz = "Alles ist gebaut." if gebaut == len(ergebnisse) == 1 else f"{gebaut} von {len(ergebnisse)} gebaut."
    entwuerfe = [e for e in ergebnisse if e.zustand == "entwurf" and count_errors(e.pruefung)]
    if not entwuerfe:
        return satz
    hat_andere = any(count_errors(e.pruefung) > e.fehler_der_ausgaben for e in entwuerfe)
    woher = "; „vertragswerk pruefen“ nennt die Fehler." if hat_andere else "; die Fehler stehen oben."
    return f"{satz} Entwürfe sind nicht zur Unterschrift bestimmt{woher}"


def _place(ordner: Path, wurzel: Path) -> str:
    try:
        return ordner.relative_to(wurzel).as_posix()
    except ValueError:
        return str(ordner)
