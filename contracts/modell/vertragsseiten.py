"""The two sides of a contract with a Leistungserbringer: who pays, who provides, who has joined.

Clauses and rules that kinds share ask for `zahlende_seite` and `erbringende_seite`; a kind whose sides are others (a hospital and
several Kostenträger) defines these two itself.
"""

from __future__ import annotations

from ..sichtbar import sichtbar
from .faehigkeiten import HatParteien
from .partei import Partei


class HatTraegerUndErbringer(HatParteien):
    """Has a Leistungsträger that pays and a Leistungserbringer; further Leistungsträger may have joined."""

    @property
    @sichtbar
    def leistungstraeger(self) -> Partei:
        """The party that pays; the first of its role."""
        return self._partei("leistungstraeger")

    @property
    @sichtbar
    def leistungserbringer(self) -> Partei:
        """The party that provides; the first of its role."""
        return self._partei("leistungserbringer")

    @property
    @sichtbar
    def beigetretene(self) -> tuple[Partei, ...]:
        """Parties that owe benefits to people in the budget beside the one that pays (§ 57 SGB X)."""
        return tuple(p for p in self.parteien if p.rolle == "leistungstraeger")[1:]

    @property
    @sichtbar
    def hat_beigetretene(self) -> bool:
        """A further Leistungsträger is party."""
        return bool(self.beigetretene)

    @property
    @sichtbar
    def zahlende_seite(self) -> Partei:
        """The side that pays."""
        return self.leistungstraeger

    @property
    @sichtbar
    def erbringende_seite(self) -> Partei:
        """The side that provides."""
        return self.leistungserbringer

    def _partei(self, rolle: str) -> Partei:
        return next((p for p in self.parteien if p.rolle == rolle), self.parteien[-1])
