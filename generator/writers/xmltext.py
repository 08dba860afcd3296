"""Text inside XML: escaping, and no character that XML 1.0 forbids."""

from __future__ import annotations

import re
from functools import lru_cache

_SPECIAL = re.compile('[&<>"\x00-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]')
_ERSATZ = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
_KENNUNG = re.compile(r"[A-Za-z0-9_]{1,30}", re.ASCII)


class SchreibFehler(ValueError):
    """A tree that cannot be written; the message is a German sentence."""


needs_escape = _SPECIAL.search
"""Tells (not None) whether `escape` would change a text; for loops where a call counts."""


def escape(text: str) -> str:
    """Return text for element content or a double-quoted attribute.

    Tabs and line ends become blanks; control characters, lone surrogates and non-characters, which no reader shows and
    XML forbids or discourages, are dropped.
    """
    if needs_escape(text) is None:
        return text
    return _SPECIAL.sub(_replace, text)


def _replace(treffer: re.Match[str]) -> str:
    return _ERSATZ.get(treffer[0], "")


@lru_cache(maxsize=8192)
def need_kennung(kennung: str) -> str:
    """Return the id if it can be the name of a bookmark (40 characters with prefix); raises SchreibFehler otherwise."""
    if _KENNUNG.fullmatch(kennung) is None:
        raise SchreibFehler(
            f"Die Kennung „{kennung[:60]}“ kann keine Textmarke werden: erlaubt sind 1 bis 30 Zeichen aus a–z, 0–9 und _."
        )
    return kennung


def need_zahlmarke(marke: str) -> str:
    """Return the mark "id.n" of a number that stands in the text as the end of a bookmark's name."""
    kennung, _, zahl = marke.partition(".")
    return f"{need_kennung(kennung)}_{need_kennung(zahl)}"


def need_label(text: str, ziel: str) -> str:
    """Return the text of a reference; raises SchreibFehler where the document was not numbered."""
    if not text:
        raise SchreibFehler(
            f"Der Verweis auf „{ziel}“ hat keinen Text: Das Dokument muss vor dem Schreiben nummeriert werden."
        )
    return text
