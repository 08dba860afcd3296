"""Der Beginn passt nicht zum Projekt.

Prüft: Die Laufzeit beginnt am Ersten eines Kalendermonats, wenn das erste Jahr nicht nach Kalendertagen gerechnet wird, und nicht vor
dem frühesten Beginn, den der Zeitplan des Projekts für diese Vertragsart vorsieht. Nennt er mehrere Tage, ist ein anderer Beginn vor
2027 ein Hinweis; eine Fassung, die eine ältere ablöst, führt ein Budget nur fort.

Warum: Monatsraten, Leistungsmonate und Wechselregeln rechnen mit ganzen Kalendermonaten. Der Zeitplan des Projekts nennt Vorlaufjahre
für Schulungen, Ziele und Datenabgleich; ein früherer Beginn überspringt sie.

Beispiel: Beginn am 15. April 2026.

Stattdessen: Den Beginn auf den 1. April oder den 1. Mai legen.

Grenzen: Der Zeitplan bindet niemanden rechtlich; deshalb nur eine Warnung oder ein Hinweis.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...bedarf import HatBudget, HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum, show_liste

REGEL = Regel(
    code="FL-02",
    name="beginn-ausserhalb-des-zeitplans",
    titel="Beginn und Projektzeitplan",
    schwere="warnung",
    meldung="Die Laufzeit beginnt am {ist}, nicht am Ersten eines Kalendermonats.",
    varianten={
        "frueh": "Die Laufzeit beginnt am {ist}; der Zeitplan des Projekts sieht einen Beginn frühestens am {soll} vor.",
        "plan": "Die Laufzeit beginnt am {ist}; der Zeitplan des Projekts nennt {soll} und weitere Budgets ab 2027.",
    },
    quellen=("FL-02", "A-TB1-11", "A-TB2-03", "A-ALL-10"),
    braucht=(HatBudget, HatLaufzeit),
)

WEITERE_AB = date(2027, 1, 1)
"""From here on the timetable allows further budgets at any time (A-ALL-10)."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a first day within a month, and one that the timetable of the project does not have."""
    beginn, pfad = kontext.als(HatLaufzeit).laufzeit.beginn, ("laufzeit", "beginn")
    rumpfjahr = kontext.als(HatBudget).budget.rumpfjahr
    if beginn.day != 1 and (rumpfjahr is None or rumpfjahr.methode == "monate"):
        yield Fund(pfad, show_datum(beginn))
    vorgesehen = kontext.angaben.beginne if kontext.angaben is not None else ()
    if not vorgesehen or kontext.vertrag.fassung.hat_vorgaenger:
        return
    if beginn < vorgesehen[0]:
        yield Fund(pfad, show_datum(beginn), show_datum(vorgesehen[0]), variante="frueh")
    elif len(vorgesehen) > 1 and beginn < WEITERE_AB and beginn not in vorgesehen:
        soll = show_liste(show_datum(t) for t in vorgesehen)
        yield Fund(pfad, show_datum(beginn), soll, variante="plan", schwere="hinweis")
