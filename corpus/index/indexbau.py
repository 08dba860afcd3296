"""Build the index of one law from the sightings of its provisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ..regex import compile_later
from .gliederung import build_absatz
from .indexmodell import Gesetzesfassung, Gesetzesindex, Gesetzeskopf, Grenze, Normabsatz
from .pruefsumme import normalise_wortlaut
from .roh import Rohabsatz, Rohnorm, Sichtung, plain_text
from .zeitgrenzen import Belege, find_grenze

MAX_SPANNE = 500
# The Bürgerliches Gesetzbuch has 2,400 provisions, its whole history 3,600 versions of them.
MAX_JE_BEZEICHNUNG = 600
MAX_SCHLUESSEL = 100_000
MAX_WIEDERHOLT = 32 * 2**20
_UND = compile_later(r",| u\. | und ")
_NUMMER = compile_later(r"(\d{1,4})([a-z]?)")
_T = TypeVar("_T")


class UmfangFehler(ValueError):
    """The designations of a file name more provisions than any law has; the message is a German sentence."""


def list_normkeys(bezeichnung: str) -> tuple[str, ...]:
    """Return the keys of the provisions a designation names: `§ 64b` → `64b`; `§§ 53 bis 55` → `53`, `54`, `55`.

    `Art 3` and `Anlage 1` keep their word. A range of letters (`§§ 64a bis 64c`) is filled as well. Raises UmfangFehler
    for a designation that names more provisions than one heading does.
    """
    rest = bezeichnung.lstrip("§ ").strip()
    if not bezeichnung.startswith("§"):
        return (bezeichnung.strip(),)
    schluessel: list[str] = []
    for teil in _UND.split(rest):
        von, _, bis = teil.partition(" bis ")
        schluessel.extend(_fill(von.strip(), bis.strip()) if bis else [von.strip()])
        if len(schluessel) > MAX_JE_BEZEICHNUNG:
            raise UmfangFehler(
                f"Die Bezeichnung „{bezeichnung[:40]} …“ nennt mehr als {MAX_JE_BEZEICHNUNG} Vorschriften und wird abgelehnt."
            )
    return tuple(schluessel)


def by_number(normen: Iterable[Rohnorm]) -> dict[str, Rohnorm]:
    """Return provisions by key. A file that prints one twice prints the text in force first, so the first one counts."""
    nach_nummer: dict[str, Rohnorm] = {}
    for nummer, norm in each_key(normen, lambda norm: norm):
        nach_nummer.setdefault(nummer, norm)
    return nach_nummer


def each_key(dinge: Iterable[_T], norm_of: Callable[[_T], Rohnorm]) -> Iterator[tuple[str, _T]]:
    """Yield what belongs to a provision once for each of its keys.

    Raises UmfangFehler before few bytes become many provisions, or many copies of one long text.
    """
    anzahl = wiederholt = 0
    for ding in dinge:
        norm = norm_of(ding)
        schluessel = list_normkeys(norm.bezeichnung)
        anzahl += len(schluessel)
        if len(schluessel) > 1:
            wiederholt += len(schluessel) * sum(len(plain_text(a.inhalt)) for a in norm.absaetze)
        if anzahl > MAX_SCHLUESSEL or wiederholt > MAX_WIEDERHOLT:
            raise UmfangFehler(
                f"Bei „{norm.bezeichnung[:40]}“ hat das Gesetz mehr Vorschriften oder wiederholten Text, als gelesen wird "
                f"({MAX_SCHLUESSEL} Vorschriften, {MAX_WIEDERHOLT // 2**20} MB)."
            )
        yield from ((nummer, ding) for nummer in schluessel)


def _fill(von: str, bis: str) -> list[str]:
    anfang, ende = _NUMMER.fullmatch(von), _NUMMER.fullmatch(bis)
    if anfang is None or ende is None:
        return [von, bis]
    if anfang[1] == ende[1] and anfang[2] and ende[2]:
        return [anfang[1] + chr(z) for z in range(ord(anfang[2]), ord(ende[2]) + 1)]
    zahlen = range(int(anfang[1]) + 1, min(int(ende[1]), int(anfang[1]) + MAX_SPANNE))
    return [von, *(str(z) for z in zahlen), bis]


def build_gesetzesindex(kopf: Gesetzeskopf, sichtungen: Iterable[Sichtung], belege: Belege) -> Gesetzesindex:
    """Return the index of a law; equal neighbours are joined, sightings known to be errors are left out."""
    gruppen: dict[str, list[Sichtung]] = {}
    for nummer, s in each_key((s for s in sichtungen if not _is_error(belege, s)), lambda s: s.norm):
        gruppen.setdefault(nummer, []).append(s)
    bekannt: dict[Rohabsatz, Normabsatz] = {}
    return Gesetzesindex(
        kopf, {nummer: _build_fassungen(gruppe, belege, bekannt) for nummer, gruppe in gruppen.items()}
    )


def _is_error(belege: Belege, s: Sichtung) -> bool:
    return any(
        w.ist_irrtum and w.gesehen_am == s.von and w.bezeichnung == s.norm.bezeichnung for w in belege.wirksamkeiten
    )


def _build_fassungen(
    gruppe: list[Sichtung], belege: Belege, bekannt: dict[Rohabsatz, Normabsatz]
) -> tuple[Gesetzesfassung, ...]:
    fassungen: list[Gesetzesfassung] = []
    war_weg = False
    for s in sorted(gruppe, key=lambda s: s.von):
        if war_weg:  # it came back: what counts is the last sighting without it, not the last other text
            s = replace(s, geaendert_nach=None)
        war_weg = s.fehlt_ab is not None
        neu = _build_fassung(s, belege, bekannt)
        alt = fassungen[-1] if fassungen else None
        if alt and alt.ende is None and alt.has_same_text(neu):
            fassungen[-1] = replace(alt, gesehen_bis=max(alt.gesehen_bis, neu.gesehen_bis), ende=neu.ende)
        else:
            fassungen.append(neu)
    return tuple(fassungen)


def _build_fassung(s: Sichtung, belege: Belege, bekannt: dict[Rohabsatz, Normabsatz]) -> Gesetzesfassung:
    for roh in s.norm.absaetze:
        if roh not in bekannt:
            bekannt[roh] = build_absatz(roh)
    return Gesetzesfassung(
        von=find_grenze(belege, s.norm.bezeichnung, s.von, s.geaendert_nach),
        gesehen_bis=s.bis,
        status=s.norm.status,
        ueberschrift=normalise_wortlaut(s.norm.ueberschrift),
        absaetze=tuple(bekannt[roh] for roh in s.norm.absaetze),
        kuenftig=s.norm.kuenftig,
        ende=_end(s, belege),
    )


def _end(s: Sichtung, belege: Belege) -> Grenze | None:
    if s.fehlt_ab is None:
        return None
    return find_grenze(belege, s.norm.bezeichnung, s.fehlt_ab, min(s.bis, s.fehlt_ab))
