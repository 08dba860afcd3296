"""Has a norm changed between two days? Which Absatz, since when, and what the sources could not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from ..index.gesetzesleser import Gesetzesleser
from ..index.indexmodell import Gesetzesfassung, Grenze
from ..norm import Norm
from .aenderung import Absatzaenderung, Aenderung, compare_fassungen, describe_heading, format_tag
from .anlage import find_nummer, root_of
from .einheit import find_einheit, whole_hash


@dataclass(frozen=True, slots=True)
class Auskunft:
    """Has a norm changed? `bekannt_bis` is the last day the sources show; `vorbehalt` says what could not be seen.

    `nicht_vorhanden`: on no day of the span, as far as the sources show it, is or was there such a place.
    """

    status: Literal["geaendert", "unveraendert", "nicht_vorhanden", "unbekannt"]
    aenderungen: tuple[Aenderung, ...] = ()
    vorbehalt: str = ""
    bekannt_bis: date | None = None


def examine_changes(norm: Norm, leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date) -> Auskunft:
    """Tell what changed after `von` and not later than `bis`; `leser_bis` is the text that is the law on `bis`."""
    norm = norm if norm.paragraf else root_of(norm)
    ist_da = any(_is_there(norm, text, von, bis) for text in (leser, leser_bis))
    aenderungen = (*_changes(norm, leser, von, bis), *_law_changes(leser, leser_bis, von, bis)) if ist_da else ()
    vorbehalt, ist_offen = _reservation(leser, leser_bis, von, bis, aenderungen)
    bekannt = leser_bis.kopf.beobachtet[-1][1]
    if not ist_da:
        return Auskunft("nicht_vorhanden", (), vorbehalt, bekannt)
    if aenderungen:
        return Auskunft("geaendert", aenderungen, vorbehalt, bekannt)
    return Auskunft("unbekannt" if ist_offen else "unveraendert", (), vorbehalt, bekannt)


def examine_law(leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date) -> Auskunft:
    """Tell whether a law as a whole came into force, was replaced or repealed after `von` and not later than `bis`."""
    aenderungen = tuple(_law_changes(leser, leser_bis, von, bis))
    ende, gilt_bis = leser_bis.kopf.beobachtet[-1][1], leser_bis.kopf.gilt_bis
    ist_offen = bis > ende and not (gilt_bis and gilt_bis < bis)
    vorbehalt = f"Der Bestand reicht nur bis {format_tag(ende)}." if ist_offen else ""
    if aenderungen:
        return Auskunft("geaendert", aenderungen, vorbehalt, ende)
    return Auskunft("unbekannt" if ist_offen else "unveraendert", (), vorbehalt, ende)


def _law_changes(leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date) -> Iterator[Aenderung]:
    kopf, ende = leser.kopf, leser_bis.kopf
    if kopf.gilt_ab and von < kopf.gilt_ab <= bis:
        yield _on(kopf.gilt_ab, f"in Kraft getreten: {kopf.titel}")
    if leser is not leser_bis:
        yield _on(leser_bis.von or ende.beobachtet[0][0], f"Gesetz neu gefasst: {ende.titel}")
    if ende.gilt_bis and von <= ende.gilt_bis < bis:
        yield _on(ende.gilt_bis + timedelta(days=1), f"außer Kraft: {ende.grund_ende}")


def _on(tag: date, hinweis: str) -> Aenderung:
    return Aenderung(Grenze("belegt", tag, None, tag), (), hinweis)


def _is_there(norm: Norm, leser: Gesetzesleser, von: date, bis: date) -> bool:
    """Tell whether a text has the place at some time in the span."""
    if leser.bis is not None and leser.bis < von:
        return False
    folge = leser.folge(find_nummer(norm, leser))
    enden = [grenze.sicher_ab for grenze, _ in folge[1:]] + [date.max]
    return any(
        grenze.moeglich_ab <= bis and von < ende and _identity(fassung, norm.einheiten) != "fehlt"
        for (grenze, fassung), ende in zip(folge, enden, strict=False)
    )


def _changes(norm: Norm, leser: Gesetzesleser, von: date, bis: date) -> Iterator[Aenderung]:
    vorher: Gesetzesfassung | None = None
    einheiten = norm.einheiten
    for grenze, fassung in leser.folge(find_nummer(norm, leser)):
        alt, vorher = vorher, fassung
        if fassung is not None:
            yield from _taking_effect(fassung, einheiten, von, bis)
        if grenze.art == "anfang" or grenze.sicher_ab <= von or grenze.moeglich_ab > bis:
            continue
        if _identity(alt, einheiten) == _identity(fassung, einheiten):
            continue
        ist_sicher = grenze.moeglich_ab > von and grenze.sicher_ab <= bis
        yield Aenderung(grenze, compare_fassungen(alt, fassung), describe_heading(alt, fassung), ist_sicher)


def _taking_effect(
    fassung: Gesetzesfassung, einheiten: tuple[tuple[str, str], ...], von: date, bis: date
) -> Iterator[Aenderung]:
    """Yield the days on which Absätze printed before took effect."""
    gefragt = find_einheit(fassung, einheiten).absatz
    for tag in sorted({ab for _, ab in fassung.kuenftig if von < ab <= bis}):
        nummern = [n for n, ab in fassung.kuenftig if ab == tag and gefragt in ("", n)]
        if nummern:
            absaetze = tuple(Absatzaenderung(n, "in_kraft") for n in nummern)
            yield Aenderung(Grenze("belegt", tag, None, tag), absaetze)


def _identity(fassung: Gesetzesfassung | None, einheiten: tuple[tuple[str, str], ...]) -> str:
    """Return what must stay the same for a citation to read the same: the text of its unit."""
    if fassung is None or fassung.status == "aufgehoben":
        return "fehlt"
    if fassung.status == "kuenftig":
        return "kuenftig"
    if not einheiten:
        return fassung.ueberschrift + whole_hash(fassung)
    fund = find_einheit(fassung, einheiten)
    return fund.hash if fund.ist_da else "fehlt"


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
