"""The report as annotations of GitHub's runner: at most ten of each kind per step are shown, so the worst come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from corpus.druckbar import mask

from ..befund import RANG, Befund, Schwere
from ..bericht import Pruefbericht
from .darstellung import Darstellung
from .fundorte import path_of

BEFEHL: Final[dict[Schwere, str]] = {"fehler": "error", "warnung": "warning", "hinweis": "notice"}
JE_ART: Final = 10
"""The runner drops every further one of its kind without a word."""


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield a line per annotation; the last says how many more findings there are."""
    anzahl = Counter(bericht.anzahl)
    # The line about the rest is a notice itself.
    ist_voll = any(n > JE_ART for n in anzahl.values())
    erlaubt = {s: JE_ART - (ist_voll and s == "hinweis") for s in RANG}
    gezeigt: Counter[Schwere] = Counter()
    for schwere in RANG:
        for befund in bericht.befunde if anzahl[schwere] else ():
            if befund.schwere == schwere and gezeigt[schwere] < erlaubt[schwere]:
                gezeigt[schwere] += 1
                yield _annotation(bericht, befund)
    rest = sum(anzahl.values()) - sum(gezeigt.values())
    if rest:
        yield f"::notice::{_escape(f'Weitere Befunde: {rest}. Alle stehen in der Zusammenfassung des Laufs.')}\n"


def _annotation(bericht: Pruefbericht, befund: Befund) -> str:
    ort = befund.position
    angaben = {"file": path_of(bericht, ort), "line": str(ort.zeile), "title": f"{befund.code} {befund.titel}".strip()}
    # Over several lines a column is not allowed.
    if ort.bis_zeile > ort.zeile:
        angaben["endLine"] = str(ort.bis_zeile - (ort.bis_spalte == 1))
    else:
        angaben["col"] = str(ort.spalte)
        if ort.bis_spalte > ort.spalte:
            angaben["endColumn"] = str(ort.bis_spalte)
    merkmale = ",".join(f"{name}={_escape_value(wert)}" for name, wert in angaben.items())
    normen = f" ({'; '.join(befund.normen)})" if befund.normen else ""
    return f"::{BEFEHL[befund.schwere]} {merkmale}::{_escape(befund.meldung + normen)}\n"


def _escape(text: str) -> str:
    return mask(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_value(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
