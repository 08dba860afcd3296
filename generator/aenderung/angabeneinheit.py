"""What an amendment never cuts: a figure with its unit, an amount in words, a date, a citation, a compound written with a hyphen.

A wording has no fields any more, so the units are known by their form; every form that `generator.formate` prints is one of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from corpus.regex import compile_later
from corpus.zitate.finden import find

_MONAT: Final = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ZAHL: Final = r"[+−-]?\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d])|[+−-]?\d[\d.]*(?:,\d+)?"
# No word of the list is made of others of it, so that a number word is read in one way only.
_ZAHLWORT: Final = r"(?:null|ein(?:s|en?)?|zwei|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zwan|und|zig|ßig|hundert|tausend)+"
_GROSSWORT: Final = "Million(?:en)?|Milliarden?"
_ZAHLWORTE: Final = rf"(?:{_ZAHLWORT}|{_GROSSWORT})(?: (?:{_ZAHLWORT}|{_GROSSWORT}))*(?!\w)"
_MASS: Final = (
    r"(?:Euro|Cent|Prozentpunkten?|Prozentpunkte?|Prozent|Stunden?|Minuten?|Uhr|(?:Kalender|Werk|Arbeits)?[Tt]agen?|"
    r"(?:Kalender|Werk|Arbeits)?[Tt]age?|Wochen?|Monaten?|Monate?|(?:Kalender)?[Jj]ahren?|(?:Kalender)?[Jj]ahre?)"
)
_MUSTER: Final = (
    compile_later(rf"(?<!\w)(?:minus )?{_ZAHLWORTE} Euro(?: und {_ZAHLWORT} Cent)?(?!\w)"),
    compile_later(rf"(?<!\w){_ZAHLWORTE}(?: {_MASS})?(?!\w)"),
    compile_later(rf"(?<![\w.,])(?:{_ZAHL})(?: {_MASS}(?!\w)| ?[%‰€](?!\w))?"),
    compile_later(rf"(?<![\w.,])\d{{1,2}}\. (?:{_MONAT})(?: \d{{4}})?(?!\w)"),
    compile_later(r"(?<![\w.,])\d{1,2}\.\d{1,2}\.\d{4}(?!\w)"),
    compile_later(r"(?<!\w)[A-ZÄÖÜ]\w+ [12]\d{3}(?!\w)"),
    compile_later(r"(?<!\w)\w+(?:[-–/]\w+)+"),
)


@lru_cache(maxsize=4096)
def list_units(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the units of a text begin and end, the longest first at each place; they may overlap."""
    spannen = {t.span() for muster in _MUSTER for t in muster.finditer(text)}
    spannen |= {(z.start, z.end) for z in find(text)}
    return tuple(sorted(spannen, key=lambda s: (s[0], -s[1])))
