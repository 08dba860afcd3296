"""General checks on where the document shows which data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.tree import Feld

from ..baum import Baumindex, Bereich, Stelle


def iter_felder(baum: Baumindex, praefix: str) -> Iterator[tuple[Feld, Stelle]]:
    """Yield every figure of the document whose data path begins with `praefix`."""
    for pfad in baum.felder_unter.get(praefix, ()):
        yield from baum.felder[pfad]


def shows(baum: Baumindex, praefixe: Iterable[str], bereiche: Sequence[Bereich]) -> bool:
    """Tell whether a part of the document shows data below one of the paths."""
    return any(stelle.ort.bereich in bereiche for praefix in praefixe for _, stelle in iter_felder(baum, praefix))


def abschnitte_mit(baum: Baumindex, praefixe: Iterable[str], bereich: Bereich) -> list[str]:
    """Return the ids of the sections of one kind that show data below one of the paths, in order."""
    gefunden = {
        stelle.ort.abschnitt: None
        for praefix in praefixe
        for _, stelle in iter_felder(baum, praefix)
        if stelle.ort.bereich == bereich
    }
    return list(gefunden)
