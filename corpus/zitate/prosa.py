"""Numbers that count things: `§ 14 Abs. 1, 25 Personen` cites one Absatz, and no § 25."""

from __future__ import annotations

import re

from ..norm.normform import FORMEN, MONATE
from ..regex import compile_fast
from .schritt import LEER

_PROSA = compile_fast(
    rf"{LEER}(?:(?P<wort>[A-ZÄÖÜ][a-zäöüß]{{2,40}}+)(?![\wÄÖÜ])|\d{{3}}(?!\d)|%|€|v\. ?H|Prozent|(?:jährig|mal|fach)\w{{0,9}}|DM\b|EUR\b)"
)
_DATUM = compile_fast(rf"\.{LEER}(?:\d{{1,2}}\.|(?:{'|'.join(MONATE)})(?!\w)|[A-ZÄÖÜ][a-zäöü]{{2,8}} \d{{4}})")
_GESETZWORT = compile_fast(
    r"(?:gesetz|gesetzbuch|ordnung|verordnung|verfassung|vertrag|vereinbarung|satzung|richtlinie)(?:e?s|e|en)?\Z",
    re.IGNORECASE,
)
_KEIN_GEGENSTAND = frozenset(FORMEN) | {"Sozialgesetzbuch", "Art", "Artikel"}


_GEZAEHLT = compile_fast(
    r"(?:Kalender|Werk|Arbeits|Pflege|Behandlungs)?(?:[Tt]agen?|[Ww]ochen?|[Mm]onaten?|[Jj]ahren?|[Ss]tunden?|[Mm]inuten?)\Z"
    r"|(?:Personen|Plätzen?|Kräften?|Fällen?|Euro|Stellen?|Menschen|Mitgliedern?|Mal)\Z"
)


def is_prosa(text: str, pos: int, *, setzt_fort: bool = False) -> bool:
    """Tell whether the number before `pos` counts things or belongs to a date instead of naming a place.

    A number that goes on counting (`setzt_fort`: “Nummer 1 und 2 Abschläge”) names a place unless what follows is
    always counted (“Absatz 1 und 2 Wochen”).
    """
    fund = _PROSA.match(text, pos)
    if fund is not None:
        wort = fund["wort"]
        if setzt_fort and wort is not None:
            return _GEZAEHLT.match(wort) is not None
        return wort is None or not (
            wort in _KEIN_GEGENSTAND or _GESETZWORT.search(wort) or _is_adjektiv(wort, text, fund.end())
        )
    return _DATUM.match(text, pos) is not None


def _is_adjektiv(wort: str, text: str, pos: int) -> bool:
    """Tell whether a capital word may begin the name of a law: `Bürgerlichen Gesetzbuchs`, `Neuntes Buch`."""
    return wort.endswith(("en", "es")) and text[pos + 1 : pos + 2].isupper()
