"""What the index knows of a law: its provisions, their versions, their units and how sure each border in time is.

Facts only, never text: a unit is its number and the hash of its normalised text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

Status = Literal["geltend", "aufgehoben", "kuenftig", "leer"]
# belegt: a published date of effect. erschlossen: deduced from the editor's remarks. beobachtet: seen on two days in a row.
# fenster: somewhere after `nach` and not later than `spaetestens`. luecke: the window holds a gap of the sources.
# anfang: the sources begin with this text.
Grenzart = Literal["belegt", "erschlossen", "beobachtet", "fenster", "luecke", "anfang"]


@dataclass(frozen=True, slots=True)
class Grenze:
    """A border between two versions. `datum` is set when the day is known, else it lies in (`nach`, `spaetestens`]."""

    art: Grenzart
    datum: date | None
    nach: date | None
    spaetestens: date

    @property
    def sicher_ab(self) -> date:
        """Return the first day on which the new version was certainly in force."""
        return self.datum or self.spaetestens

    @property
    def moeglich_ab(self) -> date:
        """Return the first day on which the new version may have been in force."""
        if self.datum is not None:
            return self.datum
        return self.nach + timedelta(days=1) if self.nach else date.min


class Normpunkt(NamedTuple):
    """One item of an enumeration; `saetze` counts the Sätze inside it."""

    nummer: str
    hash: str
    saetze: int = 1
    punkte: tuple[Normpunkt, ...] = ()


class Normsatz(NamedTuple):
    """One Satz with the enumeration that belongs to it."""

    hash: str
    punkte: tuple[Normpunkt, ...] = ()


class Normabsatz(NamedTuple):
    """One Absatz; `nummer` is empty where none is printed."""

    nummer: str
    hash: str
    saetze: tuple[Normsatz, ...]


@dataclass(frozen=True, slots=True)
class Gesetzesfassung:
    """One version of a provision. `ende` is set when the provision vanished after it; `gesehen_bis` its last sighting."""

    von: Grenze
    gesehen_bis: date
    status: Status
    ueberschrift: str
    absaetze: tuple[Normabsatz, ...]
    kuenftig: tuple[tuple[str, date], ...] = ()
    ende: Grenze | None = None

    def __hash__(self) -> int:
        """Tell versions apart by little: that of all their units took longer than what is kept by it."""
        return hash((self.gesehen_bis, self.ueberschrift))

    def has_same_text(self, andere: Gesetzesfassung) -> bool:
        """Tell whether both say the same, heading included."""
        return (
            self.status == andere.status
            and self.ueberschrift == andere.ueberschrift
            and self.absaetze == andere.absaetze
            and self.kuenftig == andere.kuenftig
        )


@dataclass(frozen=True, slots=True)
class Gesetzeskopf:
    """What the index says about a law as a whole.

    `gesetz` is the key used in citations, `text` the name of this text (two texts may share a key, like SGB IX of 2001 and
    of 2018). `beobachtet` are the spans in which the sources show the law; between them nothing is known.
    """

    gesetz: str
    text: str
    titel: str
    beobachtet: tuple[tuple[date, date], ...]
    gilt_ab: date | None = None
    gilt_bis: date | None = None
    grund_ende: str = ""
    nachfolger: str = ""

    def luecke_at(self, tag: date) -> tuple[date, date] | None:
        """Return the gap of the sources in which a day lies: last day seen before, first day seen after."""
        for (_, ende), (anfang, _) in pairwise(self.beobachtet):
            if ende < tag < anfang:
                return ende, anfang
        return None


@dataclass(frozen=True, slots=True)
class Gesetzesindex:
    """The index of one text of a law: head and, by number of the provision (`29`, `Art 3`), its versions in time."""

    kopf: Gesetzeskopf
    paragrafen: dict[str, tuple[Gesetzesfassung, ...]]
