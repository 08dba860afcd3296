"""Compiles the German catalogue of the command-line library."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

ORDNER = Path(__file__).parent / "locale" / "de" / "LC_MESSAGES"


def compile_catalogue() -> bytes:
    """Return the compiled catalogue; same text, same bytes."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (ORDNER / "messages.po").open("rb") as quelle:
        katalog = read_po(quelle, locale="de")
    ziel = BytesIO()
    write_mo(ziel, katalog)
    return ziel.getvalue()
