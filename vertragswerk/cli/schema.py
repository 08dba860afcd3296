"""`schema`: print a published JSON Schema."""

from __future__ import annotations

import sys

from contracts.schemata import names, write_schema

from .ende import Abbruch


def show(name: str | None) -> None:
    """Print the schema, or the names of all."""
    if name is None:
        sys.stdout.write("".join(f"{n}\n" for n in names()))
        return
    if name not in names():
        raise Abbruch(f"Ein Schema „{name}“ gibt es nicht. Vorhanden sind: {', '.join(names())}.")
    sys.stdout.write(write_schema(name))
