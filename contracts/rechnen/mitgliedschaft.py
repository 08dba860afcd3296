"""Who sits in the Sozialraumkonferenz on a day, with a vote or to advise; what is due around a meeting (A-SRK-02, A-SRK-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from ..modell.faehigkeiten import HatParteien
from ..modell.konferenz import SITZARTEN, Konferenzsitzung
from ..modell.raumteile import HatSozialraum
from ..modell.sozialraum import Sozialraum
from ..modell.vertrag import Vorgang
from ..position import Pfad
from ..sichtbar import sichtbar
from .zeitraum import is_werktag, next_werktag

OHNE_BUDGET = "leistungserbringer_ohne_budget"


@dataclass(frozen=True, slots=True)
class Sitz:
    """A seat over a time: `art` is a key of `SITZARTEN`, `id` that of the entry it follows from, both days included."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id", "art")

    id: str
    name: str
    funktion: str
    art: str
    stimmen: int
    ab: date
    bis: date

    @property
    @sichtbar
    def art_name(self) -> str:
        """Name of the kind of seat."""
        return SITZARTEN[self.art]

    def holds(self, tag: date) -> bool:
        """Tell whether the seat is held on a day."""
        return self.ab <= tag <= self.bis


@dataclass(frozen=True, slots=True)
class Konferenztermin:
    """A planned meeting with those who are members on its day, and what is due before and after it."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("am",)

    nummer: int
    sitzung: Konferenzsitzung
    stimmberechtigt: tuple[Sitz, ...]
    beratend: tuple[Sitz, ...]
    ladung_bis: date
    niederschrift_bis: date

    @property
    @sichtbar
    def am(self) -> date:
        """The day of the meeting, its key."""
        return self.sitzung.am

    @property
    @sichtbar
    def stimmen(self) -> int:
        """All votes there are on the day."""
        return sum(s.stimmen for s in self.stimmberechtigt)


def list_sitze(raum: Sozialraum) -> tuple[Sitz, ...]:
    """Return all seats over all times: those of the Budgetnehmer in their order, then the others in the order of the file.

    A Budgetnehmer votes from the first day of its budget; until the day before, it may advise (`beratend_ab`).
    """
    ende = raum.kooperation.ende
    sitze: list[Sitz] = []
    for b in raum.budgetnehmer:
        sitze.append(Sitz(b.id, b.name, b.funktion, "budgetnehmer", b.stimmen, b.beginn, b.ende or ende))
        if b.beratend_ab is not None and b.beratend_ab < b.beginn:
            sitze.append(Sitz(b.id, b.name, b.funktion, OHNE_BUDGET, 0, b.beratend_ab, b.beginn - timedelta(days=1)))
    sitze += [Sitz(m.id, m.name, m.funktion, m.art, m.stimmen, m.ab, m.bis or ende) for m in raum.konferenz.mitglieder]
    return tuple(sitze)


def members_at(raum: Sozialraum, tag: date) -> tuple[tuple[Sitz, ...], tuple[Sitz, ...]]:
    """Return who is a member with a vote on a day, and who is one to advise."""
    sitze = [s for s in list_sitze(raum) if s.holds(tag)]
    return tuple(s for s in sitze if s.stimmen), tuple(s for s in sitze if not s.stimmen)


def after_werktage(tag: date, anzahl: int, bundesland: str) -> date:
    """Return the last of a number of working days after a day, which itself does not count (§ 187 Abs. 1 BGB)."""
    for _ in range(anzahl):
        tag = next_werktag(tag + timedelta(days=1), bundesland)
    return tag


def latest_ladung(sitzung: date, wochen: int, bundesland: str) -> date:
    """Return the last working day on which an invitation is sent in time: whole weeks lie between it and the meeting."""
    tag = sitzung - timedelta(weeks=wochen)
    while not is_werktag(tag, bundesland):
        tag -= timedelta(days=1)
    return tag


class HatKonferenzrechnung(HatSozialraum, HatParteien, Vorgang):
    """A contract of a Sozialraum that shows who sits in its conference and when."""

    @property
    def folgetage(self) -> tuple[tuple[date, str, Pfad], ...]:
        """Invitation and minutes of every meeting are due before and after its day."""
        tage: list[tuple[date, str, Pfad]] = []
        for termin in self.konferenztermine:
            ort = ("sozialraum", "konferenz", "sitzungen", self.sozialraum.konferenz.sitzungen.index(termin.sitzung))
            tage.append((termin.ladung_bis, "Letzter Tag der Einladung zur Sitzung", (*ort, "am")))
            tage.append((termin.niederschrift_bis, "Letzter Tag der Niederschrift der Sitzung", (*ort, "am")))
        return (*super().folgetage, *tage)

    @property
    @sichtbar
    def sind_alle_budgetnehmer_partei(self) -> bool:
        """Every Budgetnehmer of the Sozialraum is a party; only then does the text state their first days, which are theirs."""
        parteien = {p.partei for p in self.parteien}
        return all(b.partei in parteien for b in self.sozialraum.budgetnehmer)

    @cached_property
    @sichtbar
    def stimmberechtigte(self) -> tuple[Sitz, ...]:
        """All seats with a vote, with their times."""
        return tuple(s for s in list_sitze(self.sozialraum) if s.stimmen)

    @cached_property
    @sichtbar
    def beratende(self) -> tuple[Sitz, ...]:
        """All seats without a vote, with their times."""
        return tuple(s for s in list_sitze(self.sozialraum) if not s.stimmen)

    @cached_property
    @sichtbar
    def konferenztermine(self) -> tuple[Konferenztermin, ...]:
        """The planned meetings in order of their days."""
        raum, land = self.sozialraum, self.bundesland
        konferenz = raum.konferenz
        return tuple(
            Konferenztermin(
                nummer,
                sitzung,
                *members_at(raum, sitzung.am),
                latest_ladung(sitzung.am, konferenz.ladungsfrist_wochen, land),
                after_werktage(sitzung.am, konferenz.niederschrift_werktage, land),
            )
            for nummer, sitzung in enumerate(sorted(konferenz.sitzungen, key=lambda s: s.am), 1)
        )


class HatSozialraumkonferenz(HatKonferenzrechnung):
    """Regulates the conference of its Sozialraum, on which the other contracts of the Sozialraum rely."""
