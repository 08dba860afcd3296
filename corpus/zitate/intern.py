"""Places inside the text itself: `Absatz 1 gilt nicht`, `Satz 2`, `Nummer 3`."""

from __future__ import annotations

import re

from ..norm import Norm
from .folge import read_folge
from .gesetzesteil import read_gesetz
from .schritt import LEER
from .zitat import Stelle, Zitat


_PARAGRAF = re.compile(rf"{LEER}§")
_VERZEICHNIS = re.compile(
    rf"{LEER}(?:des|der){LEER}(?:(?:Kosten|Vergütungs|Gebühren|Leistungs)verzeichniss?e?s?|(?P<anlage>Anlage){LEER}(?P<wert>\d{{1,3}}[a-z]?|[A-Z]|[IVX]{{1,5}}))"
    rf"(?:{LEER}(?:zu|zum|zur|des|der)(?!\w))?"
)


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
    ende = folge.end
    if verzeichnis := _VERZEICHNIS.match(text, ende):
        ende = verzeichnis.end()
        if verzeichnis["anlage"]:
            stellen = [_in_anlage(s, verzeichnis["wert"]) for s in stellen]
        elif (norm := _PARAGRAF.match(text, ende)) and (weiter := read_folge(text, norm.end() - 1)):
            ende = weiter.end
    teil = read_gesetz(text, ende)
    if teil is not None and teil.gesetz:
        stellen = [s.in_gesetz(teil.gesetz) for s in stellen]
        return Zitat(start, teil.end, text[start : teil.end], teil.art, teil.gesetz, tuple(stellen))  # type: ignore[arg-type]
    return Zitat(start, folge.end, text[start : folge.end], "intern", "", tuple(stellen))


def _in_anlage(stelle: Stelle, wert: str) -> Stelle:
    """Put `Nr. 34` into `der Anlage 2`."""
    von = Norm.of(stelle.von.gesetz, "", "§", (("anlage", wert), *stelle.von.einheiten()))
    return Stelle(von, stelle.bis, stelle.folgende)
