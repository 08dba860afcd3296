"""Ein Vertrag mit einem Leistungserbringer enthält ein trägerübergreifendes Ziel.

Prüft: Bindet die Vertragsart nur einen Leistungserbringer (singuläres Trägerbudget), ist kein Ziel als trägerübergreifend
bezeichnet.

Warum: Ein Ziel mehrerer Leistungserbringer kann ein Vertrag nur binden, wenn sie alle Partei sind.

Beispiel: „art: traegeruebergreifend“ bei einem Ziel zur Vernetzung.

Stattdessen: Das Ziel auf den Beitrag des einen Leistungserbringers beziehen oder ein sozialraumorientiertes Trägerbudget schließen.

Grenzen: Die Regel liest die Bezeichnung, nicht den Wortlaut des Ziels.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatZiele
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="ZI-04",
    name="traegeruebergreifendes-ziel",
    titel="Trägerübergreifende Ziele",
    schwere="fehler",
    meldung="Das Ziel „{ziel}“ ist trägerübergreifend; ein Vertrag der Art „{art}“ bindet aber nur einen Leistungserbringer.",
    quellen=("ZI-04", "A-TB2-07"),
    braucht=(HatZiele,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every goal of several providers."""
    if kontext.angaben is None or "leistungserbringer" not in kontext.angaben.einmalige_rollen:
        return
    for nummer, ziel in enumerate(kontext.als(HatZiele).ziele):
        if ziel.art == "traegeruebergreifend":
            werte = {"ziel": ziel.id, "art": kontext.angaben.bezeichnung}
            yield Fund(("ziele", nummer, "art"), "trägerübergreifend", "trägerbezogen", werte=werte)
