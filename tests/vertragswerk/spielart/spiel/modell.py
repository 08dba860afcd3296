"""Model of the toy kind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from contracts.modell.partei import Partei
from contracts.modell.typen import Basis, Kuerzel, Positiv, Zeile
from contracts.modell.vertrag import Vertrag
from contracts.sichtbar import sichtbar


class Spielpartei(Partei):
    """A side of the game."""

    rolle: Literal["stadt", "verein"]
    """Stellung im Vertrag."""


class Quartier(Basis):
    """The part of town the game is played in."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("quartier",)

    quartier: Kuerzel
    """Kurzname."""
    gebiet: Zeile
    """Gebiet."""
    plaetze: Positiv
    """Spielplätze."""


class Spielvertrag(Vertrag):
    """A toy contract."""

    art: Literal["spiel"]
    """Vertragsart."""
    parteien: Annotated[tuple[Spielpartei, ...], Field(min_length=2)]
    """Parteien."""
    quartier: Quartier
    """Quartier."""
    platz: Positiv
    """Nummer des Spielplatzes."""

    @property
    @sichtbar
    def stadt(self) -> Partei:
        """The town."""
        return next(p for p in self.parteien if p.rolle == "stadt")

    @property
    @sichtbar
    def verein(self) -> Partei:
        """The club."""
        return next(p for p in self.parteien if p.rolle == "verein")

    @property
    @sichtbar
    def ist_letzter_platz(self) -> bool:
        """No place comes behind this one."""
        return self.platz == self.quartier.plaetze
