"""Places inside the text itself: `Absatz 1 gilt nicht`, `Satz 2`, `Nummer 3`."""

from __future__ import annotations

from typing import Literal

from ..norm import Norm
from ..norm.normform import FORMEN
from ..regex import compile_fast
from .folge import read_folge
from .gesetzesteil import read_gesetz
from .norm_im_text import make_norm
from .rauschen import list_hinweise
from .schritt import ANLAGEN, LEER
from .zitat import Normstelle, Zitat

_PARAGRAF = compile_fast(rf"{LEER}§")
_VERZEICHNIS = compile_fast(
    rf"{LEER}(?:des|der){LEER}(?:(?:Kosten|Vergütungs|Gebühren|Leistungs)verzeichniss?e?s?|(?P<anlage>Anlage|Anhangs?){LEER}(?P<wert>\d{{1,3}}[a-z]?|[A-Z]|[IVX]{{1,5}}))"
    rf"(?:{LEER}(?:zu|zum|zur|des|der)(?!\w))?"
)
# Numbers of rows in tables and forms.
_LAUFEND = ("laufende ", "laufenden ", "laufender ", "lfd. ", "Lfd. ")


def read_intern(text: str, start: int, gesetz: str, paragraf: str) -> Zitat | None:
    """Read a place that begins below the §; in a known § of a law it gets both."""
    if (start and text[start - 1].isalnum()) or text.endswith(_LAUFEND, max(start - 10, 0), start):
        return None
    folge = read_folge(text, start)
    if folge is None or not folge.stellen[0].pfad[0][0]:
        return None
    art: Literal["§", "Art."] = "Art." if folge.ist_artikel else "§"
    stellen = [
        Normstelle(
            make_norm(gesetz, roh.pfad, art, "", paragraf),
            make_norm(gesetz, roh.bis, art, "", paragraf) if roh.bis else None,
            roh.folgende,
            roh.verbindung,
        )
        for roh in folge.stellen
    ]
    ende = folge.end
    if verzeichnis := _VERZEICHNIS.match(text, ende):
        ende = verzeichnis.end()
        if verzeichnis["anlage"] and folge.stellen[0].pfad[0][0] in ANLAGEN:
            ende = folge.end
        elif verzeichnis["anlage"]:
            stellen = [_in_anlage(s, verzeichnis["anlage"], verzeichnis["wert"]) for s in stellen]
        elif (norm := _PARAGRAF.match(text, ende)) and (weiter := read_folge(text, norm.end() - 1)):
            ende = weiter.end
    teil = read_gesetz(text, ende, gesetz)
    if teil is None or not (teil.gesetz or teil.art):
        ist_in_anlage = verzeichnis is not None and stellen[0].von.einheiten[0][0] in ANLAGEN and verzeichnis["anlage"]
        ende = verzeichnis.end("wert") if verzeichnis and ist_in_anlage and ende != folge.end else folge.end
        return Zitat(start, ende, text[start:ende], "intern", "", tuple(stellen))
    if teil.gesetz:
        stellen = [s.in_gesetz(teil.gesetz) for s in stellen]
    wortlaut = text[start : teil.end]
    hinweise = list_hinweise(wortlaut, teil.hinweis)
    return Zitat(start, teil.end, wortlaut, teil.art, teil.gesetz, tuple(stellen), "", hinweise)  # type: ignore[arg-type]


def _in_anlage(stelle: Normstelle, form: str, wert: str) -> Normstelle:
    """Put `Nr. 34` into `der Anlage 2`."""
    von = Norm(stelle.von.gesetz, "", "§", ((FORMEN[form], wert), *stelle.von.einheiten))
    return stelle._replace(von=von)
