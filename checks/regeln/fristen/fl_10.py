"""Das Persönliche Budget beginnt an einem Tag, der nicht zum Bescheid passt.

Prüft: Ein Teilbudget beginnt an einem Monatsersten, nicht am Tag des Antrags und nicht vor dem Bescheid. Setzt es nach einem Wechsel das eines
anderen Leistungsträgers fort, beginnt es am Tag danach.

Warum: Gezahlt wird im Voraus für Monate. Ein Beginn vor dem Bescheid verspricht Leistungen für eine Zeit, in der niemand sie beschaffen konnte.

Beispiel: Beginn am 15. März.

Stattdessen: Beginn am nächsten Monatsersten.

Grenzen: Rückwirkende Bewilligungen kommen vor; sie brauchen einen Grund, den die Regel nicht sieht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.fortsetzung import find_fortgesetztes

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-10",
    name="leistungsbeginn-unpassend",
    titel="Leistungsbeginn und Zahlungstermin",
    schwere="warnung",
    meldung="Das Teilbudget beginnt am {ist}; gezahlt wird für ganze Monate. Empfohlen ist ein Monatserster.",
    varianten={
        "antrag": "Das Teilbudget beginnt am Tag des Antrags ({ist}); maßgeblich ist der Tag, den der Bescheid nennt.",
        "frueh": "Das Teilbudget beginnt am {ist}, der Bescheid ist vom {soll}.",
    },
    normen=("§ 29 Abs. 2 SGB IX",),
    quellen=("FL-10", "A-PB-103", "A-PB-106"),
    braucht=(HatBudgetfall,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every first day that is no first of a month, that of the application, or one before the notice."""
    fall = kontext.als(HatBudgetfall)
    for nummer, teil in enumerate(fall.teilbudgets):
        ort = ("teilbudgets", nummer, "beginn")
        if teil.beginn == fall.antrag.eingang:
            yield Fund(ort, show_datum(teil.beginn), variante="antrag")
        elif fall.bescheid is not None and teil.beginn < fall.bescheid.vom:
            yield Fund(ort, show_datum(teil.beginn), show_datum(fall.bescheid.vom), variante="frueh")
        elif teil.beginn.day != 1 and find_fortgesetztes(fall, teil) is None:
            yield Fund(ort, show_datum(teil.beginn))
