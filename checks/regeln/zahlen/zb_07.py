"""Externe Kostenträger sind nicht herausgerechnet.

Prüft: Personen im Budget, Personen eines geteilten Leistungstyps in Einzelabrechnung und Personen mit externem Kostenträger ergeben
zusammen die unterstützten Personen; gibt es Personen mit externem Kostenträger, ist auch eine Menge für sie herausgerechnet, und
umgekehrt.

Warum: Wer an den Vertrag nicht gebunden ist, zahlt weiter nach Einzelabrechnung. Stehen die Leistungen für diese
Personen auch im Budget, werden sie doppelt vergütet.

Beispiel: 237 unterstützte Personen, 228 im Budget, aber nur 6 mit externem Kostenträger.

Stattdessen: Alle externen Kostenträger mit ihren Personen eintragen.

Grenzen: Ob die Menge zu den Personen passt, prüft die Regel nur grob (beide vorhanden oder beide nicht).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBerechnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_zahl

REGEL = Regel(
    code="ZB-07",
    name="externe-kostentraeger-nicht-herausgerechnet",
    titel="Externe Kostenträger herausgerechnet",
    schwere="fehler",
    meldung="Unterstützt werden {ist} Personen; im Budget ({intern}) und mit externem Kostenträger ({extern}) sind es {soll}.",
    varianten={
        "einzeln": "Unterstützt werden {ist} Personen; im Budget ({intern}), in Einzelabrechnung ({einzeln}) und mit externem "
        "Kostenträger ({extern}) sind es {soll}.",
        "menge": "Es gibt Personen mit externem Kostenträger, aber kein Leistungstyp weist eine Menge für sie aus („menge_extern“).",
        "ohne": "Der Leistungstyp „{leistungstyp}“ weist eine Menge für externe Kostenträger aus, es sind aber keine eingetragen.",
    },
    normen=("§ 98 SGB IX", "§ 123 Abs. 2 SGB IX"),
    quellen=("ZB-07", "A-TB2-08"),
    braucht=(HatBerechnung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield contradictions between all persons, persons in the budget and persons with another Kostenträger."""
    vertrag, berechnet = kontext.als(HatBerechnung), kontext.als(HatBerechnung).berechnet
    gesamt = vertrag.personenkreis.personen_gesamt
    einzeln = berechnet.personen_einzelabrechnung
    summe = berechnet.personen_im_budget + einzeln + berechnet.personen_extern
    if gesamt != summe:
        werte = {"intern": show_zahl(berechnet.personen_im_budget), "extern": show_zahl(berechnet.personen_extern)}
        werte["einzeln"] = show_zahl(einzeln)
        yield Fund(
            ("personenkreis", "personen_gesamt"),
            show_zahl(gesamt),
            show_zahl(summe),
            variante="einzeln" if einzeln else "",
            werte=werte,
        )
    if berechnet.personen_extern and not any(lt.menge_extern for lt in vertrag.leistungspaket):
        yield Fund(("personenkreis", "externe_kostentraeger"), variante="menge", schwere="warnung")
    if not berechnet.personen_extern:
        for nummer, lt in enumerate(vertrag.leistungspaket):
            if lt.menge_extern:
                pfad = ("leistungspaket", nummer, "menge_extern")
                yield Fund(pfad, variante="ohne", werte={"leistungstyp": lt.kuerzel})
