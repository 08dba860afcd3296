"""The composition root: which kinds of contract this program knows. Whoever adds a kind hands over another house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from contracts.arten import ARTEN, Vertragsart, find_art

if TYPE_CHECKING:
    from checks.hausregeln import Profil
    from checks.regel import Querregelmodul, Regelmodul
    from contracts.bestand.hausangaben import Hausangaben


@dataclass(frozen=True, slots=True)
class Haus:
    """The kinds of contract and, through them, everything else; plain data, so that it can be sent to a process.

    `hausangaben` and `profil` are what the repository at hand states of its own rules and of ours.
    """

    arten: tuple[Vertragsart, ...] = ARTEN
    hausangaben: Hausangaben | None = None
    profil: Profil | None = None

    def find_art(self, name: object) -> Vertragsart | None:
        """Return the kind of this name."""
        return find_art(name, self.arten)

    def regeln(self) -> Sequence[Regelmodul]:
        """Return the rules of the house and those that kinds and the repository bring along, as the repository weighs them.

        Raises ErweiterungsFehler where the repository names an extension that cannot be used.
        """
        from checks.registry import REGELN, build_registry

        eigene = [m for m in self._own_modules() if hasattr(m, "pruefe")] + self._house_modules()
        praefix = frozenset({self.hausangaben.praefix} if self.hausangaben else ())
        alle = build_registry((*REGELN, *eigene), praefix) if eigene else REGELN
        return self.profil.weigh(alle) if self.profil else alle

    def querregeln(self) -> Sequence[Querregelmodul]:
        """Return the rules across contracts of the house and those that kinds bring along."""
        from checks.registry import QUERREGELN, REGELN, build_registry

        eigene = [m for m in self._own_modules() if hasattr(m, "vergleiche")]
        if eigene:
            build_registry((*REGELN, *QUERREGELN, *eigene))  # they share their codes with the other rules
        return self.profil.weigh((*QUERREGELN, *eigene)) if self.profil else (*QUERREGELN, *eigene)

    def _house_modules(self) -> list[Regelmodul]:
        """Return the repository's own rules and those of the extensions that it names."""
        if self.hausangaben is None:
            return []
        from vertragswerk.erweiterungen import load_erweiterung

        angaben = self.hausangaben
        fremde = [r for name in angaben.erweiterungen for r in load_erweiterung(name, angaben.praefix)]
        return [*_hausregeln(angaben), *cast("list[Regelmodul]", fremde)]

    def alle_regeln(self) -> tuple[Regelmodul | Querregelmodul, ...]:
        """Return every rule of the house, those across contracts last."""
        return (*self.regeln(), *self.querregeln())

    def _own_modules(self) -> list[Any]:
        return [import_module(name) for art in self.arten for name in art.regeln]


@lru_cache(maxsize=8)
def _hausregeln(angaben: Hausangaben) -> tuple[Regelmodul, ...]:
    """Return the checks of a repository's rules; their patterns are made once, not for each contract."""
    from checks.hausregeln import make_hausregeln

    return make_hausregeln(angaben)


HAUS: Final = Haus()
