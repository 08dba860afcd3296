"""Fortschreibung oder Rundung ist nicht eingehalten.

Prüft: Die ausgewiesenen Vergütungssätze sind die Sätze des Referenzjahres mal Steigerungsrate, kaufmännisch auf Cent gerundet;
das ausgewiesene Budget folgt der benannten Rundungsregel; das Budgetjahr ist das Jahr nach dem Referenzjahr; der Beschluss der
Vertragskommission liegt nicht nach der Unterzeichnung.

Warum: Ob jeder Satz oder nur der Gesamtbetrag gerundet wird, macht im Beispielvertrag 12,76 Euro aus. Die Regel gehört in den
Vertrag und muss angewandt sein.

Beispiel: Die Daten nennen „je_satz“, ausgewiesen ist aber das Ergebnis der Rundung des Gesamtbetrags.

Stattdessen: Den Betrag nach der vereinbarten Regel ausweisen oder die Regel ändern.

Grenzen: Den Beschluss der Vertragskommission liest die Regel nicht; sie vertraut der eingetragenen Rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...befund import Fund
from ...kontext import Kontext
from ...muster.vergleich import compare
from ...regel import Regel
from ...wert import anteil, betrag, datum

if TYPE_CHECKING:
    from contracts.arten.traegerbudget_singulaer import TraegerbudgetSingulaer

REGEL = Regel(
    code="ZB-04",
    name="fortschreibung-oder-rundung-falsch",
    titel="Fortschreibung und Rundungsregel",
    schwere="fehler",
    meldung="Der Vergütungssatz der Gruppe „{gruppe}“ ist mit {ist} ausgewiesen; die Fortschreibung um {rate} ergibt {soll}.",
    varianten={
        "rundung": "Das ausgewiesene Budget ({ist}) folgt der anderen Rundungsregel; vereinbart ist die Rundung {regel}, das ergibt {soll}.",
        "jahre": "Das Budgetjahr ist {ist}; die Steigerungsrate trägt ein Jahr weit, vom Referenzjahr also bis {soll}.",
        "beschluss": "Der Beschluss über die Steigerungsrate ist vom {ist}, also nach der Unterzeichnung ({soll}).",
        "rate": "Die Steigerungsrate von {ist} ist ungewöhnlich. Eine Rate steht als Bruchteil: 0.0320 bedeutet 3,20 %.",
    },
    normen=("§ 127 SGB IX", "§ 131 SGB IX"),
    quellen=("ZB-04", "A-TB1-08"),
    arten=("traegerbudget_singulaer",),
)

GRENZE = 15
"""Percent above which a yearly rate is more likely a slip of the decimal point."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield rates and totals that do not follow the stated rate and rounding rule, and impossible years and dates."""
    vertrag = kontext.traegerbudget
    steigerung, budget = vertrag.budget.steigerung, vertrag.budget
    if budget.budgetjahr != budget.referenzjahr + 1:
        yield Fund(("budget", "budgetjahr"), str(budget.budgetjahr), str(budget.referenzjahr + 1), variante="jahre")
    if steigerung.beschluss.vom > vertrag.unterzeichnung.am:
        pfad = ("budget", "steigerung", "beschluss", "vom")
        yield Fund(pfad, datum(steigerung.beschluss.vom), datum(vertrag.unterzeichnung.am), variante="beschluss")
    if abs(steigerung.rate) * 100 > GRENZE:
        yield Fund(("budget", "steigerung", "rate"), anteil(steigerung.rate), variante="rate", schwere="warnung")
    yield from _saetze(vertrag)
    yield from _rundung(vertrag)


def _saetze(vertrag: TraegerbudgetSingulaer) -> Iterator[Fund]:
    if vertrag.budget.ausgewiesen is None:
        return
    saetze = {
        (lt.leistungstyp.kuerzel, p.gruppe.id): p.satz for lt in vertrag.berechnet.leistungstypen for p in lt.posten
    }
    rate = anteil(vertrag.budget.steigerung.rate)
    for nummer, zeile in enumerate(vertrag.budget.ausgewiesen.gruppen):
        soll = saetze.get((zeile.leistungstyp, zeile.gruppe))
        if soll is not None:
            pfad = ("budget", "ausgewiesen", "gruppen", nummer, "verguetungssatz")
            name = f"{zeile.leistungstyp} {zeile.gruppe}"
            yield from compare(pfad, zeile.verguetungssatz, soll, gruppe=name, rate=rate)


def _rundung(vertrag: TraegerbudgetSingulaer) -> Iterator[Fund]:
    ausgewiesen, berechnet = vertrag.budget.ausgewiesen, vertrag.berechnet
    if ausgewiesen is None or vertrag.budget.rumpfjahr is not None or ausgewiesen.jahresbetrag is None:
        return
    if ausgewiesen.jahresbetrag == berechnet.alternativbetrag != berechnet.jahresbetrag:
        regel = "jedes Vergütungssatzes" if vertrag.budget.ist_je_satz else "des Gesamtbetrags"
        bezug = ((("budget", "rundung"), "vereinbarte Rundung"),)
        yield Fund(
            ("budget", "ausgewiesen", "jahresbetrag"),
            betrag(ausgewiesen.jahresbetrag),
            betrag(berechnet.jahresbetrag),
            variante="rundung",
            werte={"regel": regel},
            bezug=bezug,
        )
