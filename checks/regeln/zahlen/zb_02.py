"""Eine Summe der Budgetberechnung stimmt nicht.

Prüft: Die ausgewiesenen Summen der Leistungstypen, das ausgewiesene Budget und der ausgewiesene Anteil für fallunspezifische
Arbeit folgen aus den Mengen, Vergütungssätzen und der Steigerungsrate.

Warum: Die Summenkette von der Zeile bis zum Budget muss geschlossen sein; sonst gilt an zwei Stellen Verschiedenes.

Beispiel: Das Budget ist mit 4.626.372,98 Euro ausgewiesen, die Leistungstypen ergeben 4.626.372,89 Euro.

Stattdessen: Den berechneten Betrag eintragen oder die Angabe weglassen.

Grenzen: Weicht das Budget um die Rundung nach der anderen Regel ab, meldet das ZB-04; im Rumpfjahr vergleicht ZB-09.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...muster.vergleich import compare_ausgewiesen
from ...regel import Regel

REGEL = Regel(
    code="ZB-02",
    name="summe-falsch",
    titel="Summenkette",
    schwere="fehler",
    meldung="{was} ist mit {ist} ausgewiesen; die Berechnung ergibt {soll}.",
    varianten={
        "unbekannt": "Den Leistungstyp „{ist}“ gibt es im Leistungspaket nicht.",
        "doppelt": "Die Summe des Leistungstyps „{ist}“ ist zweimal ausgewiesen.",
    },
    normen=("§ 125 Abs. 3 SGB IX",),
    quellen=("ZB-02",),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every stated sum that differs from the computed one."""
    vertrag, berechnet = kontext.als(HatBerechnung), kontext.als(HatBerechnung).berechnet
    ausgewiesen = vertrag.budget.ausgewiesen
    if ausgewiesen is None:
        return
    summen = {lt.leistungstyp.kuerzel: lt.summe for lt in berechnet.leistungstypen}
    for nummer, zeile in enumerate(ausgewiesen.leistungstypen):
        pfad = ("budget", "ausgewiesen", "leistungstypen", nummer)
        if zeile.leistungstyp not in summen:
            yield Fund((*pfad, "leistungstyp"), ist=zeile.leistungstyp, variante="unbekannt")
            continue
        was = f"Die Summe des Leistungstyps „{zeile.leistungstyp}“"
        yield from compare_ausgewiesen((*pfad, "summe"), zeile.summe, summen[zeile.leistungstyp], was=was)
    for nummer, _, kuerzel in find_doppelte(z.leistungstyp for z in ausgewiesen.leistungstypen):
        yield Fund(("budget", "ausgewiesen", "leistungstypen", nummer), ist=kuerzel, variante="doppelt")
    if vertrag.budget.rumpfjahr is None and ausgewiesen.jahresbetrag != berechnet.alternativbetrag:
        pfad_budget = ("budget", "ausgewiesen", "jahresbetrag")
        yield from compare_ausgewiesen(pfad_budget, ausgewiesen.jahresbetrag, berechnet.jahresbetrag, was="Das Budget")
    was = "Der Mindestbetrag für fallunspezifische Arbeit"
    yield from compare_ausgewiesen(
        ("budget", "ausgewiesen", "fua_betrag"), ausgewiesen.fua_betrag, berechnet.fua_betrag, was=was
    )
