"""Zwei Verträge vergeben denselben Spielplatz.

Prüft: Kein Spielplatz eines Quartiers ist zweimal vergeben.

Warum: Auf einem Platz spielt ein Verein.

Beispiel: Zwei Verträge nennen den Platz 2 des Quartiers West.

Stattdessen: Einen anderen Platz nennen.

Grenzen: Die Regel kennt keine Tageszeiten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.kontext import Kontext
from checks.regel import Regel
from checks.vertragsauszug import Quertreffer, Vertragsauszug

REGEL = Regel(
    code="TD-90",
    name="platz-doppelt",
    titel="Ein Platz, ein Verein",
    schwere="fehler",
    meldung="Der Platz {ist} ist schon in {andere} vergeben.",
)


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    """Take along quarter and place."""
    vertrag = kontext.vertrag
    if not hasattr(vertrag, "platz"):
        return None
    werte = {"quartier": vertrag.quartier.quartier, "platz": str(vertrag.platz)}
    return kontext.auszug(werte, {"platz": ("platz",)})


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterator[Quertreffer]:
    """Yield every place that an earlier contract has taken."""
    gesehen: dict[tuple[str, str], Vertragsauszug] = {}
    for auszug in auszuege:
        schluessel = (auszug.werte["quartier"], auszug.werte["platz"])
        frueher = gesehen.setdefault(schluessel, auszug)
        if frueher is not auszug:
            werte = {"andere": frueher.kennung}
            yield Quertreffer(
                auszug, "platz", auszug.werte["platz"], werte=werte, bezug=((frueher, "platz", "zuerst"),)
            )
