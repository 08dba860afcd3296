"""Ausgewiesene Beträge eines Regionalbudgets folgen nicht aus seinen Angaben.

Prüft: Budget, Monatsrate und letzte Monatsrate jedes ausgewiesenen Jahres und die ausgewiesenen Beträge der Kostenträger sind die
gerechneten; die Jahre der Fortschreibung schließen lückenlos an das Basisjahr an und liegen in der Laufzeit.

Warum: Was außerhalb vereinbart wurde, muss zu Personen, Betrag je Person, Anteilen und Veränderungsraten passen. Sonst stehen im
Vertrag andere Zahlen, als die Parteien wollten.

Beispiel: Der Betrag eines Kostenträgers ist mit 21.186.540,00 Euro ausgewiesen; 34,50 Prozent des Budgets sind 21.186.450,00 Euro.

Stattdessen: Den Betrag berichtigen oder die Angabe weglassen.

Grenzen: Beträge der Kostenträger vergleicht die Regel nur für das Basisjahr. Wo die Restcents bleiben, ist fest: beim größten Anteil.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.position import Pfad

from ...bedarf import HatRegionalberechnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="ZB-18",
    name="modellvorhaben-ausgewiesen-falsch",
    titel="§ 64b: Budget, Raten und Beträge der Kostenträger",
    schwere="fehler",
    meldung="{was} ist mit {ist} ausgewiesen; aus den Angaben folgen {soll}.",
    varianten={
        "luecke": "Auf das Jahr {soll} folgt in der Fortschreibung das Jahr {ist}. Nennen Sie jedes Jahr genau einmal, in seiner Reihenfolge.",
        "laufzeit": "Das Budgetjahr {ist} liegt außerhalb der Laufzeit ({soll}).",
        "unbekannt": "Für das Jahr {ist} ist ein Ergebnis ausgewiesen, aber kein Budget vereinbart.",
    },
    normen=("§ 64b Abs. 1 SGB V",),
    quellen=("ZB-01", "ZB-02", "ZB-03", "ZB-12"),
    braucht=(HatRegionalberechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield years out of order or out of the term, and stated results that are not the computed ones."""
    yield from _jahre(kontext)
    vertrag = kontext.als(HatRegionalberechnung)
    ausgewiesen, berechnet = vertrag.budget.ausgewiesen, vertrag.berechnet
    if ausgewiesen is None:
        return
    jahre = {j.jahr: j for j in berechnet.jahre}
    for nummer, stated in enumerate(ausgewiesen.jahre):
        pfad: Pfad = ("budget", "ausgewiesen", "jahre", nummer)
        soll = jahre.get(stated.jahr)
        if soll is None:
            yield Fund((*pfad, "jahr"), str(stated.jahr), variante="unbekannt")
            continue
        for feld, was in (
            ("betrag", "Das Budget"),
            ("rate", "Die Monatsrate"),
            ("letzte_rate", "Die letzte Monatsrate"),
        ):
            name = f"{was} {stated.jahr}"
            yield from compare_ausgewiesen((*pfad, feld), getattr(stated, feld), getattr(soll, feld), was=name)
    betraege = {a.partei.partei: a.betrag for a in berechnet.basis.anteile}
    for nummer, anteil in enumerate(ausgewiesen.anteile):
        if anteil.partei in betraege:
            pfad = ("budget", "ausgewiesen", "anteile", nummer, "betrag")
            was = f"Der Betrag der Partei „{anteil.partei}“"
            yield from compare_ausgewiesen(pfad, anteil.betrag, betraege[anteil.partei], was=was)


def _jahre(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatRegionalberechnung)
    budget, laufzeit = vertrag.budget, vertrag.laufzeit
    orte: list[tuple[Pfad, int]] = [(("budget", "basisjahr"), budget.basisjahr)]
    orte += [(("budget", "fortschreibungen", n, "jahr"), f.jahr) for n, f in enumerate(budget.fortschreibungen)]
    davor = None
    for pfad, jahr in orte:
        if davor is not None and jahr != davor + 1:
            yield Fund(pfad, str(jahr), str(davor), variante="luecke")
        elif laufzeit.beginn < laufzeit.ende and not laufzeit.beginn.year <= jahr <= laufzeit.ende.year:
            soll = f"{show_datum(laufzeit.beginn)} bis {show_datum(laufzeit.ende)}"
            yield Fund(pfad, str(jahr), soll, variante="laufzeit")
        davor = jahr
