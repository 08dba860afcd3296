"""Zwei Verträge vergeben denselben Spielplatz.

Prüft: Kein Spielplatz eines Quartiers ist zweimal vergeben.

Warum: Auf einem Platz spielt ein Verein.

Beispiel: Zwei Verträge nennen den Platz 2 des Quartiers West.

Stattdessen: Einen anderen Platz nennen.

Grenzen: Die Regel kennt keine Tageszeiten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.auszug import Auszug, Quertreffer
from checks.befund import Bezug
from checks.kontext import Kontext
from checks.regel import Regel

REGEL = Regel(
    code="TD-90",
    name="platz-doppelt",
    titel="Ein Platz, ein Verein",
    schwere="fehler",
    meldung="Der Platz {ist} ist schon in {andere} vergeben.",
)


def extrahiere(kontext: Kontext) -> Auszug | None:
    """Take along quarter and place."""
    vertrag = kontext.vertrag
    if not hasattr(vertrag, "platz"):
        return None
    werte = {"quartier": vertrag.quartier.quartier, "platz": str(vertrag.platz)}
    ort = Bezug("Platz", "platz", kontext.position(("platz",)))
    return Auszug(kontext.pruefling.kennung, kontext.pruefling.datei, werte, {"platz": ort})


def vergleiche(auszuege: Sequence[Auszug]) -> Iterator[Quertreffer]:
    """Yield every place that an earlier contract has taken."""
    gesehen: dict[tuple[str, str], Auszug] = {}
    for auszug in auszuege:
        schluessel = (auszug.werte["quartier"], auszug.werte["platz"])
        frueher = gesehen.setdefault(schluessel, auszug)
        if frueher is not auszug:
            werte = {"andere": frueher.kennung}
            yield Quertreffer(
                auszug, "platz", auszug.werte["platz"], werte=werte, bezug=((frueher, "platz", "zuerst"),)
            )
