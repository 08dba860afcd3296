"""The scanner's alphabet: one regular expression per step of a citation, without any backtracking over the text.

A step is an optional separator and one place: `§ 14`, `Abs. 2`, `, 3`, `und Satz 4`, `bis 16`, `iVm den § 124`. Every
repetition is possessive or bounded, so a step costs time in its own length and a citation in the number of its steps.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..norm.normform import FORMEN, ORDINALE
from ..regex import compile_fast

# Between paragraphs, headings and cells of a document: no citation goes on behind it. One character, like the line end in its place.
ABSATZENDE = "\v"

# Blanks of every kind, a joiner or an invisible blank among them, and at most one line end: an empty line ends a citation.
# A class of categories compiles ten times faster than one of distant ranges, and this stands in every pattern.
_BLANK = r"[^\S\r\n\f\v]"
_WEITER = rf"(?!{_BLANK}{{0,40}}\r?\n){_BLANK}{{0,40}}+"
LEER = rf"(?:{_BLANK}{{0,40}}+(?:(?:\n|\r\n){_WEITER}|[\u200b\u2060][\u200b\u2060]{{0,3}}+{_BLANK}{{0,8}}+|))"
# Spellings that scanning and hyphenation make.
_GESTOERT = {"Ahs": "absatz"}
# In headings of capitals.
_GROSS = {
    "ABSATZ": "absatz", "ABS": "absatz", "SATZ": "satz", "NUMMER": "nummer", "NR": "nummer", "BUCHSTABE": "buchstabe",
    "BUCHST": "buchstabe", "HALBSATZ": "halbsatz",
}  # fmt: skip
_FORM = (
    "|".join(sorted((FORMEN | _GROSS).keys() - {"§"}, key=len, reverse=True))
    + rf"|Ahs|Ab-{LEER}satz|Num-{LEER}mer|Buch-{LEER}stabe"
)
_ARTIKEL = r"(?:(?:der|des|den|dem|die)(?:jenigen)?(?=[\s\xa0]))"

# `kette` joins a place of another rank, `strich` and `bis` a range, everything else a list.
_TRENNER = rf"""
    (?P<kette>[,;]?{LEER}(?:jeweils{LEER})?(?:auch{LEER})?
        (?:i\.?{LEER}V\.?{LEER}m\b\.?|i\.?{LEER}Verb\.?{LEER}m\b\.?|iVm\b\.?
           |in{LEER}(?:V|v)erbindung{LEER}mit\b|in{LEER}Verb\.{LEER}(?:mit|m\.)
           |nach{LEER}Ma(?:ß|ss)gabe\b|unter{LEER}Ber(?:ü|ue)cksichtigung\b))
  | (?P<bis>bis{LEER}(?:einschlie(?:ß|ss)lich{LEER})?(?:zu[rm]?\b)?|[-–—−‐‑])
  | (?P<liste>[,;]{LEER}(?:und\b|oder\b|sowie\b|bzw\.?|auch\b)?
        |(?:und/oder|und|oder|sowie|bzw\.?|beziehungsweise|noch|als{LEER}auch|u\.|wie{LEER}auch)(?=[\s\xa0§])
            (?:{LEER}(?:auch|nach|von|aus|gem(?:äß|\.)))?
        |/|&(?!\#|sect))
"""
# `64b`, `124 a`, but neither `53ff.` nor the `a` of `a. F.`
_BUCHSTABE = r"(?:(?!ff(?!\w)|f\.)[a-z]{1,2}(?!\w)|\ [a-eg-z](?![\w.])(?!\ ?F\b))?"
# Behind a unit a letter with a bracket is a Buchstabe of its own: `Nr. 2 b)`.
_BUCHSTABE_DAZU = _BUCHSTABE.replace(r"(?![\w.])", r"(?![\w.)])")

# Plain units right behind a §, the most common case, taken in the same step.
LAUF = (
    r"(?:[ \xa0](?:(?:Absatz|Abs\.?|Satz|S\.?|Nr\.?|Nummer|Halbsatz|Halbs\.?)[ \xa0][0-9]{1,3}(?:[a-eg-z])?(?!\w|\.[0-9])(?!\ [a-eg-z]\b)"
    r"|Buchst(?:abe|\.)?[ \xa0][a-z](?=[ \xa0])(?!\ F)))"
    r"{0,6}"
).replace("[ ", "[\\ ")
EINHEIT_IM_LAUF = compile_fast(r"([A-Z][a-z]{0,8})\.?[ \xa0]([0-9a-z]{1,4})")

SCHRITT = compile_fast(
    rf"""
    {LEER}(?P<trenner>(?=[,;ijnuabsow/&\-–—−‐‑]){_TRENNER})? {LEER} (?P<artikel>{_ARTIKEL})? {LEER}
    (?:
      (?=[§&$AP])(?P<zeichen>(?:§|&(?:\#167|\#xA7|sect);){{1,2}}|\$|Paragra(?:f|ph)(?:en)?(?![a-z])|Art(?:ikels|ikeln|ikel|\.)?(?![a-z])) {LEER}
      (?P<paragraf>(?:[lI](?=[0-9]))?[0-9]{{1,4}}+(?![0-9]){_BUCHSTABE}|[IVXLC]{{1,6}}+(?!\w))
      (?P<lauf>{LAUF})
    |
      (?=[0-9a-zE])(?P<ordinal>[0-9]{{1,2}}\.|(?:{"|".join(ORDINALE)}|letzt)(?:e[rsnm]?)|Eingangs(?=halbs)) {LEER}
      (?P<oeinheit>[Hh]albs(?:atz|\.)?|H[Ss]\.?|Hbs\.?|Alt(?:ernative|\.)?|Var(?:iante|\.)?
        |Spiegelstrich|Unterabsatz|Teilsatz|Satz|Fall)(?!\w)
    |
      (?=[ABDFHLNSTUVZl])(?P<einheit>{_FORM}) (?:\.|,(?={LEER}[0-9])|(?![A-Za-zÄÖÜäöüß])) {LEER} (?:Nr\.?{LEER})?\(?
      (?P<wert>(?:[0-9]{{1,3}}\.){{1,4}}[0-9]{{1,3}}(?!\w|\.[0-9])|(?:[lI](?=[0-9]))?[0-9]{{1,4}}+{_BUCHSTABE_DAZU}(?![a-zäöüß0-9](?<!f))
        |[a-zA-Z]{{1,3}}(?![\w.])(?!\.\ ?F)|[a-z](?=\.)|[IVX]{{1,6}}(?!\w))\)?+
    |
      \((?:(?P<kform>{_FORM})(?:\.|(?![A-Za-zÄÖÜäöüß])){LEER})?(?P<klammer>[0-9]{{1,2}}[a-z]?|[a-z](?=\)))\)
    |
      (?P<nackt>(?:[0-9]{{1,3}}\.){{1,4}}[0-9]{{1,3}}(?!\w|\.[0-9])|[0-9]{{1,4}}+{_BUCHSTABE}(?!\w)(?![.,:/][0-9]|\.{LEER}[a-zäöü(])
        |[IVX]{{1,5}}(?!\w)|[a-z]{{1,2}}(?![\w.])|[A-HJ-Z](?![\w.]))\)?+
    )
    (?:{LEER}(?P<folgende>ff?)(?![\w])\.?+)?
    """,
    re.VERBOSE,
)

EINHEIT_VON = FORMEN | _GESTOERT | _GROSS | {
    "Hs": "halbsatz", "HS": "halbsatz", "Hbs": "halbsatz", "Halbs": "halbsatz", "Alt": "alternative", "Var": "variante",
}  # fmt: skip


@lru_cache(maxsize=4096)
def list_lauf(lauf: str) -> tuple[tuple[str, str], ...]:
    """Return the units of a run as written, as pairs (unit, value)."""
    return tuple((EINHEIT_VON[form], wert) for form, wert in EINHEIT_IM_LAUF.findall(lauf))


# Units that belong to a law and not to the § that names them.
ANLAGEN = frozenset(("anlage", "anhang"))
RANG = {
    "§": 0, "absatz": 1, "unterabsatz": 2, "satz": 3, "teilsatz": 4, "halbsatz": 4, "nummer": 5, "buchstabe": 6,
    "paragraf": 0, "anlage": 0, "anhang": 0, "doppelbuchstabe": 7, "dreifachbuchstabe": 8, "spiegelstrich": 8,
    "alternative": 9, "variante": 9, "fall": 9,
}  # fmt: skip
