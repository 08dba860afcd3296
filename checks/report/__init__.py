"""Output formats of a report: a literal registry, one writer per module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from contracts.arten.vertragsart import load_name

from ..bericht import Pruefbericht
from . import json, text
from .darstellung import Darstellung

Writer: TypeAlias = Callable[[Pruefbericht, Darstellung], Iterator[str]]
"""Yields the text of a report piece by piece: of many contracts it need not all be in memory at once."""


def _later(modul: str, name: str = "render") -> Writer:
    """Return a writer whose module is imported when its format is asked for: a short run does not need it."""

    def write(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
        writer: Writer = load_name(f"{__name__}.{modul}:{name}")
        return writer(bericht, darstellung)

    return write


WRITERS: dict[str, Writer] = {
    "text": text.render,
    "json": json.render,
    "sarif": _later("sarif"),
    "sarif-github": _later("sarif", "render_active"),
    "junit": _later("junit"),
    "gitlab": _later("gitlab"),
    "github": _later("github"),
    "zusammenfassung": _later("markdownbericht", "render_bounded"),
    "rdjson": _later("rdjson"),
    "markdown": _later("markdownbericht"),
    "html": _later("htmlbericht"),
}
"""The formats."""


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
