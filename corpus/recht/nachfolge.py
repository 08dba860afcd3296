"""Which norm took the place of an old one: renumbering and repealed law as data, with basis and certainty.

The table holds facts (`data/nachfolge.csv`): an old number, the last day it had that meaning, the successors and why.
`sicherheit` is `gesetz` (the law says so or the content is named), `hoch`, `mittel`, `gering` (shares of the old wording
found again), `sachgebiet` (same topic only) or `keine` (nothing took its place). Several successors and their headings stand side
by side, parted by `|`; one heading alone is that of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from ..norm import Norm
from ..paketdaten import load_rows

NACHLAUF = timedelta(days=60)
"""A source may go on showing a text for some weeks after its end."""


@dataclass(frozen=True, slots=True)
class Nachfolger:
    """A norm that took the place of another: short form, heading, basis, certainty."""

    norm: str
    ueberschrift: str
    grundlage: str
    sicherheit: str


@dataclass(frozen=True, slots=True, eq=False)
class Alteintrag:
    """One row of the table, read once: it is equal to itself alone, so that asking for it by key costs nothing.

    `kontext` limits it to citations about that topic (`gegenworte` beside it speak for today's law), `absaetze` to these
    Absätze; `paragraf` is empty for a whole law.
    """

    gesetz: str
    paragraf: str
    absaetze: frozenset[str]
    ueberschrift: str
    bis: date
    nachfolger: tuple[Nachfolger, ...]
    grundlage: str
    sicherheit: str
    kontext: str
    stichworte: str
    gegenworte: str


@cache
def load_nachfolge() -> dict[tuple[str, str], tuple[Alteintrag, ...]]:
    """Return the table by law and number."""
    tafel: dict[tuple[str, str], list[Alteintrag]] = {}
    for zeile in load_rows("nachfolge.csv"):
        eintrag = _read_row(zeile)
        tafel.setdefault((eintrag.gesetz, eintrag.paragraf), []).append(eintrag)
    return {schluessel: tuple(eintraege) for schluessel, eintraege in tafel.items()}


def find_eintraege(norm: Norm, stichtag: date) -> tuple[Alteintrag, ...]:
    """Return the rows for a norm whose old meaning had ended on a day; a row for the whole law comes last.

    Rows for the cited Absatz replace those for the whole §.
    """
    return _list_eintraege(norm.gesetz, norm.paragraf, norm.absatz, stichtag)


@lru_cache(maxsize=8192)
def _list_eintraege(gesetz: str, paragraf: str, absatz: str, stichtag: date) -> tuple[Alteintrag, ...]:
    tafel = load_nachfolge()
    eigene = tafel.get((gesetz, paragraf), ())
    passende = tuple(e for e in eigene if absatz in e.absaetze) or tuple(e for e in eigene if not e.absaetze)
    alle = passende + (tafel.get((gesetz, ""), ()) if paragraf else ())
    return tuple(e for e in alle if e.bis < stichtag)


def find_nachfolger(norm: Norm, stichtag: date, gesehen: date | None = None) -> tuple[Nachfolger, ...]:
    """Return the successors of a dead norm; those of its own number before those of the whole law.

    `gesehen` is when it was last law: rows about a meaning that had ended before are not about it.
    """
    eintraege = tuple(e for e in find_eintraege(norm, stichtag) if gesehen is None or e.bis >= gesehen - NACHLAUF)
    eigene = tuple(e for e in eintraege if e.paragraf)
    return tuple(n for e in (eigene or eintraege) for n in e.nachfolger)


def find_gesetzesnachfolger(gesetz: str, stichtag: date) -> tuple[Nachfolger, ...]:
    """Return what took the place of a whole law that was dead on a day."""
    return tuple(n for e in load_nachfolge().get((gesetz, ""), ()) if e.bis < stichtag for n in e.nachfolger)


def _read_row(zeile: dict[str, str]) -> Alteintrag:
    normen = [n for n in zeile["neu"].split("|") if n]
    titel = zeile["titel_neu"].split("|")
    titel = titel if len(titel) == len(normen) else titel * len(normen)
    neu = tuple(Nachfolger(n, t, zeile["grundlage"], zeile["sicherheit"]) for n, t in zip(normen, titel, strict=True))
    return Alteintrag(
        zeile["gesetz"], zeile["alt"], frozenset(zeile["absaetze"].split()), zeile["titel_alt"], date.fromisoformat(zeile["bis"]), neu,
        zeile["grundlage"], zeile["sicherheit"], zeile["kontext"], zeile["stichworte"], zeile["gegenworte"],
    )  # fmt: skip
