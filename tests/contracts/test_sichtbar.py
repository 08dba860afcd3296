"""The mark of visible computed values: at the property, inherited, undone by an override that lacks it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pytest

from contracts.modell.typen import Basis
from contracts.pfad import PfadFehler, Wertewurzel
from contracts.sichtbar import list_sichtbare, sichtbar


class Grund(Basis):
    zahl: int

    @property
    @sichtbar
    def doppelt(self) -> int:
        return self.zahl * 2

    @cached_property
    @sichtbar
    def dreifach(self) -> int:
        return self.zahl * 3

    @property
    def verborgen(self) -> int:
        return 0


class Erbe(Grund):
    @property
    @sichtbar
    def vierfach(self) -> int:
        return self.zahl * 4

    @property
    def doppelt(self) -> int:
        return -1


@dataclass(frozen=True, slots=True)
class Ergebnis:
    betrag: int

    @property
    @sichtbar
    def ist_null(self) -> bool:
        return self.betrag == 0


def test_marks_stand_at_the_property_and_are_inherited() -> None:
    assert set(list_sichtbare(Grund)) == {"doppelt", "dreifach"}
    assert set(list_sichtbare(Erbe)) == {"dreifach", "vierfach"}
    assert list_sichtbare(Ergebnis) == ("ist_null",)


def test_only_fields_and_marked_properties_can_be_named() -> None:
    wurzel = Wertewurzel(Erbe(zahl=2))
    assert [wurzel.find(n).wert for n in ("zahl", "dreifach", "vierfach")] == [2, 6, 8]
    for name in ("verborgen", "doppelt", "model_fields"):
        with pytest.raises(PfadFehler):
            wurzel.find(name)
