"""What a contract is part of: the decisions before it and the phases of the project (A-ALL-08, A-ALL-10)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Basis, Datum, Kuerzel, Zeile


class Beschluss(Basis):
    """A decision or plan that the contract rests on."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    jahr: Annotated[int, Field(strict=True, ge=1949, le=2100), Groesse(ueblich=("1970", "2060"))]
    """Jahr des Beschlusses."""
    text: Absatztext
    """Wer was beschlossen hat, mit Fundstelle; Glied einer Aufzählung, ohne Satzzeichen am Ende."""


class Projektphase(Basis):
    """A phase of the project."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    art: Literal["vorlauf", "budget"]
    """Ob in der Phase nur vorbereitet wird oder Budgets laufen."""
    von: Annotated[Datum, Zeit("Beginn einer Projektphase", regel="FL-15")]
    """Erster Tag."""
    bis: Annotated[Datum, Zeit("Ende einer Projektphase", regel="FL-15")]
    """Letzter Tag."""
    inhalt: Absatztext
    """Was in der Phase geschieht."""


class Projekt(Basis):
    """The project that the contract is part of."""

    name: Zeile
    """Bezeichnung des Projekts."""
    beschluesse: Annotated[tuple[Beschluss, ...], Field(max_length=20)] = ()
    """Beschlüsse und Planungen, auf denen das Projekt beruht."""
    phasen: Annotated[tuple[Projektphase, ...], Field(max_length=12)] = ()
    """Phasen in ihrer Reihenfolge."""

    @property
    @sichtbar
    def hat_beschluesse(self) -> bool:
        """Decisions are named."""
        return bool(self.beschluesse)

    @property
    @sichtbar
    def hat_phasen(self) -> bool:
        """Phases are named."""
        return bool(self.phasen)
