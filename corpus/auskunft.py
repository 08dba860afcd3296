"""Has a norm changed between two days? Which Absatz, since when, and what the sources could not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from .aenderung import Absatzaenderung, Aenderung, compare, describe_heading, format_tag
from .einheit import find_einheit, nummer_of, whole_hash
from .index.lesen import Gesetzesleser
from .index.modell import Fassung, Grenze, Kopf
from .index.zeit import states
from .norm import Norm


@dataclass(frozen=True, slots=True)
class Auskunft:
    """Has a norm changed? `bekannt_bis` is the last day the sources show; `vorbehalt` says what could not be seen."""

    status: Literal["geaendert", "unveraendert", "unbekannt"]
    aenderungen: tuple[Aenderung, ...] = ()
    vorbehalt: str = ""
    bekannt_bis: date | None = None


def examine_changes(norm: Norm, leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date) -> Auskunft:
    """Tell what changed after `von` and not later than `bis`; `leser_bis` is the text that is the law on `bis`."""
    aenderungen = tuple(_changes(norm, leser, von, bis))
    if leser is not leser_bis:
        aenderungen += (_replaced(leser_bis),)
    elif leser.kopf.gilt_bis and von <= leser.kopf.gilt_bis < bis:
        aenderungen += (_repealed(leser.kopf),)
    vorbehalt, ist_offen = _reservation(leser, leser_bis, von, bis, aenderungen)
    bekannt = leser_bis.kopf.beobachtet[-1][1]
    if aenderungen:
        return Auskunft("geaendert", aenderungen, vorbehalt, bekannt)
    return Auskunft("unbekannt" if ist_offen else "unveraendert", (), vorbehalt, bekannt)


def _changes(norm: Norm, leser: Gesetzesleser, von: date, bis: date) -> Iterator[Aenderung]:
    vorher: Fassung | None = None
    einheiten = norm.einheiten
    for grenze, fassung in states(leser.fassungen(nummer_of(norm))):
        alt, vorher = vorher, fassung
        if fassung is not None:
            yield from _taking_effect(fassung, einheiten, von, bis)
        if grenze.art == "anfang" or grenze.sicher_ab <= von or grenze.moeglich_ab > bis:
            continue
        if _identity(alt, einheiten) == _identity(fassung, einheiten):
            continue
        ist_sicher = grenze.moeglich_ab > von and grenze.sicher_ab <= bis
        yield Aenderung(grenze, compare(alt, fassung), describe_heading(alt, fassung), ist_sicher)


def _taking_effect(
    fassung: Fassung, einheiten: tuple[tuple[str, str], ...], von: date, bis: date
) -> Iterator[Aenderung]:
    """Yield the days on which Absätze printed before took effect."""
    gefragt = find_einheit(fassung, einheiten).absatz
    for tag in sorted({ab for _, ab in fassung.kuenftig if von < ab <= bis}):
        nummern = [n for n, ab in fassung.kuenftig if ab == tag and gefragt in ("", n)]
        if nummern:
            absaetze = tuple(Absatzaenderung(n, "in_kraft") for n in nummern)
            yield Aenderung(Grenze("belegt", tag, None, tag), absaetze)


def _identity(fassung: Fassung | None, einheiten: tuple[tuple[str, str], ...]) -> str:
    """Return what must stay the same for a citation to read the same: the text of its unit."""
    if fassung is None or fassung.status == "aufgehoben":
        return "fehlt"
    if fassung.status == "kuenftig":
        return "kuenftig"
    if not einheiten:
        return fassung.ueberschrift + whole_hash(fassung)
    fund = find_einheit(fassung, einheiten)
    return fund.hash if fund.ist_da else "fehlt"


def _replaced(neu: Gesetzesleser) -> Aenderung:
    tag = neu.von or neu.kopf.beobachtet[0][0]
    return Aenderung(Grenze("belegt", tag, None, tag), (), f"Gesetz neu gefasst: {neu.kopf.titel}")


def _repealed(kopf: Kopf) -> Aenderung:
    tag = (kopf.gilt_bis or kopf.beobachtet[-1][1]) + timedelta(days=1)
    return Aenderung(Grenze("belegt", tag, None, tag), (), f"außer Kraft: {kopf.grund_ende}")


def _reservation(
    leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date, aenderungen: Sequence[Aenderung]
) -> tuple[str, bool]:
    """Return what the sources could not show between two days, and whether that leaves the answer open."""
    saetze: list[str] = []
    offen = False
    kopf, ende = leser.kopf, leser_bis.kopf
    if von < kopf.beobachtet[0][0]:
        saetze.append(f"Der Bestand beginnt erst am {format_tag(kopf.beobachtet[0][0])}.")
        offen = True
    for tag in (von, bis):
        if (leser if tag == von else leser_bis).kopf.luecke_at(tag):
            saetze.append(f"Der {format_tag(tag)} liegt in einer Lücke der Quellen.")
            offen = True
    for (_, a), (b, _) in pairwise(kopf.beobachtet):
        if von <= a and b <= bis:
            gleich = (
                ""
                if any(c.ab.art == "luecke" and c.ab.nach == a for c in aenderungen)
                else "; Text vor und nach der Lücke gleich"
            )
            saetze.append(f"Lücke der Quellen vom {format_tag(a)} bis {format_tag(b)}{gleich}.")
    if bis > ende.beobachtet[-1][1] and not (ende.gilt_bis and ende.gilt_bis < bis):
        saetze.append(f"Der Bestand reicht nur bis {format_tag(ende.beobachtet[-1][1])}.")
        offen = True
    return " ".join(saetze), offen
