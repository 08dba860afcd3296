"""Für den Leistungserbringer ist kein eigenes Ziel vereinbart.

Prüft: Es gibt mindestens ein trägerbezogenes Ziel je Leistungserbringer.

Warum: Die Ziele auf Grundlage des Fachkonzepts sind Vertragsbestandteil; ohne ein Ziel des
Leistungserbringers regelt der Vertrag nur die Zahlung.

Beispiel: Alle Ziele sind als trägerübergreifend bezeichnet.

Stattdessen: Mindestens ein Ziel mit „art: traegerbezogen“ vereinbaren.

Grenzen: Die Regel zählt; ob das Ziel anspruchsvoll ist, prüft sie nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatZiele
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="ZI-03",
    name="kein-traegerbezogenes-ziel",
    titel="Trägerbezogene Ziele je Leistungserbringer",
    schwere="fehler",
    meldung="Kein Ziel ist als trägerbezogen bezeichnet; mindestens eines ist nötig.",
    quellen=("ZI-03", "A-TB1-13"),
    braucht=(HatZiele,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield once when no goal belongs to the provider."""
    if not any(z.art == "traegerbezogen" for z in kontext.als(HatZiele).ziele):
        yield Fund(("ziele",), ist="keines", soll="mindestens eines")
