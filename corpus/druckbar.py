"""What may be printed: names and data of others without the characters that steer a terminal."""

from __future__ import annotations

import json


def mask(text: str) -> str:
    """Return `text` with “�” for every control character, which could steer a terminal or an annotation parser.

    Also for marks that turn the direction of writing and for bytes that are no text. Line breaks stay.
    """
    return _replace(text, {ord(z): "�" for z in _steering(text)})


def _steering(text: str) -> set[str]:
    """Return the characters of a text that may not reach a terminal: its few different ones are looked at, not each in its place."""
    if text.replace("\n", "").replace("\u00a0", "").isprintable():
        return set()
    return {z for z in set(text) if not z.isprintable() and z not in "\n\u00a0\u2009\u202f"}


def _replace(text: str, ersatz: dict[int, str]) -> str:
    return text.translate(ersatz) if ersatz else text


def mask_line(text: str) -> str:
    """Return `text` as `mask` does, in one line: the name of a file must not add lines to a report."""
    return mask(text).replace("\n", "�")


def show_pfad(pfad: object) -> str:
    """Return the name of a file or folder for a message; every message that names one goes through here."""
    return mask_line(str(pfad))


def escape_json(text: str) -> str:
    """Return JSON with every character that `mask` would replace as an escape; what it says stays the same."""
    return _replace(text, {ord(z): _escape(z) for z in _steering(text)})


def _escape(zeichen: str) -> str:
    """Return the escape; half a pair of UTF-16, which stands for a byte that is no text, is no character of JSON either."""
    return "�" if "\ud800" <= zeichen <= "\udfff" else json.dumps(zeichen)[1:-1]
