"""The days of a contract that are still to come: as a section of the Vermerk and as a calendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from contracts.angaben import Angabe, walk_angaben
from contracts.arten import Vorgangswort
from contracts.modell.vertrag import Vorgang
from contracts.pfad import write_pfad
from generator.kanon import german_date
from generator.tree import Abschnitt
from vertragswerk.schriftteile import make_section, make_table


@dataclass(frozen=True, slots=True)
class Termin:
    """A day that the contract names: what it is, and its written place in the data."""

    tag: date
    was: str
    pfad: str


def list_termine(vertrag: Vorgang) -> list[Termin]:
    """Return the days from the Stand of the Fassung on that the data name or that follow from these, in their order."""
    modell = type(vertrag)
    termine = [
        Termin(tag, angabe.zeit.was, write_pfad(pfad, vertrag, modell))
        for pfad, tag, angabe in walk_angaben(vertrag, Angabe(modell))
        if angabe.zeit is not None and tag > vertrag.fassung.stand
    ]
    folgen = [Termin(tag, was, write_pfad(pfad, vertrag, modell)) for tag, was, pfad in vertrag.folgetage]
    termine += [t for t in folgen if t.tag > vertrag.fassung.stand]
    return sorted(termine, key=lambda t: (t.tag, t.was, t.pfad))


def deadlines(termine: Sequence[Termin], wort: Vorgangswort) -> Abschnitt:
    """Return the section that lists the days."""
    titel = "Fristen und Termine"
    if not termine:
        return make_section("fristen", titel, f"Der {wort.wort} nennt keinen Tag nach dem Stand seiner Fassung.")
    zeilen = [(german_date(t.tag.isoformat()), t.was, t.pfad) for t in termine]
    return make_section(
        "fristen",
        titel,
        f"Diese Tage nach dem Stand der Fassung stehen in den Daten des {wort.genitiv} oder folgen aus ihnen; die Datei „fristen.ics“ "
        "enthält sie für den Kalender. Fristen, die erst mit einem Ereignis beginnen, sind nicht dabei.",
        make_table(
            "termine", f"Tage des {wort.genitiv}", (("Tag", 22), ("Was", 42), ("Stelle in den Daten", 36)), zeilen
        ),
    )


def write_calendar(vertrag: Vorgang, termine: Sequence[Termin]) -> bytes:
    """Return the days as a calendar of whole days (RFC 5545); same contract, same bytes.

    The id of an entry comes from the Kennung and the place in the data, so that the next Fassung moves it instead of doubling it.
    """
    from icalendar import Calendar, Event

    kalender = Calendar()
    kalender.add("prodid", "-//vertragswerk//Fristen//DE")
    kalender.add("version", "2.0")
    for termin in termine:
        eintrag = Event()
        kennung = hashlib.sha256(_name_of(vertrag, termin).encode()).hexdigest()[:32]
        eintrag.add("uid", f"{kennung}@vertragswerk")
        eintrag.add("dtstamp", datetime.combine(vertrag.fassung.stand, time(), UTC))
        eintrag.add("dtstart", termin.tag)
        eintrag.add("dtend", termin.tag + timedelta(days=1))
        eintrag.add("summary", f"{termin.was} ({vertrag.kennung})")
        eintrag.add("description", f"{termin.pfad}, Fassung {vertrag.fassung.nummer}")
        eintrag.add("transp", "TRANSPARENT")
        kalender.add_component(eintrag)
    return bytes(kalender.to_ical())


def _name_of(vertrag: Vorgang, termin: Termin) -> str:
    """Return what tells a day of a contract from all others; one that follows from another also by what it is."""
    gefolgert = {(was, write_pfad(pfad, vertrag, type(vertrag))) for _, was, pfad in vertrag.folgetage}
    art = f"|{termin.was}" if (termin.was, termin.pfad) in gefolgert else ""
    return f"{vertrag.kennung}|{termin.pfad}{art}"
