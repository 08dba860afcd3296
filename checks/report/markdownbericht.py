"""The report as Markdown, whole or as the bounded summary that a runner shows beside a job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from corpus.druckbar import mask_line

from ..befund import Befund
from ..bericht import Pruefbericht
from .darstellung import Darstellung
from .fundorte import path_of
from .text import MEHRZAHL, WORT, result_of

HOECHSTENS: Final = 900_000
"""Bytes of a summary: GitHub refuses one of more than 1024 KiB as a whole."""
_BESONDERES: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_RAUM: Final = 200


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the whole report."""
    yield from _head(bericht)
    yield from _groups(bericht)
    yield from _tail(bericht)


def render_bounded(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the report, cut where a runner would refuse it; the numbers at its head count everything."""
    belegt = 0
    for stueck in (*_head(bericht), *_tail(bericht)):
        belegt += len(stueck.encode("utf-8", "replace"))
    yield from _head(bericht)
    for stueck in _groups(bericht):
        belegt += len(stueck.encode("utf-8", "replace"))
        if belegt > HOECHSTENS - _RAUM:
            yield "\nWeitere Befunde passen hier nicht her; der vollständige Bericht nennt sie.\n"
            break
        yield stueck
    yield from _tail(bericht)


def _head(bericht: Pruefbericht) -> Iterator[str]:
    yield f"# Prüfung der Verträge\n\n{_quote(result_of(bericht))}\n\n"
    yield "| Was | Anzahl |\n|---|---:|\n"
    yield f"| Verträge | {len(bericht.pruefungen)} |\n"
    for schwere, anzahl in bericht.anzahl.items():
        yield f"| {MEHRZAHL[schwere]} | {anzahl} |\n"
    yield f"| Regeln angewandt | {len(bericht.gelaufen)} |\n"
    ausgenommen = bericht.anzahl_ausgenommene
    if any(ausgenommen.values()):
        yield f"| Ausnahmen | {ausgenommen['ausnahme']} |\n| Altbestand | {ausgenommen['altbestand']} |\n"


def _groups(bericht: Pruefbericht) -> Iterator[str]:
    for _, gruppe in groupby(bericht.befunde, key=lambda b: b.position.datei):
        kopf = ""
        for befund in gruppe:
            if not kopf:
                kopf = f"\n## {_quote(path_of(bericht, befund.position))}\n\n| Stelle | Befund | Fundstelle und Norm |\n|---|---|---|\n"
                yield kopf
            yield _row(befund)


def _row(befund: Befund) -> str:
    ort = f"{befund.position.zeile}:{befund.position.spalte}"
    titel = f" {_quote(befund.titel)}" if befund.titel else ""
    was = f"**{WORT[befund.schwere]} {befund.code}**{titel}<br>{_quote(befund.meldung)}"
    wo = " · ".join(_quote(t) for t in (befund.fundstelle, befund.pfad, "; ".join(befund.normen)) if t)
    return f"| {ort} | {was} | {wo} |\n"


def _tail(bericht: Pruefbericht) -> Iterator[str]:
    kopf = "\n## Ausgenommen\n\n| Befund | Stelle | Grund |\n|---|---|---|\n"
    for a in bericht.ausgenommene:
        if a.art == "ausnahme":
            ort = a.befund.pfad or a.befund.anker or path_of(bericht, a.befund.position)
            yield f"{kopf}| {a.befund.code} | {_quote(ort)} | {_quote(f'{a.kennung}: {a.grund}')} |\n"
            kopf = ""
    yield f"\nStichtag {bericht.stichtag.strftime('%d.%m.%Y')}, vertragswerk {_quote(bericht.version)}"
    yield f", Rechtsbestand: {_quote(bericht.recht)}.\n" if bericht.recht else ".\n"


def _quote(text: str) -> str:
    """Return text that Markdown shows as it is, in one line."""
    return _BESONDERES.sub(r"\\\1", mask_line(text).replace("�", " "))
