"""`text`: the words of one file, a paragraph to a line; what git asks for to show what changed in a Word file."""

from __future__ import annotations

from pathlib import Path

from corpus.zitate import ABSATZENDE
from generator.readers.lesegrenzen import NORMAL

from .fassungswahl import read_document
from .konsole import write_pieces
from .recht.textauszug import extract_text


def print_text(datei: Path) -> None:
    """Print the text; ends the command for a file that is damaged, hostile or of a kind that is not read."""
    text = extract_text(read_document(datei), datei, NORMAL).replace(ABSATZENDE, "\n")
    write_pieces([text if text.endswith("\n") or not text else f"{text}\n"])
