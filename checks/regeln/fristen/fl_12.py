"""Dauer einer Leistung oder Kündigung passen nicht zu den Regeln des Persönlichen Budgets.

Prüft: Eine Leistung ist für mindestens sechs Monate zu erwarten. Die Person kann ohne Grund erst nach der Bindung kündigen, zum Ende des laufenden Monats. Der
Träger kann nur aus wichtigem Grund kündigen und nennt ihn.

Warum: Ein Persönliches Budget deckt wiederkehrende Bedarfe. Zusätzliche Kündigungsfristen sieht das Gesetz nicht vor.

Beispiel: Kündigung der Person am 10. Oktober zum 30. November.

Stattdessen: Zum 31. Oktober.

Grenzen: Ob ein Grund wichtig ist, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.budgetfristen import last_day_of
from contracts.rechnen.zeitraum import end_of_month

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-12",
    name="budgetdauer-kuendigung",
    titel="Mindestdauer und Kündigungstermin",
    schwere="warnung",
    meldung="Das Teilbudget endet am {ist}; zu erwarten sein soll der Bedarf mindestens bis zum {soll}.",
    varianten={
        "gebunden": "Die Kündigung ist am {ist} zugegangen; gebunden ist die Person bis zum {soll}. Vorher kann sie nur aus wichtigem Grund kündigen.",
        "termin": "Die Kündigung soll zum {ist} wirken; sie wirkt zum {soll}.",
        "grund": "Für diese Kündigung fehlt der Grund.",
        "traeger": "Der Leistungsträger kann nur aus wichtigem Grund kündigen.",
    },
    normen=("§ 29 Abs. 1 SGB IX", "§ 29 Abs. 4 SGB IX"),
    quellen=("FL-12", "A-PB-052", "A-PB-107", "A-PB-108", "A-PB-109"),
    braucht=(HatBudgetfall,),
)
MONATE = 6


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a benefit for a short time, and a notice that comes too early, for a wrong day or without a reason."""
    from contracts.rechnen.fortsetzung import find_fortgesetztes

    fall = kontext.als(HatBudgetfall)
    for nummer, teil in enumerate(fall.teilbudgets):
        vorgaenger = find_fortgesetztes(fall, teil)
        mindestens = last_day_of(vorgaenger.beginn if vorgaenger is not None else teil.beginn, MONATE)
        if any(f.bisher.id == teil.traeger for f in fall.fortsetzungen):
            continue  # it goes on with another Träger
        if teil.ende is not None and teil.ende < mindestens:
            yield Fund(("teilbudgets", nummer, "ende"), show_datum(teil.ende), show_datum(mindestens))
    kuendigung = fall.kuendigung
    if kuendigung is None or not fall.teilbudgets:
        return
    ort = "kuendigung"
    if kuendigung.art == "ordentlich" and kuendigung.durch == "traeger":
        yield Fund((ort, "art"), variante="traeger", schwere="fehler")
    elif kuendigung.art == "ordentlich":
        if kuendigung.am <= fall.gebunden_bis:
            ist, soll = show_datum(kuendigung.am), show_datum(fall.gebunden_bis)
            yield Fund((ort, "am"), ist, soll, variante="gebunden", schwere="fehler")
        soll_tag = end_of_month(kuendigung.am)
        if kuendigung.zum is not None and kuendigung.zum != soll_tag:
            yield Fund(
                (ort, "zum"), show_datum(kuendigung.zum), show_datum(soll_tag), variante="termin", schwere="fehler"
            )
    elif kuendigung.grund is None:
        yield Fund((ort, "art"), variante="grund", schwere="fehler")
