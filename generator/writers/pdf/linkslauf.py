"""Words from right to left (Hebrew, Arabic): drawn as the eye sees them, tagged as they are read.

Typst puts the words of such a run into the file from left to right. The template marks every run as emphasis, which nothing
else uses; here each mark becomes a span with the run as replacement text, so that a screen reader reads the right order.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_SCHRIFTEN = r"\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}"
MUSTER = rf"[{_SCHRIFTEN}](?:[{_SCHRIFTEN}\P{{L}}]*[{_SCHRIFTEN}\p{{M}}\p{{Nd}}])?"
"""A run in the language of patterns of the typesetter: all between two such letters or digits that no other letter parts."""
_UNGEDRUCKT = ("beschreibung", "kennung", "id", "anhang")


def is_rtl(text: str) -> bool:
    """Tell whether a text holds letters of a script that runs from right to left."""
    return any(_is_rtl_letter(z) for z in set(text))


def _is_rtl_letter(zeichen: str) -> bool:
    return unicodedata.bidirectional(zeichen) in ("R", "AL")


def find_runs(text: str) -> list[str]:
    """Return the runs that `MUSTER` finds."""
    laeufe: list[str] = []
    anfang, ende = -1, -1
    for n, zeichen in enumerate(text):
        if _is_rtl_letter(zeichen):
            anfang, ende = (n if anfang < 0 else anfang), n + 1
        elif anfang >= 0 and unicodedata.category(zeichen)[0] == "L":
            laeufe.append(text[anfang:ende])
            anfang = -1
        elif anfang >= 0 and unicodedata.category(zeichen) in ("Mn", "Mc", "Me", "Nd"):
            ende = n + 1
    return [*laeufe, text[anfang:ende]] if anfang >= 0 else laeufe


def name_runs(marken: list[pikepdf.Object], projektion: str) -> None:
    """Turn the marks of a file, in order of reading, into spans that say their run."""
    import pikepdf

    laeufe = [lauf for text in _texts(json.loads(projektion)) for lauf in find_runs(text)]
    if len(laeufe) != len(marken):
        return  # the text read back will differ from the contract, and say where
    for marke, lauf in zip(marken, laeufe, strict=True):
        marke.S = pikepdf.Name.Span
        marke.ActualText = pikepdf.String(lauf)


def _texts(teil: Any) -> Iterator[str]:
    """Yield what is printed, in order; a signature place names the day before the names."""
    if isinstance(teil, str):
        yield teil
    elif isinstance(teil, list):
        # What refers or is set off begins with the sign of its kind.
        for kind in teil:
            yield from _texts(kind)
    elif isinstance(teil, dict):
        for name, wert in teil.items():
            if name not in _UNGEDRUCKT:
                yield from _texts(wert)
