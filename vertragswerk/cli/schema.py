"""`schema`: print a published JSON Schema."""

from __future__ import annotations

from contracts.schemata import list_schemas, write_schema
from vertragswerk.haus import Haus

from .ende import Abbruch
from .konsole import write


def show(name: str | None, haus: Haus) -> None:
    """Print the schema, or the names of all."""
    namen = list_schemas(haus.arten)
    if name is None:
        write("".join(f"{n}\n" for n in namen))
        return
    if name not in namen:
        raise Abbruch(f"Ein Schema „{name}“ gibt es nicht. Vorhanden sind: {', '.join(namen)}.")
    write(write_schema(name, haus.arten))
