"""The draft: the same document, visibly no contract yet."""

from __future__ import annotations

from dataclasses import replace

from ..tree import Dokument


def mark_draft(dokument: Dokument) -> Dokument:
    """Return the document marked as a draft; every writer shows the mark on every page or at the top."""
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=True))
