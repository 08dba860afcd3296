"""Ein trägerübergreifendes Ziel steht, wo es nicht stehen kann, oder fehlt.

Prüft: Bindet die Vertragsart nur einen Leistungserbringer (singuläres Trägerbudget), ist kein Ziel als trägerübergreifend
bezeichnet. In einem Sozialraum steht kein solches Ziel bei einem Budgetnehmer, und jeder Budgetnehmer ist an mindestens einem
gemeinsamen Ziel beteiligt.

Warum: Ein Ziel mehrerer Leistungserbringer kann ein Vertrag nur binden, wenn sie alle Partei sind; im Sozialraum steht es deshalb
einmal für alle Verträge.

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
    varianten={
        "eigen": "Das Ziel „{ziel}“ ist trägerübergreifend, steht aber bei einem Budgetnehmer; es gehört in die Datei des Sozialraums.",
        "keines": "Der Budgetnehmer „{ist}“ ist an keinem gemeinsamen Ziel des Sozialraums beteiligt.",
    },
    quellen=("ZI-04", "A-TB2-07"),
    braucht=(HatZiele,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every goal of several providers where one alone agrees, and a provider of a Sozialraum without a joint goal."""
    if kontext.teil is not None:
        yield from _im_sozialraum(kontext.als(HatZiele), kontext.teil.bezeichnung)
        return
    if kontext.angaben is None or "leistungserbringer" not in kontext.angaben.einmalige_rollen:
        return
    for nummer, ziel in enumerate(kontext.als(HatZiele).ziele):
        if ziel.art == "traegeruebergreifend":
            werte = {"ziel": ziel.id, "art": kontext.angaben.bezeichnung}
            yield Fund(("ziele", nummer, "art"), "trägerübergreifend", "trägerbezogen", werte=werte)


def _im_sozialraum(teil: HatZiele, name: str) -> Iterator[Fund]:
    for nummer, ziel in enumerate(teil.ziele):
        if ziel.art == "traegeruebergreifend":
            yield Fund(("ziele", nummer, "art"), "trägerübergreifend", variante="eigen", werte={"ziel": ziel.id})
    if len(teil.verfolgte_ziele) == len(teil.ziele):
        yield Fund(("ziele",), name, variante="keines")
