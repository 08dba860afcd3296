"""Bindung, Überprüfung der Ziele oder Wiederholung der Bedarfsermittlung sind falsch festgehalten.

Prüft: Die Bindung dauert sechs Monate und nicht länger. Die Ziele werden nach sechs Monaten überprüft. Der Bedarf wird spätestens nach zwei Jahren neu
ermittelt, wenn kein Grund für eine Abweichung genannt ist. Gerechnet wird nach §§ 187, 188 BGB, auch über den 29. Februar.

Warum: Länger als sechs Monate darf niemand gebunden werden; wer zu früh oder zu spät neu ermittelt, braucht einen Grund.

Beispiel: Beginn am 1. März 2026, Wiederholung bis zum 28. Februar 2028.

Stattdessen: Der Zeitraum von zwei Jahren endet am 29. Februar 2028.

Grenzen: Ob ein Grund trägt, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-09",
    name="bindung-wiederholung-falsch",
    titel="Bindung, Zielüberprüfung, Wiederholung",
    schwere="fehler",
    meldung="Die Wiederholung ist bis zum {ist} festgehalten; zwei Jahre enden am {soll}. Berichtigen Sie den Tag, oder nennen Sie den Grund.",
    varianten={
        "bindung": "Die Bindung ist bis zum {ist} festgehalten; länger als bis zum {soll} bindet das Gesetz nicht.",
        "pruefung": "Die erste Überprüfung der Ziele ist am {ist} vorgesehen; empfohlen ist sie nach sechs Monaten ({soll}).",
        "laenger": "Die Zielvereinbarung gilt bis zum {ist}, bewilligt ist nur bis zum {soll}.",
    },
    normen=("§ 29 Abs. 1 SGB IX", "§ 29 Abs. 2 SGB IX", "§ 29 Abs. 4 SGB IX"),
    quellen=("FL-09", "A-PB-004", "A-PB-073", "A-PB-074", "A-PB-084"),
    braucht=(HatBudgetfall,),
)
SPIELRAUM_TAGE = 31
"""A review may lie this many days around the end of six months."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every stated day that does not follow from the first day of the budget."""
    fall = kontext.als(HatBudgetfall)
    vereinbarung = fall.zielvereinbarung
    if vereinbarung is None or not fall.teilbudgets:
        return
    ort = "zielvereinbarung"
    bis = vereinbarung.wiederholung_bis
    if bis is not None and bis != fall.wiederholung_bis and vereinbarung.begruendung_wiederholung is None:
        yield Fund((ort, "wiederholung_bis"), show_datum(bis), show_datum(fall.wiederholung_bis))
    if vereinbarung.bindung_bis is not None and vereinbarung.bindung_bis > fall.gebunden_bis:
        ist, soll = show_datum(vereinbarung.bindung_bis), show_datum(fall.gebunden_bis)
        yield Fund((ort, "bindung_bis"), ist, soll, variante="bindung")
    pruefung = vereinbarung.zielpruefung_am
    if pruefung is not None and abs((pruefung - fall.zielpruefung_ab).days) > SPIELRAUM_TAGE:
        ist, soll = show_datum(pruefung), show_datum(fall.zielpruefung_ab)
        yield Fund((ort, "zielpruefung_am"), ist, soll, variante="pruefung", schwere="warnung")
    enden = [t.ende for t in fall.teilbudgets]
    letztes = max(e for e in enden if e is not None) if None not in enden else None
    if vereinbarung.gilt_bis is not None and letztes is not None and vereinbarung.gilt_bis > letztes:
        yield Fund((ort, "gilt_bis"), show_datum(vereinbarung.gilt_bis), show_datum(letztes), variante="laenger")
