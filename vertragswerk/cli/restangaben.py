"""What a kind of contract asks for, as typed on the command line: `--name wert` or `--name=wert`, and the folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .ende import Abbruch


def split_rest(rest: Iterable[str]) -> tuple[dict[str, str], Path]:
    """Return the answers by name and the folder (the current one where none is named); ends the command where it cannot be told."""
    angaben: dict[str, str] = {}
    ordner: list[str] = []
    offen = iter(rest)
    for wort in offen:
        if not wort.startswith("-") or wort == "-":
            ordner.append(wort)
            continue
        name, gleich, wert = wort.lstrip("-").partition("=")
        naechstes = wert if gleich else next(offen, None)
        if not wort.startswith("--") or not name or naechstes is None:
            raise Abbruch(
                f"Hinter „{wort}“ fehlt ein Wert, oder die Option gibt es nicht; „vertragswerk neu --help“ hilft."
            )
        angaben[name.replace("-", "_")] = naechstes
    if len(ordner) > 1:
        raise Abbruch(f"Genannt sind mehrere Ordner: {', '.join(ordner)}. Nennen Sie einen.")
    return angaben, Path(*ordner)
