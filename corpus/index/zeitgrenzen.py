"""Since when? The day a change was first seen is not the day it took effect; this module says what is known of each border."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..regex import compile_later
from .indexmodell import Grenzart, Grenze

# A hole in the sightings longer than this is a gap of the sources, in which nothing is known.
LUECKE_TAGE = 90
# Published dates may explain a window only if it is this short; in a longer one other changes may hide.
FENSTER_TAGE = 60
ERSTES_JAHR, LETZTES_JAHR = 1800, 2199
_MWV = compile_later(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Wirksamkeit:
    """A known date of effect for what was first seen on `gesehen_am`; `bezeichnung` narrows it to one provision."""

    gesehen_am: date
    wirksam_ab: date | None
    ist_belegt: bool
    bezeichnung: str = ""
    ist_irrtum: bool = False


@dataclass(frozen=True, slots=True)
class Ankuendigung:
    """The editor's remark that a change takes effect on given days and was not in the text until `fehlte_bis`."""

    wirksam_ab: tuple[date, ...]
    fehlte_bis: date | None


@dataclass(frozen=True, slots=True)
class Belege:
    """Everything known about the dates of one law; `sichtungen` are all days on which any source showed it, sorted."""

    sichtungen: tuple[date, ...]
    beobachtet: tuple[tuple[date, date], ...]
    wirksamkeiten: tuple[Wirksamkeit, ...] = ()
    ankuendigungen: tuple[Ankuendigung, ...] = ()


def read_tag(text: str) -> date:
    """Return the day written as 2025-01-31. Raises ValueError for anything else.

    `date.fromisoformat` alone also takes 20250131 and the day of a week, 2025-W05-5.
    """
    if len(text) != 10 or "W" in text:
        raise ValueError(f"„{text[:40]}“ ist kein Kalendertag in der Form 2025-01-31.")
    return date.fromisoformat(text)


def check_tag(tag: date) -> date:
    """Return the day. Raises ValueError for one of no German statute, near the ends of the calendar, where days cannot be added."""
    if not ERSTES_JAHR <= tag.year <= LETZTES_JAHR:
        raise ValueError(f"Der Tag {tag.isoformat()} liegt nicht zwischen {ERSTES_JAHR} und {LETZTES_JAHR}.")
    return tag


def dates_in(text: str) -> tuple[date, ...]:
    """Return the days named after `mWv` in an editor's remark ("mWv 10.6.2021 bzw. 1.1.2022")."""
    stelle = max(text.find("mWv"), text.find("mwV"))
    if stelle < 0:
        return ()
    tage = (_day(int(j), int(m), int(t)) for t, m, j in _MWV.findall(text, stelle))
    return tuple(tag for tag in tage if tag is not None)


def _day(jahr: int, monat: int, tag: int) -> date | None:
    try:
        return check_tag(date(jahr, monat, tag))
    except ValueError:  # a slip in the remark: no such day
        return None


def merge_spans(spannen: Iterable[tuple[date, date]], luecke: int = LUECKE_TAGE) -> tuple[tuple[date, date], ...]:
    """Join spans that overlap or lie at most `luecke` days apart."""
    verbunden: list[tuple[date, date]] = []
    for von, bis in sorted(spannen):
        if verbunden and (von - verbunden[-1][1]).days <= luecke:
            verbunden[-1] = (verbunden[-1][0], max(bis, verbunden[-1][1]))
        else:
            verbunden.append((von, bis))
    return tuple(verbunden)


def find_grenze(belege: Belege, bezeichnung: str, gesehen_am: date, zuletzt_anders: date | None) -> Grenze:
    """Return the border before a text first seen on `gesehen_am`, the last other text being seen on `zuletzt_anders`.

    `zuletzt_anders` is None for a provision that was not there before; then the sighting before counts.
    """
    for w in belege.wirksamkeiten:
        if w.gesehen_am == gesehen_am and w.wirksam_ab and w.bezeichnung in ("", bezeichnung):
            return Grenze("belegt" if w.ist_belegt else "erschlossen", w.wirksam_ab, None, gesehen_am)
    davor = _sighting_before(belege, gesehen_am)
    if davor is None:
        return Grenze("anfang", None, None, gesehen_am)
    nach = zuletzt_anders if zuletzt_anders and zuletzt_anders < gesehen_am else davor
    if any(nach <= ende and gesehen_am >= anfang for ende, anfang in _gaps(belege)):
        return Grenze("luecke", None, nach, gesehen_am)
    return _narrow(belege, nach, gesehen_am)


def _narrow(belege: Belege, nach: date, gesehen_am: date) -> Grenze:
    """Use the editor's remarks: a single published day inside the window, or of a change that was late in the text."""
    breite = (gesehen_am - nach).days
    tage: set[date] = set()
    if breite <= FENSTER_TAGE:
        for a in belege.ankuendigungen:
            verspaetet = a.fehlte_bis is not None and _sighting_after(belege, a.fehlte_bis) == gesehen_am
            tage.update(t for t in a.wirksam_ab if nach < t <= gesehen_am or (verspaetet and t <= nach))
    if breite == 1 and gesehen_am.day == 1:
        tage.add(gesehen_am)
    if len(tage) == 1:
        einziger = tage.pop()
        art: Grenzart = "beobachtet" if breite == 1 and einziger == gesehen_am else "erschlossen"
        return Grenze(art, einziger, None, gesehen_am)
    if tage:
        return Grenze("fenster", None, min(*tage, nach + timedelta(days=1)) - timedelta(days=1), gesehen_am)
    if breite == 1:
        return Grenze("beobachtet", gesehen_am, None, gesehen_am)
    return Grenze("fenster", None, nach, gesehen_am)


def _gaps(belege: Belege) -> list[tuple[date, date]]:
    spannen = belege.beobachtet
    return [(a[1], b[0]) for a, b in pairwise(spannen)]


def _sighting_before(belege: Belege, tag: date) -> date | None:
    stelle = bisect_left(belege.sichtungen, tag)
    return belege.sichtungen[stelle - 1] if stelle else None


def _sighting_after(belege: Belege, tag: date) -> date | None:
    stelle = bisect_left(belege.sichtungen, tag + timedelta(days=1))
    return belege.sichtungen[stelle] if stelle < len(belege.sichtungen) else None
