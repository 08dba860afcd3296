"""Build the index of one law from the sightings of its provisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .gliederung import build_absatz, normalise
from .grenzen import Belege, find_grenze
from .modell import Absatz, Fassung, Grenze, Kopf
from .roh import Rohabsatz, Sichtung


@dataclass(frozen=True, slots=True)
class Gesetzesindex:
    """The index of one text of a law: head and, by number of the provision (`29`, `Art 3`), its versions in time."""

    kopf: Kopf
    paragrafen: dict[str, tuple[Fassung, ...]]


def key_of(bezeichnung: str) -> str:
    """Return the key of a provision: `§ 64b` → `64b`; `Art 3` and `Anlage 1` keep their word."""
    return bezeichnung.removeprefix("§").strip()


def build_index(kopf: Kopf, sichtungen: Iterable[Sichtung], belege: Belege) -> Gesetzesindex:
    """Return the index of a law; equal neighbours are joined, sightings known to be errors are left out."""
    gruppen: dict[str, list[Sichtung]] = {}
    for s in sichtungen:
        if not _is_error(belege, s):
            gruppen.setdefault(key_of(s.norm.bezeichnung), []).append(s)
    bekannt: dict[Rohabsatz, Absatz] = {}
    return Gesetzesindex(
        kopf, {nummer: _build_fassungen(gruppe, belege, bekannt) for nummer, gruppe in gruppen.items()}
    )


def _is_error(belege: Belege, s: Sichtung) -> bool:
    return any(
        w.ist_irrtum and w.gesehen_am == s.von and w.bezeichnung == s.norm.bezeichnung for w in belege.wirksamkeiten
    )


def _build_fassungen(
    gruppe: list[Sichtung], belege: Belege, bekannt: dict[Rohabsatz, Absatz]
) -> tuple[Fassung, ...]:
    fassungen: list[Fassung] = []
    for s in sorted(gruppe, key=lambda s: s.von):
        neu = _build_fassung(s, belege, bekannt)
        alt = fassungen[-1] if fassungen else None
        if alt and alt.ende is None and alt.has_same_text(neu):
            fassungen[-1] = replace(alt, gesehen_bis=max(alt.gesehen_bis, neu.gesehen_bis), ende=neu.ende)
        else:
            fassungen.append(neu)
    return tuple(fassungen)


def _build_fassung(s: Sichtung, belege: Belege, bekannt: dict[Rohabsatz, Absatz]) -> Fassung:
    for roh in s.norm.absaetze:
        if roh not in bekannt:
            bekannt[roh] = build_absatz(roh)
    return Fassung(
        von=find_grenze(belege, s.norm.bezeichnung, s.von, s.geaendert_nach),
        gesehen_bis=s.bis,
        status=s.norm.status,
        ueberschrift=normalise(s.norm.ueberschrift),
        absaetze=tuple(bekannt[roh] for roh in s.norm.absaetze),
        kuenftig=s.norm.kuenftig,
        ende=_end(s, belege),
    )


def _end(s: Sichtung, belege: Belege) -> Grenze | None:
    if s.fehlt_ab is None:
        return None
    return find_grenze(belege, s.norm.bezeichnung, s.fehlt_ab, min(s.bis, s.fehlt_ab))


def last_sighting(index: Gesetzesindex) -> date:
    """Return the last day on which the sources show the law."""
    return index.kopf.beobachtet[-1][1]
