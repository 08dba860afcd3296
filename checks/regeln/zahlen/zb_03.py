"""Monatsraten und Budget passen nicht zusammen.

Prüft: Die Laufzeit umfasst Monate des Budgetjahres; die ausgewiesene Rate und die ausgewiesene letzte Rate ergeben zusammen mit
der Zahl der Monate genau das Budget; die letzte Rate nimmt die Restcents auf.

Warum: Zwölf gleiche, gerundete Raten ergeben selten genau das Budget. Ohne Regel für den Rest fehlt am Jahresende ein Betrag.

Beispiel: Alle zwölf Raten betragen 385.531,07 Euro; zusammen sind das fünf Cent zu wenig.

Stattdessen: Die letzte Rate mit 385.531,12 Euro ausweisen oder die Angabe weglassen.

Grenzen: Andere Verfahren zur Verteilung der Restcents kennt das Modell nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel
from ...wert import show_datum, show_liste

REGEL = Regel(
    code="ZB-03",
    name="raten-falsch",
    titel="Monatsraten und Restcent",
    schwere="fehler",
    meldung="{was} ist mit {ist} ausgewiesen; aus dem Budget folgen {soll}.",
    varianten={
        "jahr": "Das Budgetjahr {ist} liegt außerhalb der Laufzeit ({soll}); es gibt keinen Monat, für den eine Rate zu zahlen wäre.",
    },
    normen=("§ 132 Abs. 1 SGB IX",),
    quellen=("ZB-03", "A-TB1-03"),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a budget year outside the term and instalments that do not follow from the budget."""
    vertrag, berechnet = kontext.als(HatBerechnung), kontext.als(HatBerechnung).berechnet
    laufzeit, jahr = vertrag.laufzeit, vertrag.budget.budgetjahr
    if laufzeit.ende <= laufzeit.beginn:
        return
    if not laufzeit.beginn.year <= jahr <= laufzeit.ende.year:
        soll = show_liste([show_datum(laufzeit.beginn), show_datum(laufzeit.ende)])
        yield Fund(("budget", "budgetjahr"), str(jahr), soll.replace(" und ", " bis "), variante="jahr")
        return
    ausgewiesen = vertrag.budget.ausgewiesen
    if ausgewiesen is not None:
        pfad = ("budget", "ausgewiesen")
        yield from compare_ausgewiesen((*pfad, "rate"), ausgewiesen.rate, berechnet.rate, was="Die Monatsrate")
        yield from compare_ausgewiesen(
            (*pfad, "letzte_rate"), ausgewiesen.letzte_rate, berechnet.letzte_rate, was="Die letzte Monatsrate"
        )
