"""The composition root: which kinds of contract this program knows. Whoever adds a kind hands over another house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from contracts.arten import ARTEN, Vertragsart, find_art

if TYPE_CHECKING:
    from checks.regel import Querregelmodul, Regelmodul


@dataclass(frozen=True, slots=True)
class Haus:
    """The kinds of contract and, through them, everything else; plain data, so that it can be sent to a process."""

    arten: tuple[Vertragsart, ...] = ARTEN

    def find_art(self, name: object) -> Vertragsart | None:
        """Return the kind of this name."""
        return find_art(name, self.arten)

    def regeln(self) -> Sequence[Regelmodul]:
        """Return the rules of the house and those that kinds bring along."""
        from checks.registry import REGELN, build_registry

        eigene = [m for m in self._own_modules() if hasattr(m, "pruefe")]
        return build_registry((*REGELN, *eigene)) if eigene else REGELN

    def querregeln(self) -> Sequence[Querregelmodul]:
        """Return the rules across contracts of the house and those that kinds bring along."""
        from checks.registry import QUERREGELN, build_registry

        eigene = [m for m in self._own_modules() if hasattr(m, "vergleiche")]
        if eigene:
            build_registry((*self.regeln(), *QUERREGELN, *eigene))  # they share their codes with the other rules
        return (*QUERREGELN, *eigene)

    def alle_regeln(self) -> tuple[Regelmodul | Querregelmodul, ...]:
        """Return every rule of the house, those across contracts last."""
        return (*self.regeln(), *self.querregeln())

    def _own_modules(self) -> list[Any]:
        return [import_module(name) for art in self.arten for name in art.regeln]


HAUS: Final = Haus()
