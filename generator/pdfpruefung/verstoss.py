"""What the structural gate reports, and what it knows about the file while it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pikepdf

    from .strukturbaum import Baum


@dataclass(frozen=True, slots=True)
class Verstoss:
    """One broken requirement: code of the rule, German sentence, and where (page, element) if it has a place."""

    code: str
    meldung: str
    wo: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.meldung}" + (f" ({self.wo})" if self.wo else "")


@dataclass(frozen=True, slots=True)
class OffenesPdf:
    """The opened file: raw bytes, object tree, structure tree and the name that the attachment must have (or None)."""

    roh: bytes
    datei: pikepdf.Pdf
    baum: Baum
    anhang: str | None


PdfProbe: TypeAlias = Callable[[OffenesPdf], Iterator[tuple[str, str]]]
"""A rule: yields pairs (German sentence, place)."""


@dataclass(frozen=True, slots=True)
class PdfRegel:
    """One requirement of the gate; `grundlage` names the clause of the standard it stands for."""

    code: str
    titel: str
    grundlage: str
    pruefe: PdfProbe
