"""Carry the index of a law on with a newer state: what is equal is seen longer, what differs becomes a new version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .gliederung import build_absatz
from .indexbau import by_number
from .indexmodell import Gesetzesfassung, Gesetzesindex, Gesetzeskopf
from .pruefsumme import normalise_wortlaut
from .roh import Rohgesetz, Rohnorm
from .zeitgrenzen import Ankuendigung, Belege, dates_in, find_grenze, merge_spans


class StandFehler(ValueError):
    """A state cannot follow the known ones; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Indexfortschreibung:
    """The carried-on index and the numbers of the provisions that are new, changed or gone."""

    index: Gesetzesindex
    neu: tuple[str, ...]
    geaendert: tuple[str, ...]
    entfallen: tuple[str, ...]


def start_index(roh: Rohgesetz, gesetz: str, text: str, tag: date) -> Gesetzesindex:
    """Return the index of a law known from one state only."""
    kopf = Gesetzeskopf(gesetz, text, roh.titel, ((tag, tag),))
    belege = Belege((tag,), kopf.beobachtet)
    return Gesetzesindex(
        kopf, {nummer: (_fassung(n, belege, tag, None),) for nummer, n in by_number(roh.normen).items()}
    )


def continue_index(alt: Gesetzesindex, roh: Rohgesetz, tag: date) -> Indexfortschreibung:
    """Return the index carried on with the state seen on `tag`, which must not lie before the last known sighting.

    Raises StandFehler for an older state: history already written is not changed.
    """
    zuletzt = alt.kopf.beobachtet[-1][1]
    if tag < zuletzt:
        raise StandFehler(
            f"Der Bestand kennt {alt.kopf.gesetz} schon bis {_print(zuletzt)}; ein älterer Stand ({_print(tag)}) wird nicht eingefügt."
        )
    beobachtet = merge_spans([*alt.kopf.beobachtet, (tag, tag)])
    ansagen = tuple(Ankuendigung(dates_in(s), None) for s in roh.stand)
    belege = Belege((zuletzt, tag) if tag > zuletzt else (zuletzt - timedelta(days=1), tag), beobachtet, (), ansagen)
    jetzt = by_number(roh.normen)
    paragrafen = dict(alt.paragrafen)
    neu, geaendert = [], []
    for nummer, norm in jetzt.items():
        bisher = paragrafen.get(nummer, ())
        folge = _extend(bisher, _fassung(norm, belege, tag, zuletzt), tag)
        if not bisher or bisher[-1].ende is not None:
            neu.append(nummer)
        elif len(folge) > len(bisher):
            geaendert.append(nummer)
        paragrafen[nummer] = folge
    entfallen = [n for n, f in alt.paragrafen.items() if n not in jetzt and f[-1].ende is None]
    for nummer in entfallen:
        letzte = paragrafen[nummer][-1]
        ende = find_grenze(belege, nummer, tag, zuletzt)
        paragrafen[nummer] = (*paragrafen[nummer][:-1], replace(letzte, ende=ende))
    kopf = replace(alt.kopf, beobachtet=beobachtet)
    return Indexfortschreibung(Gesetzesindex(kopf, paragrafen), tuple(neu), tuple(geaendert), tuple(entfallen))


def _extend(bisher: tuple[Gesetzesfassung, ...], neu: Gesetzesfassung, tag: date) -> tuple[Gesetzesfassung, ...]:
    if bisher and bisher[-1].ende is None and bisher[-1].has_same_text(neu):
        return (*bisher[:-1], replace(bisher[-1], gesehen_bis=max(tag, bisher[-1].gesehen_bis)))
    return (*bisher, neu)


def _fassung(norm: Rohnorm, belege: Belege, tag: date, zuletzt: date | None) -> Gesetzesfassung:
    return Gesetzesfassung(
        von=find_grenze(belege, norm.bezeichnung, tag, zuletzt),
        gesehen_bis=tag,
        status=norm.status,
        ueberschrift=normalise_wortlaut(norm.ueberschrift),
        absaetze=tuple(build_absatz(a) for a in norm.absaetze),
        kuenftig=norm.kuenftig,
    )


def _print(tag: date) -> str:
    return f"{tag.day:02d}.{tag.month:02d}.{tag.year}"
