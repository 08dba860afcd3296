"""`schema`: print a published JSON Schema."""

from __future__ import annotations

from contracts.schemata import names, write_schema

from .ende import Abbruch
from .konsole import write


def show(name: str | None) -> None:
    """Print the schema, or the names of all."""
    if name is None:
        write("".join(f"{n}\n" for n in names()))
        return
    if name not in names():
        raise Abbruch(f"Ein Schema „{name}“ gibt es nicht. Vorhanden sind: {', '.join(names())}.")
    write(write_schema(name))
