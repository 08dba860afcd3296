"""Output formats of a report: a literal registry, one writer per module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..bericht import Pruefbericht
from . import json, text
from .darstellung import Darstellung

Writer: TypeAlias = Callable[[Pruefbericht, Darstellung], Iterator[str]]
"""Yields the text of a report piece by piece: of many contracts it need not all be in memory at once."""


def _sarif(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .sarif import render

    return render(bericht, darstellung)


def _sarif_github(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .sarif import render_active

    return render_active(bericht, darstellung)


def _junit(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .junit import render

    return render(bericht, darstellung)


def _gitlab(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .gitlab import render

    return render(bericht, darstellung)


def _github(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .github import render

    return render(bericht, darstellung)


def _zusammenfassung(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .markdownbericht import render_bounded

    return render_bounded(bericht, darstellung)


def _rdjson(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .rdjson import render

    return render(bericht, darstellung)


def _markdown(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .markdownbericht import render

    return render(bericht, darstellung)


def _html(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    from .htmlbericht import render

    return render(bericht, darstellung)


WRITERS: dict[str, Writer] = {
    "text": text.render,
    "json": json.render,
    "sarif": _sarif,
    "sarif-github": _sarif_github,
    "junit": _junit,
    "gitlab": _gitlab,
    "github": _github,
    "zusammenfassung": _zusammenfassung,
    "rdjson": _rdjson,
    "markdown": _markdown,
    "html": _html,
}
"""The formats; a module that a short run does not need is imported when its format is asked for."""


@dataclass(frozen=True, slots=True)
class Ausgabe:
    """One requested output: the format and the file it goes to, None for the terminal."""

    format: str
    datei: str | None = None


class UnbekannteAusgabe(ValueError):
    """An output that does not exist was asked for; the text is a German sentence for the user."""


def parse_ausgabe(angabe: str) -> Ausgabe:
    """Return the output that `FORMAT` or `FORMAT:DATEI` asks for; raises UnbekannteAusgabe with a German sentence."""
    name, trenner, datei = angabe.partition(":")
    if name not in WRITERS:
        raise UnbekannteAusgabe(f"Die Ausgabe „{name}“ gibt es nicht. Möglich sind: {', '.join(WRITERS)}.")
    if trenner and not datei:
        raise UnbekannteAusgabe(f"Nach „{name}:“ fehlt die Datei, zum Beispiel „{name}:bericht.{name}“.")
    return Ausgabe(name, datei or None)


def render(bericht: Pruefbericht, name: str, darstellung: Darstellung | None = None) -> str:
    """Return the report in one format, ending with a line break."""
    return "".join(render_pieces(bericht, name, darstellung))


def render_pieces(bericht: Pruefbericht, name: str, darstellung: Darstellung | None = None) -> Iterator[str]:
    """Yield the report in one format piece by piece."""
    return WRITERS[name](bericht, darstellung or Darstellung())


__all__ = [
    "WRITERS",
    "Ausgabe",
    "Darstellung",
    "UnbekannteAusgabe",
    "Writer",
    "parse_ausgabe",
    "render",
    "render_pieces",
]
