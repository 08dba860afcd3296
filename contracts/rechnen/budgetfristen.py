"""The deadlines of a Persönliches Budget: of §§ 14, 15, 18 and 29 SGB IX, of § 37 SGB X, §§ 64, 66 and 84 SGG. Their lengths are dated
parameters; what is known up to a day only is still used beyond it, because a length of time is the law's until it is changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from corpus.recht.parameter import Parameterwert, find_parameter

from ..position import Pfad
from ..sichtbar import sichtbar
from .feiertagsrecht import find_oertlichen
from .zeitraum import end_of_frist, end_of_wochenfrist, next_werktag


@dataclass(frozen=True, slots=True)
class Fallfrist:
    """A deadline: name, norm, the day of the event it begins with, its last day, and the day on which it was kept."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    was: str
    norm: str
    ereignis: date
    ende: date
    erledigt_am: date | None
    pfad: Pfad = ()

    @property
    @sichtbar
    def ist_versaeumt(self) -> bool:
        """It was done after the last day."""
        return self.erledigt_am is not None and self.erledigt_am > self.ende


def find_frist(name: str, tag: date) -> Parameterwert:
    """Return the length of a deadline at a date. Raises ParameterFehler."""
    return find_parameter(name, tag, ist_unbestaetigt_erlaubt=True)


def months_of(name: str, tag: date) -> int:
    """Return the length of a period of months or years at a date, in months. Raises ParameterFehler."""
    frist = find_frist(name, tag)
    return int(frist.wert) * (12 if frist.einheit == "Jahre" else 1)


def end_of(name: str, ereignis: date) -> tuple[date, str]:
    """Return the last day of a deadline of the law and its norm; a period of social law moves to a working day by the caller.

    Raises ParameterFehler.
    """
    frist = find_frist(name, ereignis)
    if frist.einheit == "Wochen":
        return end_of_wochenfrist(ereignis, int(frist.wert)), frist.norm
    return end_of_frist(ereignis, months_of(name, ereignis)), frist.norm


def announced_on(aufgegeben: date) -> date:
    """Return the day on which a letter within Germany counts as announced (§ 37 Abs. 2 SGB X); weekends do not move it."""
    return aufgegeben + timedelta(days=int(find_frist("bekanntgabe_tag", aufgegeben).wert))


def end_of_widerspruch(
    bekannt: date, bundesland: str, ist_ausland: bool, ist_belehrung_richtig: bool, ort: str = ""
) -> date:
    """Return the last day of the Widerspruchsfrist (§§ 64, 66, 84 SGG), moved to a working day at the seat of the Träger (§ 64 Abs. 3 SGG).

    A holiday of single municipalities moves it where it is known to hold at the seat.
    """
    name = "widerspruch_ausland" if ist_ausland else "widerspruch"
    if not ist_belehrung_richtig:
        name = "widerspruch_ohne_belehrung"
    tag = next_werktag(end_of(name, bekannt)[0], bundesland)
    oertlich = find_oertlichen(tag, bundesland, ort)
    return next_werktag(tag + timedelta(days=1), bundesland) if oertlich is not None and oertlich.gilt else tag


def last_day_of(beginn: date, monate: int) -> date:
    """Return the last day of a period of months that begins with a day (§ 187 Abs. 2, § 188 Abs. 2 and 3 BGB).

    It ends before the day of the same number; a last month that lacks this day ends the period with its own last one.
    """
    entsprechend = end_of_frist(beginn, monate)
    return entsprechend - timedelta(days=1) if entsprechend.day == beginn.day else entsprechend


def first_bankday(jahr: int, monat: int, bundesland: str) -> date:
    """Return the first day of a month on which banks pay: no Saturday, Sunday or public holiday of the Land."""
    return next_werktag(date(jahr, monat, 1), bundesland)
