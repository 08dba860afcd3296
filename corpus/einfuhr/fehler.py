"""The one error of all importers."""

from __future__ import annotations


class ImportFehler(ValueError):
    """A file cannot be taken over; the message is a German sentence for the user. Nothing has been changed."""
