"""Places inside the text itself: `Absatz 1 gilt nicht`, `Satz 2`, `Nummer 3`."""

from __future__ import annotations

from ..norm import Norm
from .folge import read_folge
from .gesetzesteil import read_gesetz
from .zitat import Stelle, Zitat


def read_intern(text: str, start: int, gesetz: str, paragraf: str) -> Zitat | None:
    """Read a place that begins below the §; in a known § of a law it gets both."""
    if start and text[start - 1].isalnum():
        return None
    folge = read_folge(text, start)
    if folge is None or not folge.stellen[0].pfad[0][0]:
        return None
    stellen = []
    for roh in folge.stellen:
        eigen = roh.pfad[0][0] == "§"
        von = Norm.of(gesetz, roh.pfad[0][1], "§", roh.pfad[1:]) if eigen else Norm.of(gesetz, paragraf, "§", roh.pfad)
        bis = None
        if roh.bis:
            bis = Norm.of(gesetz, roh.bis[0][1], "§", roh.bis[1:]) if eigen else Norm.of(gesetz, paragraf, "§", roh.bis)
        stellen.append(Stelle(von, bis, roh.folgende))
    teil = read_gesetz(text, folge.end)
    if teil is not None and teil.gesetz:
        stellen = [
            Stelle(s.von.in_gesetz(teil.gesetz), s.bis.in_gesetz(teil.gesetz) if s.bis else None, s.folgende) for s in stellen
        ]
        return Zitat(start, teil.end, text[start : teil.end], teil.art, teil.gesetz, tuple(stellen))  # type: ignore[arg-type]
    return Zitat(start, folge.end, text[start : folge.end], "intern", "", tuple(stellen))
