"""The short name of a party in its four cases, with the article or without: one place for clause texts and texts of the data."""

from __future__ import annotations

import re
from typing import Final

GEBEUGT: Final = {
    ("der", "maskulinum"): "der", ("der", "femininum"): "die", ("der", "neutrum"): "das",
    ("des", "maskulinum"): "des", ("des", "femininum"): "der", ("des", "neutrum"): "des",
    ("dem", "maskulinum"): "dem", ("dem", "femininum"): "der", ("dem", "neutrum"): "dem",
    ("den", "maskulinum"): "den", ("den", "femininum"): "die", ("den", "neutrum"): "das",
}  # fmt: skip
KASUSFORMEN: Final = ("der", "des", "dem", "den", "Der", "Des", "Dem", "Den")
"""Articles of a masculine word, by which a text names the case; with a capital letter at the beginning of a sentence."""
KURZ: Final = "kurz"
"""The bare word in the nominative."""


class BeugungFehler(ValueError):
    """A case of a word cannot be told; the text is a German sentence."""


def inflect(wort: str, genus: str, genitiv: str | None, form: str) -> str:
    """Return a short name in one of the forms. Raises BeugungFehler where its genitive cannot be told."""
    if form == KURZ:
        return wort
    kasus = form.lower()
    if kasus == "des" and genus != "femininum":
        wort = genitiv or _genitiv(wort, genus)
    artikel = GEBEUGT[(kasus, genus)]
    return f"{artikel.capitalize() if form[0].isupper() else artikel} {wort}"


def _genitiv(wort: str, genus: str) -> str:
    """Landes, Landkreises, Verhältnisses."""
    if _GENITIV_UNKLAR.search(wort) or (genus == "maskulinum" and wort.endswith(_SCHWACHE_ENDUNGEN)):
        raise BeugungFehler(
            f"Der Genitiv von „{wort}“ lässt sich nicht sicher bilden. Ergänzen Sie ihn bei der Kurzbezeichnung als „genitiv“."
        )
    if wort.endswith("nis"):
        return f"{wort}ses"
    return f"{wort}es" if wort.endswith(_ZISCHLAUTE) else f"{wort}s"


_GENITIV_UNKLAR = re.compile(r" |(?:(?<!a)u|a|o)s$")
"""Several words (the first is inflected: des Trägers der Sozialhilfe), and endings such as Fiskus, Atlas, Kosmos."""
_SCHWACHE_ENDUNGEN = ("e", "ent", "ant", "ist")
"""Endings of masculine words that may take -n or -en: des Beauftragten, des Präsidenten."""
_ZISCHLAUTE = ("s", "ß", "x", "z")
