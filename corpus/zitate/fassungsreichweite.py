"""A dated version that stands at the end of a list of citations, some words further on than the citation in question."""

from __future__ import annotations

from ..regex import compile_fast
from .gesetzesteil import read_fassung
from .zitat import Zitat
from .zitatmuster import FASSUNG

# Words that may stand between the citations of a list; anything else begins another thought.
_WORT = (
    r"(?:und|oder|sowie|bis|de[rsm]|nach|von|ff?\.?|i\.|iVm|bzw\.|in|Verbindung|mit|jeweils|[§(]{1,3}|"
    r"(?!In\b|Die\b|Der\b|Das\b)[§(]{0,2}[A-ZÄÖÜ0-9][\w./–-]{0,40}\)?)"
)
_LISTE = compile_fast(
    rf"(?:[,;]?[ \xa0\n]{{1,3}}{_WORT}(?! in der (?:am|bis))){{0,24}}[,;]?[ \xa0\n]{{1,3}}{_WORT}(?=,? (?:jeweils )?in der (?:am|bis))"
)


def read_spaetere_fassung(zitat: Zitat, text: str) -> str:
    """Return the ISO date of a version that stands behind a list which the citation begins; empty if none does."""
    if any(stelle.von.fassung for stelle in zitat.stellen):
        return ""
    liste = _LISTE.match(text, zitat.end, zitat.end + 300)
    fund = FASSUNG.match(text, liste.end()) if liste is not None else None
    fassung = read_fassung(fund) if fund is not None else ""
    return fassung if fassung[:1].isdigit() else ""
