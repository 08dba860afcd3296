"""Fills pages with pieces of known height: what stays with what follows moves with it, as Word and LibreOffice do it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Stueck:
    """A paragraph or a row, in points: `anzahl` lines of height `zeile`, room before and after.

    Of the room after a piece and that before the next the larger counts, at the top of a page none. `folgt` keeps it with the
    next piece, `ganz` in one piece; `neue_seite` begins a page. `kopf` is the height of the header that a table repeats above it
    on a new page, `ziel` the id of the section whose heading it is.
    """

    zeile: float
    anzahl: int = 1
    vor: float = 0.0
    nach: float = 0.0
    folgt: bool = False
    ganz: bool = False
    neue_seite: bool = False
    kopf: float = 0.0
    ziel: str = ""


def paginate(stuecke: Sequence[Stueck], seitenhoehe: float) -> Mapping[str, int]:
    """Return the page on which each `ziel` stands."""
    orte: dict[str, int] = {}
    seite, belegt, nach = 1, 0.0, 0.0
    ist_oben = True
    for stueck, bedarf in zip(stuecke, _needs(stuecke, seitenhoehe), strict=True):
        vor = 0.0 if ist_oben else max(nach, stueck.vor)
        if stueck.neue_seite or (not ist_oben and belegt + vor + bedarf > seitenhoehe):
            seite += 1
            belegt, vor = stueck.kopf, 0.0
        if stueck.ziel:
            orte[stueck.ziel] = seite
        belegt += vor
        zeilen = stueck.anzahl
        frei = max(1, int((seitenhoehe - belegt) / stueck.zeile))
        while zeilen > frei and not stueck.ganz:
            # The last line does not stand alone on the next page.
            zeilen -= max(1, min(frei, zeilen - 2))
            seite += 1
            belegt = stueck.kopf
            frei = max(1, int((seitenhoehe - belegt) / stueck.zeile))
        belegt += zeilen * stueck.zeile
        nach, ist_oben = stueck.nach, False
    return orte


def _needs(stuecke: Sequence[Stueck], seitenhoehe: float) -> list[float]:
    """Return how much room must be free below the room before each piece, so that it begins on the page at hand."""
    bedarfe = [0.0] * len(stuecke)
    danach, vor = 0.0, 0.0
    for n in range(len(stuecke) - 1, -1, -1):
        stueck = stuecke[n]
        hoehe = stueck.anzahl * stueck.zeile
        # Neither a first line alone at the foot of a page nor a last one at the head of the next.
        mindestens = hoehe if stueck.ganz or stueck.anzahl <= 3 else 2 * stueck.zeile
        kette = hoehe + (max(stueck.nach, vor) + danach if danach else 0.0) if stueck.folgt else 0.0
        # What no page holds is parted anyhow.
        bedarfe[n] = bedarf = min(max(mindestens, kette if kette <= seitenhoehe else 0.0), seitenhoehe)
        danach, vor = (0.0, 0.0) if stueck.neue_seite else (bedarf, stueck.vor)
    return bedarfe
