"""Das Persönliche Budget beginnt an einem Tag, der nicht zum Bescheid passt.

Prüft: Ein Teilbudget beginnt an einem Monatsersten, nicht am Tag des Antrags und nicht vor dem Bescheid. Setzt es nach einem Wechsel das eines
anderen Leistungsträgers fort, beginnt es am Tag danach; liegt der Wechsel mitten im Monat, steht für jede Leistung fest, wie der Monat zu teilen ist.

Warum: Gezahlt wird im Voraus für Monate. Ein Beginn vor dem Bescheid verspricht Leistungen für eine Zeit, in der niemand sie beschaffen konnte.

Beispiel: Beginn am 15. März.

Stattdessen: Beginn am nächsten Monatsersten.

Grenzen: Rückwirkende Bewilligungen kommen vor; sie brauchen einen Grund, den die Regel nicht sieht. Geteilt wird ein Monat nur beim Pflegegeld
(§ 37 Abs. 2 Satz 1 SGB XI, belegt ab dem 2. August 2012): dem bisherigen Leistungsträger die Tage bis zum Wechsel, dem neuen der Rest von 30. Wer in
einem Monat mit 31 Tagen den letzten trägt, sagt die Vorschrift nicht. Für alle anderen Leistungen kennt das Programm keine Vorschrift, die einen Monat
zwischen zwei Leistungsträgern teilt; es rechnet dann nichts und warnt.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        "wechsel": "Am {ist} wechselt mitten im Monat der Leistungsträger dieser Leistung. Das Programm kennt keine Vorschrift, die ihren Monat teilt: Die "
        "Dokumente nennen nur den Betrag des ganzen Monats, nicht, welcher Leistungsträger wie viel davon trägt. Klären Sie das mit beiden.",
        "frueh": "Das Teilbudget beginnt am {ist}, der Bescheid ist vom {soll}.",
    },
    normen=("§ 29 Abs. 2 SGB IX",),
    quellen=("FL-10", "A-PB-103", "A-PB-106"),
    braucht=(HatBudgetfall,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every first day that is no first of a month, that of the application, or one before the notice."""
    from contracts.rechnen.fortsetzung import find_fortgesetztes

    fall = kontext.als(HatBudgetfall)
    for nummer, teil in enumerate(fall.teilbudgets):
        ort = ("teilbudgets", nummer, "beginn")
        if teil.beginn == fall.antrag.eingang:
            yield Fund(ort, show_datum(teil.beginn), variante="antrag")
        elif fall.bescheid is not None and teil.beginn < fall.bescheid.vom:
            yield Fund(ort, show_datum(teil.beginn), show_datum(fall.bescheid.vom), variante="frueh")
        elif teil.beginn.day != 1 and find_fortgesetztes(fall, teil) is None:
            yield Fund(ort, show_datum(teil.beginn))
    yield from _shared_months(fall)


def _shared_months(fall: HatBudgetfall) -> Iterator[Fund]:
    """Yield each benefit whose month two Leistungsträger share without a known norm that says how; never its name, which tells of the person."""
    geteilt = {t.schluessel for t in fall.berechnet.teilungen}
    nummern = {t.traeger: n for n, t in enumerate(fall.teilbudgets)}
    for fortsetzung in fall.fortsetzungen:
        nummer = nummern[fortsetzung.schluessel]
        for stelle, leistung in enumerate(fall.teilbudgets[nummer].leistungen):
            if fortsetzung.ab.day != 1 and f"{fortsetzung.schluessel}-{leistung.id}" not in geteilt:
                ort = ("teilbudgets", nummer, "leistungen", stelle)
                yield Fund(ort, show_datum(fortsetzung.ab), variante="wechsel")
