"""Eine Zeile der Budgetberechnung ist falsch ausgerechnet.

Prüft: Der ausgewiesene Betrag jeder Zeile ist Menge mal ausgewiesener Vergütungssatz; jede Zeile gehört zu einer Gruppe des
Leistungspakets und kommt einmal vor.

Warum: Der Fehler einer Zeile setzt sich in Summe, Budget und Raten fort.

Beispiel: Bei 731 Belegungstagen zu 95,36 Euro ist ein Betrag von 69.708,61 Euro ausgewiesen.

Stattdessen: 69.708,16 Euro eintragen oder die Angabe weglassen; das Programm rechnet sie selbst.

Grenzen: Ob der Satz richtig fortgeschrieben ist, prüft ZB-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudget, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel

REGEL = Regel(
    code="ZB-01",
    name="zeilenbetrag-falsch",
    titel="Menge × Satz = Betrag",
    schwere="fehler",
    meldung="Der Betrag der Gruppe „{gruppe}“ ist mit {ist} ausgewiesen; Menge mal Vergütungssatz ergibt {soll}.",
    varianten={
        "unbekannt": "Die Gruppe „{gruppe}“ gibt es im Leistungspaket nicht.",
        "doppelt": "Die Gruppe „{gruppe}“ ist zweimal ausgewiesen.",
    },
    normen=("§ 125 Abs. 3 SGB IX",),
    quellen=("ZB-01", "A-TB1-02"),
    braucht=(HatBudget, HatLeistungspaket),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every stated line whose amount does not follow from its volume and stated rate."""
    ausgewiesen = kontext.als(HatBudget).budget.ausgewiesen
    if ausgewiesen is None:
        return
    mengen = {(lt.kuerzel, g.id): g.menge for lt in kontext.als(HatLeistungspaket).leistungspaket for g in lt.gruppen}
    zeilen = ausgewiesen.gruppen
    for nummer, zeile in enumerate(zeilen):
        pfad = ("budget", "ausgewiesen", "gruppen", nummer)
        name = f"{zeile.leistungstyp} {zeile.gruppe}"
        menge = mengen.get((zeile.leistungstyp, zeile.gruppe))
        if menge is None:
            yield Fund((*pfad, "gruppe"), variante="unbekannt", werte={"gruppe": name})
        else:
            yield from compare_ausgewiesen((*pfad, "betrag"), zeile.betrag, menge * zeile.verguetungssatz, gruppe=name)
    for nummer, _, (leistungstyp, gruppe) in find_doppelte((z.leistungstyp, z.gruppe) for z in zeilen):
        werte = {"gruppe": f"{leistungstyp} {gruppe}"}
        yield Fund(("budget", "ausgewiesen", "gruppen", nummer), variante="doppelt", werte=werte)
