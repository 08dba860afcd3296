"""Das Rumpfjahr ist nicht geregelt oder falsch berechnet.

Prüft: Deckt die Laufzeit das Budgetjahr nicht ganz ab, ist eine Methode für das Rumpfjahr gewählt, sonst nicht; nach Monaten
wird nur gerechnet, wenn die Laufzeit volle Monate umfasst; das ausgewiesene Budget ist der Anteil am Jahreswert.

Warum: Zwölftel und Kalendertage führen zu verschiedenen Beträgen. Der Vertrag muss wählen.

Beispiel: Der Vertrag beginnt am 1. April, eine Methode für das Rumpfjahr fehlt.

Stattdessen: Unter „budget.rumpfjahr.methode“ „monate“ oder „tage“ angeben.

Grenzen: Das Modell kennt nur diese beiden Methoden.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from contracts.rechnen.zeitraum import monate_im_jahr

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel

REGEL = Regel(
    code="ZB-09",
    name="rumpfjahr-falsch",
    titel="Rumpfjahr",
    schwere="fehler",
    meldung="Das Budget des Rumpfjahres ist mit {ist} ausgewiesen; der Anteil am Jahreswert ist {soll}.",
    varianten={
        "fehlt": "Die Laufzeit umfasst das Budgetjahr {jahr} nicht ganz. Wählen Sie eine Methode für das Rumpfjahr.",
        "zuviel": "Die Laufzeit umfasst das Budgetjahr {jahr} ganz; eine Methode für das Rumpfjahr ist dann nicht anzugeben.",
        "monate": "Die Laufzeit umfasst im Budgetjahr {jahr} keine vollen Monate; rechnen Sie das Rumpfjahr nach Tagen.",
    },
    quellen=("ZB-09", "A-TB2-03"),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a missing, needless or unfit method and a stated amount that does not follow from it."""
    vertrag = kontext.als(HatBerechnung)
    laufzeit, budget = vertrag.laufzeit, vertrag.budget
    jahr = budget.budgetjahr
    if laufzeit.ende <= laufzeit.beginn or not monate_im_jahr(laufzeit.beginn, laufzeit.ende, jahr):
        return
    erster, letzter = max(laufzeit.beginn, date(jahr, 1, 1)), min(laufzeit.ende, date(jahr, 12, 31))
    ist_ganz = (erster, letzter) == (date(jahr, 1, 1), date(jahr, 12, 31))
    werte = {"jahr": str(jahr)}
    if budget.rumpfjahr is None:
        if not ist_ganz:
            yield Fund(("budget",), variante="fehlt", werte=werte)
        return
    if ist_ganz:
        yield Fund(("budget", "rumpfjahr"), variante="zuviel", werte=werte)
        return
    if budget.rumpfjahr.methode == "monate" and (erster.day, (letzter + timedelta(days=1)).day) != (1, 1):
        yield Fund(("budget", "rumpfjahr", "methode"), variante="monate", werte=werte)
    if budget.ausgewiesen is not None:
        pfad = ("budget", "ausgewiesen", "jahresbetrag")
        yield from compare_ausgewiesen(pfad, budget.ausgewiesen.jahresbetrag, vertrag.berechnet.jahresbetrag)
