"""How the units of a norm are spelled: one table for the reader of single norms and for the scanner of running text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..regex import compile_later


class Einheit(NamedTuple):
    """Spellings of a unit: `kurz` and `lang` are printed, `formen` are read (regular expression, without the point)."""

    kurz: str
    lang: str
    formen: str


EINHEITEN: dict[str, Einheit] = {
    "absatz": Einheit("Abs.", "Absatz", "Absätzen|Absatzes|Absätze|Absatz|Abs"),
    "satz": Einheit("S.", "Satz", "Sätzen|Satzes|Sätze|Satz|S"),
    "halbsatz": Einheit("Hs.", "Halbsatz", "Halbsätze|Halbsatz|Halbs|Hs|HS|Hbs|Hlbs|Hsatz"),
    "nummer": Einheit("Nr.", "Nummer", "Nummern|Nummer|Ziffern|Ziffer|Ziff|Nrn|Nr|Z"),
    "buchstabe": Einheit("Buchst.", "Buchstabe", "Buchstaben|Buchstabe|Buchst|Buchs|Bst|Lit|lit"),
    "doppelbuchstabe": Einheit(
        "Doppelbuchst.", "Doppelbuchstabe", "Doppelbuchstaben|Doppelbuchstabe|Doppelbuchst|DBuchst"
    ),
    "dreifachbuchstabe": Einheit("Dreifachbuchst.", "Dreifachbuchstabe", "Dreifachbuchstabe|Dreifachbuchst"),
    "unterabsatz": Einheit("UAbs.", "Unterabsatz", "Unterabsätze|Unterabsatz|Unterabs|UnterAbs|UAbs|UA"),
    "alternative": Einheit("Alt.", "Alternative", "Alternativen|Alternative|Alt"),
    "variante": Einheit("Var.", "Variante", "Varianten|Variante|Var"),
    "fall": Einheit("Fall", "Fall", "Fall"),
    "spiegelstrich": Einheit("Spstr.", "Spiegelstrich", "Spiegelstriche|Spiegelstrich|Spstr"),
    "anlage": Einheit("Anl.", "Anlage", "Anlagen|Anlage|Anl"),
    "anhang": Einheit("Anh.", "Anhang", "Anhänge|Anhangs|Anhang|Anh"),
    "paragraf": Einheit("§", "§", "§"),
    "teilsatz": Einheit("Teils.", "Teilsatz", "Teilsatz|Teils|Ts"),
}

ORDINALE: dict[str, str] = {
    stamm: str(i + 1)
    for i, stamm in enumerate(("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"))
}
MONATE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

FORMEN: dict[str, str] = {form: name for name, einheit in EINHEITEN.items() for form in einheit.formen.split("|")}
_FORM = "|".join(sorted(FORMEN, key=len, reverse=True))

_EINHEIT = compile_later(
    rf"({_FORM})(?:\. ?| |(?=\d))((?:(?:\d{{1,3}}\.){{1,4}}\d{{1,3}}(?!\.\d)|\d{{1,6}}(?:[a-z]{{1,2}}| [a-z](?![\w.]))?|[a-zA-Z]{{1,3}}|[IVX]+)(?![\wäöüß]))\)?"
)
_ORDINAL = compile_later(
    rf"(?:(\d{{1,3}})\.|({'|'.join(ORDINALE)})(?:e[rsnm]?)) ?({_FORM})(?:\.|(?!\w))", re.IGNORECASE
)
_FASSUNG = compile_later(
    r"(?:(?P<alt>[aA]\. ?F\.?|aF\.?)|(?P<neu>[nN]\. ?F\.?|nF\.?)|in der (?:am|bis zum|bis|ab|seit|seit dem|ab dem) "
    r"(?P<t>\d{1,2})\. ?(?:(?P<m>\d{1,2})\. ?|(?P<mn>" + "|".join(MONATE) + r") )(?P<j>\d{4}) geltenden Fassung)\Z"
)


def match_einheit(text: str) -> tuple[str, str, int] | None:
    """Return (unit, value, length) for `Abs. 2a` at the beginning of a text with single spaces."""
    fund = _EINHEIT.match(text)
    if fund is None:
        return None
    return FORMEN[fund[1]], fund[2].replace(" ", ""), fund.end()


def match_ordinal(text: str) -> tuple[str, str, int] | None:
    """Return (unit, value, length) for `zweiter Halbsatz` or `2. Halbsatz` at the beginning."""
    fund = _ORDINAL.match(text)
    if fund is None:
        return None
    return FORMEN.get(fund[3], fund[3].lower()), fund[1] or ORDINALE[fund[2].lower()], fund.end()


def match_fassung(text: str) -> tuple[str, str]:
    """Split the version of the law off the end: (text before, `a. F.` | `n. F.` | ISO date | empty)."""
    anfang = max(text.rfind(marke) for marke in ("a. F", "a.F", "aF", "A. F", "n. F", "n.F", "nF", "N. F", "in der "))
    fund = _FASSUNG.match(text, anfang) if anfang >= 0 else None
    if fund is None:
        return text, ""
    if fund["alt"] or fund["neu"]:
        return text[:anfang], "a. F." if fund["alt"] else "n. F."
    monat = int(fund["m"]) if fund["m"] else MONATE.index(fund["mn"]) + 1
    return text[:anfang], f"{fund['j']}-{monat:02d}-{int(fund['t']):02d}"
