"""Where a Leistungsträger leaves and another goes on: the Teilbudget of the new one takes the place of the old one's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from ..modell.budgetfalldaten import Budgetfalldaten
from ..modell.budgetperson import Budgettraeger
from ..modell.teilbudget import Teilbudget


@dataclass(frozen=True, slots=True)
class Fortsetzung:
    """A Teilbudget that goes on from the day after another one ends; named by its Träger."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    traeger: Budgettraeger
    bisher: Budgettraeger
    ab: date


def find_fortgesetztes(fall: Budgetfalldaten, teil: Teilbudget) -> Teilbudget | None:
    """Return the Teilbudget that this one goes on with: of a Träger it succeeds, ended the day before."""
    bisherige = {t.id for t in fall.traeger if t.nachfolge == teil.traeger}
    vortag = teil.beginn - timedelta(days=1)
    return next((t for t in fall.teilbudgets if t.traeger in bisherige and t.ende == vortag), None)


def list_fortsetzungen(fall: Budgetfalldaten) -> tuple[Fortsetzung, ...]:
    """Return the Teilbudgets that go on with another, in their order."""
    paare = ((t, find_fortgesetztes(fall, t)) for t in fall.teilbudgets)
    return tuple(
        Fortsetzung(t.traeger, fall.find_traeger(t.traeger), fall.find_traeger(v.traeger), t.beginn)
        for t, v in paare
        if v is not None
    )
