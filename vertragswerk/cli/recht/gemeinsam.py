"""What the commands about the law share: the law on this machine, days from the command line, JSON to the screen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from corpus.druckbar import escape_json
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.gesetze.eingefuehrt import load_recht
from vertragswerk.gesetze.zwischenspeicher import cache_folder
from vertragswerk.stichtag import day_of_check

from ..ende import Abbruch
from ..konsole import write_pieces


def law() -> Rechtsbestand:
    """Return the shipped law with what the user imported laid over it."""
    return load_recht(cache_folder())


def describe_recht(recht: Rechtsbestand) -> str:
    """Return the line that names the law index in use."""
    return f"Rechtsbestand: {recht.kennzeichen}."


def day(angabe: str | None) -> date:
    """Return the day the user named, else today; ends the command for anything but a calendar day."""
    try:
        return day_of_check(angabe)
    except ValueError as fehler:
        raise Abbruch(str(fehler)) from fehler


def count_lines(text: str, orte: Iterable[int]) -> Iterator[int]:
    """Yield the line (from 0) of each offset; ascending offsets, so that the text is counted through once."""
    # Lazy: whoever only opens the law finds no citations.
    from corpus.zitate import ABSATZENDE

    ende = "\n" if "\n" in text else ABSATZENDE
    zeile = bis = 0
    for ort in orte:
        zeile += text.count(ende, bis, ort)
        bis = ort
        yield zeile


def write_json(daten: Any) -> None:
    """Print data as JSON on one or more lines."""
    write_pieces([escape_json(json.dumps(daten, ensure_ascii=False, indent=2)), "\n"])
