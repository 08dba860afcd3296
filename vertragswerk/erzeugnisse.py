"""Writes every generated file of the project anew (`python -m vertragswerk.erzeugnisse`); a test compares them with their sources."""

from __future__ import annotations

from pathlib import Path

from contracts.rechnen.feiertage import TABELLE, write_tabelle
from contracts.schemata import list_schemas, write_schema
from generator.zahlwoerter import WORTTABELLE, write_worttabelle

PROJEKT = Path(__file__).resolve().parent.parent


def schema_files() -> dict[str, bytes]:
    """Return the published schemas by their path in the project."""
    return {f"contracts/schema/{name}.schema.json": write_schema(name).encode() for name in list_schemas()}


def write_all() -> None:
    """Write the schemas, the proof of requirements, the tables of holidays and number words, and the compiled German catalogue of the command-line library."""
    from .katalog import ORDNER, compile_catalogue
    from .nachweis import nachweis_files

    for name, inhalt in {**schema_files(), **nachweis_files()}.items():
        (PROJEKT / name).write_bytes(inhalt)
    (PROJEKT / "contracts" / TABELLE).write_bytes(write_tabelle().encode())
    (PROJEKT / "generator" / "layout" / WORTTABELLE).write_bytes(write_worttabelle().encode())
    (ORDNER / "messages.mo").write_bytes(compile_catalogue())


if __name__ == "__main__":
    write_all()
