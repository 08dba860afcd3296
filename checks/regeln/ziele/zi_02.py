"""Eines der fünf Projektziele fehlt ohne Begründung.

Prüft: Jedes der fünf Ziele des Projekts (Fachdienst Teilhabe, Organisationsentwicklung, Arbeitsgruppe zu Willen und Ressourcen,
Schulung, Vernetzung) ist vereinbart oder die Abweichung begründet, aber nicht beides.

Warum: Die fünf Ziele machen die Verträge des Projekts vergleichbar.

Beispiel: Kein Ziel trägt „projektziel: vernetzung“.

Stattdessen: Das Ziel vereinbaren oder unter „nicht_vereinbarte_projektziele“ begründen, warum nicht.

Grenzen: Ob der Wortlaut des Ziels zum Projektziel passt, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatZiele
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="ZI-02",
    name="projektziel-fehlt",
    titel="Die fünf Ziele des Projekts",
    schwere="warnung",
    meldung="Das Projektziel „{ist}“ ist weder vereinbart noch ist begründet, warum nicht.",
    varianten={"beides": "Das Projektziel „{ist}“ ist vereinbart und zugleich als nicht vereinbart begründet."},
    quellen=("ZI-02", "A-BSC-02", "A-BSC-03", "A-BSC-04", "A-BSC-05", "A-BSC-06"),
    braucht=(HatZiele,),
)

PROJEKTZIELE = {
    "kooperation_fachdienst": "Kooperation mit dem Fachdienst Teilhabe",
    "organisationsentwicklung": "Organisationsentwicklung",
    "arbeitsgruppe_wille": "Arbeitsgruppe zur Willens- und Ressourcenermittlung",
    "schulung": "Schulung der Mitarbeitenden",
    "vernetzung": "Vernetzung im Sozialraum",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield project goals that are neither agreed nor explained, or both."""
    vertrag = kontext.als(HatZiele)
    vereinbart = {z.projektziel for z in vertrag.verfolgte_ziele}
    begruendet = [a.projektziel for a in vertrag.nicht_vereinbarte_projektziele]
    for kennung, name in PROJEKTZIELE.items():
        if kennung not in vereinbart and kennung not in begruendet:
            yield Fund(("ziele",), ist=name)
    for nummer, kennung in enumerate(begruendet):
        if kennung in vereinbart:
            pfad = ("nicht_vereinbarte_projektziele", nummer, "projektziel")
            yield Fund(pfad, ist=PROJEKTZIELE[kennung], variante="beides")
