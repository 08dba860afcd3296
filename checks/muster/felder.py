"""General checks on where the document shows which data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from generator.tree import Feld

from ..dokumentindex import Dokumentindex
from ..kontext import Kontext
from ..stelle import Bereich, Stelle


def iter_felder(kontext: Kontext, praefix: str) -> Iterator[tuple[Feld, Stelle]]:
    """Yield every printed value whose data path in the contract or in a part of it is `praefix` or lies below it, by path."""
    for pfad in kontext.spell(praefix):
        yield from _below(kontext.baum, pfad)


def _below(baum: Dokumentindex, praefix: str) -> Iterator[tuple[Feld, Stelle]]:
    pfade = baum.pfade
    for nummer in range(bisect_left(pfade, praefix), len(pfade)):
        pfad = pfade[nummer]
        if not pfad.startswith(praefix):
            return
        if len(pfad) == len(praefix) or pfad[len(praefix)] in ".[":
            yield from baum.felder[pfad]


def shows(kontext: Kontext, praefixe: Iterable[str], bereiche: Sequence[Bereich]) -> bool:
    """Tell whether a part of the document shows data below one of the paths."""
    return any(stelle.bereich in bereiche for praefix in praefixe for _, stelle in iter_felder(kontext, praefix))


def abschnitte_mit(kontext: Kontext, praefixe: Iterable[str], bereich: Bereich) -> list[str]:
    """Return the ids of the sections of one kind that show data below one of the paths, in reading order."""
    gefunden = {
        stelle.abschnitt
        for praefix in praefixe
        for _, stelle in iter_felder(kontext, praefix)
        if stelle.bereich == bereich
    }
    return [abschnitt.id for abschnitt in kontext.baum.dokument.abschnitte if abschnitt.id in gefunden]
